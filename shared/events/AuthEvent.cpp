// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/AuthEvent.h"

#include "shared/base/Json.h"
#include "shared/base/Text.h"

#include <ctime>

namespace wharfgate::events {

namespace {

constexpr std::size_t kTextLimit = 1024; // of one value in the line for people

std::string timestamp(std::chrono::system_clock::time_point time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(milliseconds);
    const std::time_t whole = std::chrono::system_clock::to_time_t(seconds);
    const std::string fraction = std::to_string((milliseconds - seconds).count());
    std::tm utc{};
    gmtime_r(&whole, &utc);
    char text[40];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.", &utc);
    std::string out(text, length);
    out.append(3 - fraction.size(), '0');
    return out + fraction + 'Z';
}

/// Builds one JSON object; the caller opens and closes it.
class JsonFields
{
public:
    explicit JsonFields(std::string &out)
        : m_out(out)
    {}

    void text(std::string_view key, std::string_view value)
    {
        name(key);
        json::appendString(m_out, value);
    }
    void raw(std::string_view key, std::string_view value)
    {
        name(key);
        m_out += value;
    }
    void list(std::string_view key, const std::vector<std::string> &values)
    {
        name(key);
        m_out += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_out += ',';
            json::appendString(m_out, values[i]);
        }
        m_out += ']';
    }

private:
    void name(std::string_view key)
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        m_out += '"';
        m_out += key;
        m_out += "\":";
    }

    std::string &m_out;
    bool m_first = true;
};

void appendScope(std::string &out, const ScopeOutcome &scope)
{
    out += '{';
    JsonFields fields(out);
    fields.text("type", scope.type);
    fields.text("name", scope.name);
    fields.list("requested", scope.requested);
    fields.list("granted", scope.granted);
    fields.raw("rule", scope.rule ? std::to_string(*scope.rule) : "null");
    fields.text("comment", scope.ruleComment);
    fields.text("authorizer", scope.authorizer);
    out += '}';
}

void appendPair(std::string &out, std::string_view key, std::string_view value)
{
    if (value.empty())
        return;
    out += ' ';
    out += key;
    out += '=';
    text::appendWord(out, value, kTextLimit);
}

std::string joined(const std::vector<std::string> &actions)
{
    std::string out;
    for (const std::string &action : actions) {
        if (!out.empty())
            out += ',';
        out += action;
    }
    return out;
}

void appendScopeText(std::string &out, const ScopeOutcome &scope)
{
    out += " scope=";
    text::appendWord(out, scope.type + ':' + scope.name + ':' + joined(scope.requested),
                     kTextLimit);
    out += " granted=";
    text::appendWord(out, joined(scope.granted), kTextLimit);
    if (scope.rule)
        out += " rule=" + std::to_string(*scope.rule);
    appendPair(out, "comment", scope.ruleComment);
    appendPair(out, "authorizer", scope.authorizer);
}

} // namespace

std::string_view toString(AuthResult result)
{
    switch (result) {
    case AuthResult::Granted:
        return "granted";
    case AuthResult::PartlyGranted:
        return "partly-granted";
    case AuthResult::Denied:
        return "denied";
    case AuthResult::LoginFailed:
        return "login-failed";
    case AuthResult::BadRequest:
        return "bad-request";
    case AuthResult::Busy:
        return "busy";
    case AuthResult::Error:
        return "error";
    }
    return "error";
}

std::string toJson(const AuthEvent &event)
{
    std::string out;
    out.reserve(512);
    out += '{';
    JsonFields fields(out);
    fields.text("time", timestamp(event.time));
    fields.text("event", "decision");
    fields.text("request_id", event.requestId);
    fields.text("result", toString(event.result));
    fields.raw("status", std::to_string(event.status));
    fields.text("reason", event.reason);
    fields.text("account", event.account);
    fields.text("client", event.clientAddress);
    fields.text("peer", event.peerAddress);
    fields.text("service", event.service);
    fields.raw("scopes", "[");
    for (std::size_t i = 0; i < event.scopes.size(); ++i) {
        if (i > 0)
            out += ',';
        appendScope(out, event.scopes[i]);
    }
    out += ']';
    fields.text("authenticator", event.authenticator);
    fields.raw("duration_us", std::to_string(event.duration.count()));
    fields.raw("tls", event.tls ? "true" : "false");
    fields.text("tls_protocol", event.tlsProtocol);
    fields.text("user_agent", event.userAgent);
    fields.text("program", event.program);
    out += '}';
    return out;
}

std::string toText(const AuthEvent &event)
{
    std::string out = timestamp(event.time);
    out += " info decision: ";
    out += toString(event.result);
    out += " status=" + std::to_string(event.status);
    out += " account=";
    text::appendWord(out, event.account, kTextLimit);
    out += " service=";
    text::appendWord(out, event.service, kTextLimit);
    for (const ScopeOutcome &scope : event.scopes)
        appendScopeText(out, scope);
    appendPair(out, "reason", event.reason);
    appendPair(out, "client", event.clientAddress);
    if (event.peerAddress != event.clientAddress)
        appendPair(out, "peer", event.peerAddress);
    appendPair(out, "authenticator", event.authenticator);
    appendPair(out, "program", event.program);
    out += " duration=" + std::to_string(event.duration.count()) + "us";
    appendPair(out, "tls", event.tls && event.tlsProtocol.empty() ? "yes" : event.tlsProtocol);
    appendPair(out, "agent", event.userAgent);
    appendPair(out, "id", event.requestId);
    return out;
}

} // namespace wharfgate::events
