// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/management/CallErrors.h"

namespace wharfgate::tls {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRetryAfterMs = 500; // an exchange of files takes some milliseconds

QString sentence(const std::string &detail)
{
    QString text = QString::fromStdString(detail);
    if (text.isEmpty())
        return text;
    text[0] = text[0].toUpper();
    return text.endsWith(u'.') ? text : text + u'.';
}

} // namespace

control::CallError callError(const Error &error, const QString &parameter)
{
    const QString message = sentence(error.detail);
    switch (error.code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::InvalidConfig:
        return invalidParameter(parameter, message);
    case ErrorCode::NotFound:
    case ErrorCode::Permission:
    case ErrorCode::Io:
        return {control::ErrorCode::Io,
                message,
                {{u"file"_s, QString::fromStdString(error.position.file)}}};
    case ErrorCode::Crypto:
        return {control::ErrorCode::Crypto, message};
    case ErrorCode::Unsupported:
        return {control::ErrorCode::Refused, message};
    case ErrorCode::Busy:
    case ErrorCode::Timeout:
        return {control::ErrorCode::Busy, message, {{u"retryAfterMs"_s, kRetryAfterMs}}};
    case ErrorCode::Internal:
        break;
    }
    return {control::ErrorCode::InternalError, message};
}

control::CallError invalidParameter(const QString &parameter, const QString &message)
{
    return {control::ErrorCode::InvalidParams, message, {{u"parameter"_s, parameter}}};
}

} // namespace wharfgate::tls
