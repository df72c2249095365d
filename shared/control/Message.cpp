// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/Message.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <limits>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

/// Filters and problems nest a handful of levels. Qt's own limit is 1,024.
constexpr int kMaxDepth = 64;
/// Each value takes up to a hundred bytes once read, while three bytes of text can make one. The
/// longest replies, decisions with 200,000 rules passed over, have about this many.
constexpr int kMaxValues = 3'000'000;
constexpr qsizetype kMaxIdBytes = 64;
/// Whole numbers up to here are exact in every JSON reader (RFC 8259 6).
constexpr double kMaxIdNumber = 9'007'199'254'740'991.0;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray compact(const QJsonValue &value)
{
    QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

struct Encoder
{
    QByteArray operator()(const Request &request) const
    {
        QByteArray line = R"({"jsonrpc":"2.0","id":)" + compact(request.id) + R"(,"method":)" +
                          compact(QJsonValue(request.method));
        if (!request.params.isEmpty())
            line += R"(,"params":)" + compact(request.params);
        return line + "}\n";
    }

    QByteArray operator()(const Response &response) const
    {
        QByteArray line = R"({"jsonrpc":"2.0","id":)" + compact(response.id);
        if (response.reply)
            return line + R"(,"result":)" + compact(*response.reply) + "}\n";
        const CallError &error = response.reply.error();
        line += R"(,"error":{"code":)" + QByteArray::number(static_cast<int>(error.code)) +
                R"(,"message":)" + compact(QJsonValue(error.message));
        if (!error.data.isEmpty())
            line += R"(,"data":)" + compact(error.data);
        return line + "}}\n";
    }

    QByteArray operator()(const Notification &notification) const
    {
        QByteArray line =
            R"({"jsonrpc":"2.0","method":)" + compact(QJsonValue(notification.method));
        if (!notification.params.isEmpty())
            line += R"(,"params":)" + compact(notification.params);
        return line + "}\n";
    }
};

/// Looks at the brackets and commas only: whether reading the line would take too much stack or
/// memory. What is no JSON is left to the reader.
bool isModest(QByteArrayView line)
{
    int depth = 0;
    int values = 0;
    bool inText = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char byte = line[i];
        if (inText) {
            if (byte == '\\')
                ++i;
            else if (byte == '"')
                inText = false;
            continue;
        }
        switch (byte) {
        case '"':
            inText = true;
            break;
        case '[':
        case '{':
            ++values;
            if (++depth > kMaxDepth)
                return false;
            break;
        case ']':
        case '}':
            --depth;
            break;
        case ',':
            ++values;
            break;
        default:
            break;
        }
        if (values > kMaxValues)
            return false;
    }
    return true;
}

bool isId(const QJsonValue &id)
{
    if (id.isString())
        return id.toString().toUtf8().size() <= kMaxIdBytes;
    const double number = id.toDouble(std::numeric_limits<double>::infinity());
    return std::abs(number) <= kMaxIdNumber && std::trunc(number) == number;
}

tl::unexpected<DecodeError> failed(ErrorCode code, QString message, QJsonValue id = {})
{
    return tl::unexpected(DecodeError{{code, std::move(message), {}}, std::move(id)});
}

tl::expected<Reply, QString> replyOf(const QJsonObject &message)
{
    const QJsonValue error = message["error"_L1];
    if (message.contains("result"_L1)) {
        if (message.contains("error"_L1))
            return tl::unexpected(u"A response has a result or an error, not both."_s);
        if (!message["result"_L1].isObject())
            return tl::unexpected(u"The result must be an object."_s);
        return Reply(message["result"_L1].toObject());
    }
    const QJsonValue code = error["code"_L1];
    const QJsonValue data = error["data"_L1];
    if (!error.isObject() || !code.isDouble() || code.toInt(0) == 0)
        return tl::unexpected(u"The error must be an object with a code."_s);
    if (!error["message"_L1].isString() || !(data.isUndefined() || data.isObject()))
        return tl::unexpected(u"The error must have a message, and its data must be an object."_s);
    // A code that this version does not know is kept: 1.x may add some.
    return Reply(tl::unexpected(CallError{static_cast<ErrorCode>(code.toInt()),
                                          error["message"_L1].toString(), data.toObject()}));
}

tl::expected<Message, DecodeError> callOf(const QJsonObject &message, const QJsonValue &id)
{
    const QString method = message["method"_L1].toString();
    const QJsonValue params = message["params"_L1];
    if (method.isEmpty())
        return failed(ErrorCode::InvalidRequest, u"The method must be a text."_s, id);
    if (!params.isUndefined() && !params.isObject())
        return failed(ErrorCode::InvalidRequest, u"The params must be an object."_s, id);
    if (message.contains("result"_L1) || message.contains("error"_L1))
        return failed(ErrorCode::InvalidRequest, u"A call has neither result nor error."_s, id);
    if (message.contains("id"_L1))
        return Message(Request{id, method, params.toObject()});
    return Message(Notification{method, params.toObject()});
}

} // namespace

QByteArray encode(const Message &message)
{
    return std::visit(Encoder(), message);
}

tl::expected<Message, DecodeError> decode(const QByteArray &line)
{
    if (!isModest(line))
        return failed(ErrorCode::ParseError, u"The message is nested too deeply or too large."_s);
    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(line, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return failed(ErrorCode::ParseError,
                      u"The line is not JSON: %1 at byte %2."_s.arg(
                          parseError.errorString(), QString::number(parseError.offset)));
    if (!document.isObject())
        return failed(ErrorCode::InvalidRequest,
                      u"A message is one JSON object; batches are not supported."_s);
    const QJsonObject message = document.object();
    const QJsonValue id = message["id"_L1];
    const bool isResponse = !message.contains("method"_L1);
    const bool hasId = message.contains("id"_L1);
    if (hasId && !isId(id) && !(isResponse && id.isNull()))
        return failed(ErrorCode::InvalidRequest,
                      u"The id must be a whole number or a text of at most 64 bytes."_s);
    if (message["jsonrpc"_L1] != "2.0"_L1)
        return failed(ErrorCode::InvalidRequest, u"The member jsonrpc must be \"2.0\"."_s, id);
    if (!isResponse)
        return callOf(message, id);
    if (!message.contains("result"_L1) && !message.contains("error"_L1))
        return failed(ErrorCode::InvalidRequest, u"The method is missing."_s, id);
    if (!hasId)
        return failed(ErrorCode::InvalidRequest, u"A response must have an id."_s);
    auto reply = replyOf(message);
    if (!reply)
        return failed(ErrorCode::InvalidRequest, reply.error(), id);
    return Message(Response{id, std::move(*reply)});
}

} // namespace wharfgate::control
