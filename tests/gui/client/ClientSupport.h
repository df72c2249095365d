// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/DaemonClient.h"
#include "tests/gui/support/FakeDaemon.h"

#include <QTest>

#include <optional>

namespace wharfgate::test {

inline constexpr int kLimit = 20'000;

inline bool connectTo(gui::DaemonClient &client, const FakeDaemon &daemon)
{
    client.open(daemon.socket());
    return QTest::qWaitFor([&] { return client.state() != gui::DaemonClient::State::Connecting; },
                           kLimit) &&
           client.state() == gui::DaemonClient::State::Connected;
}

inline bool waitForEnd(gui::DaemonClient &client)
{
    return QTest::qWaitFor([&] { return client.state() == gui::DaemonClient::State::Disconnected; },
                           kLimit);
}

/// What a call came to.
struct Outcome
{
    std::optional<control::Reply> reply;
    gui::DaemonClient::Done done()
    {
        return [this](const control::Reply &value) { reply = value; };
    }
    bool arrives() const
    {
        return QTest::qWaitFor([this] { return reply.has_value(); }, kLimit);
    }
};

} // namespace wharfgate::test
