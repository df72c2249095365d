// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <tl/expected.hpp>
#include <variant>

/// The console protocol (PROTOCOL.md): messages and framing, used by both sides.
namespace wharfgate::control {

/// Error codes of PROTOCOL.md.
enum class ErrorCode
{
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    NotGreeted = 1,
    VersionMismatch = 2,
    NotAuthorized = 3,
    TooLong = 4,
    Busy = 5,
    Conflict = 6,
    InvalidConfiguration = 7,
    NotFound = 8,
    Io = 9,
    Crypto = 10,
    Refused = 11,
    WrongPassword = 12,
};

/// Why a call failed: a code, an English sentence for people, and data as PROTOCOL.md says.
struct CallError
{
    ErrorCode code = ErrorCode::InternalError;
    QString message;
    QJsonObject data = {};
};

/// What one call came to.
using Reply = tl::expected<QJsonObject, CallError>;

/// A call. The id is a number or a text.
struct Request
{
    QJsonValue id;
    QString method;
    QJsonObject params;
};

struct Response
{
    QJsonValue id; // null if the request's could not be read
    Reply reply;
};

/// A message from the daemon that nobody asked for.
struct Notification
{
    QString method;
    QJsonObject params;
};

using Message = std::variant<Request, Response, Notification>;

/// One line with its '\n', members in the order jsonrpc, id, method, params, result, error.
QByteArray encode(const Message &message);

/// One line without its '\n'. The error's code is ParseError or InvalidRequest; `id` is set if it
/// could be read.
struct DecodeError
{
    CallError error;
    QJsonValue id;
};
tl::expected<Message, DecodeError> decode(const QByteArray &line);

} // namespace wharfgate::control
