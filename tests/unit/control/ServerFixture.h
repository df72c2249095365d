// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/ControlServer.h"
#include "daemon/log/Logger.h"
#include "tests/unit/control/ControlClient.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTemporaryFile>

#include <memory>
#include <optional>
#include <vector>

namespace wharfgate::test {

/// Methods whose replies the test gives when it wants: echo, echo.text (which takes a text), change
/// (for admins), big (a reply of `size` bytes), later (into `waiting`), forgets (never answers).
class TestMethods final : public control::MethodGroup
{
public:
    QString capability() const override { return QStringLiteral("test"); }
    std::vector<control::Method> methods() override;
    void forget(std::uint64_t connection) override { forgotten.push_back(connection); }

    std::vector<control::Respond> waiting;
    std::vector<std::uint64_t> forgotten;
};

/// A console server in this process, and clients that it takes for whom the test wants.
class ServerFixture
{
public:
    ServerFixture();
    /// Replaces the server.
    void startServer(const control::ServerLimits &limits = {});
    ControlClient greeted();
    static control::ErrorCode codeOf(const std::optional<control::Response> &response)
    {
        return response && !response->reply ? response->reply.error().code : control::ErrorCode{};
    }

    control::PeerIdentity peer{0, "root", {"root"}}; // of the next clients; no user: an error
    std::unique_ptr<control::ControlServer> server;
    TestMethods *methods = nullptr;
    QString path;

private:
    QTemporaryDir m_folder;
    QTemporaryFile m_log;
    std::unique_ptr<log::Logger> m_logger;
};

} // namespace wharfgate::test
