// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"
#include "shared/base/Result.h"
#include "shared/control/LineReader.h"
#include "shared/control/Message.h"

#include <string>
#include <vector>

namespace wharfgate::cli {

/// A client of the console socket for the command line: waits for every answer.
class ConsoleClient
{
public:
    /// The first of these sockets that somebody listens on. The error says what to do.
    static Result<ConsoleClient> connect(const std::vector<std::string> &paths);

    /// connect(), and `hello` in the name of `program`.
    static Result<ConsoleClient> greet(const std::vector<std::string> &paths,
                                       const QString &program);

    /// What the method returns; notifications meanwhile are dropped. An answer that is an error
    /// becomes one: ErrorCode::Permission if it was not allowed.
    Result<QJsonObject> call(const QString &method, const QJsonObject &params);

    Result<void> send(const control::Message &message);
    /// The next message. ErrorCode::Io: the connection has ended.
    Result<control::Message> receive();

private:
    explicit ConsoleClient(net::FileDescriptor socket);

    net::FileDescriptor m_socket;
    control::LineReader m_reader;
    int m_lastId = 0; // of call()
};

} // namespace wharfgate::cli
