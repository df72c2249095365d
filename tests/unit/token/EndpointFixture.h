// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/token/Endpoint.h"
#include "ssl/Encoding.h"
#include "tests/unit/ssl/TestKeys.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::test {

/// Whether a fake answers within the call, or later when release() is called.
enum class Answers
{
    AtOnce,
    Later
};

/// Calls back at once or later; what waits is answered in order.
template <typename Verdict, typename Callback>
class Answering
{
public:
    void setAnswers(Answers answers) { m_answers = answers; }
    std::size_t waiting() const { return m_waiting.size(); }

    void releaseOne()
    {
        auto [done, verdict] = std::move(m_waiting.front());
        m_waiting.pop_front();
        done(std::move(verdict));
    }

protected:
    void answer(Callback done, Verdict verdict) const
    {
        if (m_answers == Answers::AtOnce)
            done(std::move(verdict));
        else
            m_waiting.emplace_back(std::move(done), std::move(verdict));
    }

private:
    Answers m_answers = Answers::AtOnce;
    mutable std::deque<std::pair<Callback, Verdict>> m_waiting;
};

/// Answers as told and keeps what it was asked.
class FakeAuthenticator final : public authn::Authenticator,
                                public Answering<authn::Verdict, authn::VerdictCallback>
{
public:
    std::string_view name() const override { return "fake"; }
    void authenticate(const authn::Attempt &attempt, authn::VerdictCallback done) const override
    {
        attempts.push_back(attempt);
        answer(std::move(done), verdict);
    }

    authn::Verdict verdict{authn::Outcome::Accepted, {}, "fake", "", ""};
    mutable std::vector<authn::Attempt> attempts;
};

/// Grants every requested action unless told otherwise, and keeps what it was asked.
class FakeAuthorizer final : public authz::Authorizer,
                             public Answering<authz::Verdict, authz::VerdictCallback>
{
public:
    std::string_view name() const override { return "fake"; }
    void authorize(const acl::Request &request, const http::Cancellation &,
                   authz::VerdictCallback done) const override
    {
        requests.push_back(request);
        answer(std::move(done), decide(request));
    }

    std::function<authz::Verdict(const acl::Request &)> decide = [](const acl::Request &request) {
        return authz::Verdict{
            authz::Outcome::Decided, request.actions, "acl", std::size_t{3}, "the rule", "", ""};
    };
    mutable std::vector<acl::Request> requests;
};

/// A moment: 2023-11-14T22:13:20Z and a half.
inline constexpr std::chrono::system_clock::time_point kNow{
    std::chrono::milliseconds(1'700'000'000'500)};

/// An endpoint between fakes, that keeps every record, log line and answer.
class EndpointFixture
{
public:
    EndpointFixture()
    {
        if (!m_log.open())
            qFatal("no temporary file");
        m_logger = std::make_unique<log::Logger>(m_log.handle());
        m_logger->setLevel(log::Level::Debug);
        endpoint = std::make_unique<token::Endpoint>(
            service("Acme auth server"),
            [this](events::AuthEvent event) { events.push_back(std::move(event)); }, *m_logger,
            [] { return kNow; });
    }

    /// A service between the fakes.
    std::shared_ptr<token::Service> service(const std::string &issuer,
                                            const std::string &prefix = {}) const
    {
        static const tls::KeyPair pair = testkeys::pair(tls::KeyType::EcP256);
        return std::make_shared<token::Service>(
            token::Service{testkeys::need(token::Issuer::create(issuer, std::chrono::seconds(900),
                                                                pair, token::KeyIdFormat::Legacy)),
                           {},
                           prefix,
                           false,
                           false,
                           authenticator,
                           authorizer});
    }

    /// Hands a request over; the answer, if it comes at once, is answers.back().
    void send(http::Request request)
    {
        http::Peer peer;
        peer.address = "10.1.2.3";
        peer.port = 40'000;
        peer.tls = true;
        peer.tlsProtocol = "TLSv1.3";
        endpoint->handle(std::move(request), peer, cancelled,
                         [this](http::Response response) { answers.push_back(response); });
    }

    QByteArray logText()
    {
        QFile file(m_log.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::shared_ptr<FakeAuthenticator> authenticator = std::make_shared<FakeAuthenticator>();
    std::shared_ptr<FakeAuthorizer> authorizer = std::make_shared<FakeAuthorizer>();
    http::Cancellation cancelled = std::make_shared<std::atomic<bool>>(false);
    std::deque<events::AuthEvent> events; // references to its elements stay valid
    std::deque<http::Response> answers;
    std::unique_ptr<token::Endpoint> endpoint;

private:
    QTemporaryFile m_log;
    std::unique_ptr<log::Logger> m_logger;
};

inline http::Request get(const std::string &query = {}, const std::string &path = "/auth")
{
    http::Request request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    request.target = query.empty() ? path : path + '?' + query;
    return request;
}

inline http::Request post(const std::string &body)
{
    http::Request request = get();
    request.method = "POST";
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = body;
    return request;
}

/// All values of that header, joined with " | "; "-" if there is none.
inline QByteArray headerOf(const http::Response &response, std::string_view name)
{
    QByteArray out;
    for (const auto &[key, value] : response.headers) {
        if (key == name)
            out += (out.isEmpty() ? "" : " | ") + QByteArray::fromStdString(value);
    }
    return out.isNull() ? QByteArray("-") : out;
}

/// The JSON object of an answer.
inline QJsonObject bodyOf(const http::Response &response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

inline http::Request withBasic(http::Request request, const std::string &userAndPassword)
{
    request.headers.emplace_back("Authorization", "Basic " + tls::base64(userAndPassword));
    return request;
}

/// With commas.
inline QByteArray joined(const std::vector<std::string> &words)
{
    QByteArray out;
    for (const std::string &word : words)
        out += (out.isEmpty() ? "" : ",") + QByteArray::fromStdString(word);
    return out;
}

/// The scopes of a record as they were asked for, with spaces between.
inline QByteArray namesOf(const events::AuthEvent &event)
{
    QByteArray out;
    for (const events::ScopeOutcome &scope : event.scopes)
        out += QByteArray::fromStdString(scope.type + ':' + scope.name) + ':' +
               joined(scope.requested) + ' ';
    return out.trimmed();
}

} // namespace wharfgate::test
