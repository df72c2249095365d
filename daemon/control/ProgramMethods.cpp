// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ProgramMethods.h"

#include "daemon/authn/EnvironmentFile.h"
#include "daemon/authn/ExtAuth.h"
#include "daemon/authz/ExtAuthz.h"
#include "daemon/control/Parameters.h"
#include "daemon/control/ProtocolObjects.h"
#include "shared/config/ConfigurationReader.h"

#include <QTimer>

#include <chrono>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostAtOnce = 2;
constexpr int kBusyMilliseconds = 1000;
constexpr std::size_t kMostOfOutput = 4096;
constexpr auto kAuthentication = "ext_auth"_L1;
constexpr auto kAuthorization = "ext_authz"_L1;

/// What the program wrote, without the password and cut.
QString shownOutput(std::string output, const std::string &secret)
{
    for (std::size_t at = secret.empty() ? std::string::npos : output.find(secret);
         at != std::string::npos; at = output.find(secret, at + 3))
        output.replace(at, secret.size(), "***");
    return protocolText(std::string_view(output).substr(0, kMostOfOutput));
}

QString resultName(authn::Outcome outcome)
{
    switch (outcome) {
    case authn::Outcome::Accepted:
        return u"accepted"_s;
    case authn::Outcome::Refused:
        return u"refused"_s;
    case authn::Outcome::NoMatch:
        return u"not-mine"_s;
    case authn::Outcome::Busy:
        return u"busy"_s;
    case authn::Outcome::Failed:
        return u"failed"_s;
    }
    return {};
}

QString resultName(authz::Outcome outcome)
{
    switch (outcome) {
    case authz::Outcome::Decided:
        return u"decided"_s;
    case authz::Outcome::NoMatch:
        return u"not-mine"_s;
    case authz::Outcome::Busy:
        return u"busy"_s;
    case authz::Outcome::Failed:
        return u"failed"_s;
    }
    return {};
}

QJsonObject verdictToJson(const authn::Verdict &verdict)
{
    return {{u"result"_s, resultName(verdict.outcome)},
            {u"labels"_s, toJson(verdict.labels)},
            {u"granted"_s, QJsonArray()},
            {u"message"_s, protocolText(verdict.reason)}};
}

QJsonObject notStarted()
{
    return {{u"started"_s, false},   {u"exitCode"_s, QJsonValue::Null},
            {u"signal"_s, 0},        {u"timedOut"_s, false},
            {u"durationMs"_s, 0},    {u"stdout"_s, QString()},
            {u"stderr"_s, QString()}};
}

QJsonObject merged(QJsonObject object, const QJsonObject &more)
{
    for (auto member = more.begin(); member != more.end(); ++member)
        object[member.key()] = member.value();
    return object;
}

} // namespace

/// One call of program.try.
struct ProgramMethods::Trial
{
    bool isAuthentication = true;
    config::ExternalProgram program;
    acl::Request request; // its account, service and address for ext_auth, too
    std::string password;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    std::unique_ptr<authn::ProgramRunner> runner;
};

ProgramMethods::ProgramMethods(service::Daemon &daemon, log::Logger &logger)
    : m_daemon(daemon)
    , m_logger(logger)
    , m_running(std::make_shared<int>(0))
{}

ProgramMethods::~ProgramMethods() = default;

std::vector<Method> ProgramMethods::methods()
{
    return {{u"program.try"_s, Role::Admin,
             [this](const Caller &caller, const QJsonObject &params, Respond respond) {
                 tryProgram(caller, params, std::move(respond));
             },
             true}};
}

tl::expected<ProgramMethods::Trial, CallError>
ProgramMethods::readTrial(const QJsonObject &params) const
{
    const auto name = textParameter(params, "program"_L1);
    const auto account = textParameter(params, "account"_L1);
    const auto password = textParameter(params, "password"_L1);
    const auto text = textParameter(params, "text"_L1);
    const QJsonValue request = params["request"_L1];
    const auto read =
        requestFromJson(request.isUndefined() ? QJsonObject() : request, u"request"_s);
    for (const auto *parameter : {&name, &account, &password, &text}) {
        if (!*parameter)
            return tl::unexpected(parameter->error());
    }
    if (!read)
        return tl::unexpected(read.error());
    const QString wanted = name->value_or(QString());
    if (wanted != kAuthentication && wanted != kAuthorization)
        return tl::unexpected(
            invalidParameter("program"_L1, u"program must be ext_auth or ext_authz."_s));
    auto configuration = m_daemon.configuration();
    if (*text) {
        auto result = config::readConfiguration((*text)->toStdString(), m_daemon.file());
        if (!result.configuration)
            return tl::unexpected(CallError{ErrorCode::InvalidConfiguration,
                                            u"The text has errors."_s,
                                            {{u"problems"_s, toJson(result.problems)}}});
        configuration =
            std::make_shared<const config::Configuration>(std::move(*result.configuration));
    }
    Trial trial;
    trial.isAuthentication = wanted == kAuthentication;
    const auto &program = trial.isAuthentication ? configuration->extAuth : configuration->extAuthz;
    if (!program)
        return tl::unexpected(CallError{
            ErrorCode::NotFound, u"The configuration has no section %1."_s.arg(wanted), {}});
    auto whole = authn::withEnvironmentFile(*program);
    if (!whole)
        return tl::unexpected(CallError{
            ErrorCode::InvalidConfiguration, QString::fromStdString(whole.error().detail), {}});
    trial.program = std::move(*whole);
    trial.program.maxConcurrent = 1;
    trial.request = read->request;
    if (*account)
        trial.request.account = (*account)->toStdString();
    trial.password = password->value_or(QString()).toStdString();
    return trial;
}

void ProgramMethods::tryProgram(const Caller &caller, const QJsonObject &params, Respond respond)
{
    auto trial = readTrial(params);
    if (!trial)
        return respond(tl::unexpected(trial.error()));
    if (*m_running >= kMostAtOnce)
        return respond(tl::unexpected(CallError{ErrorCode::Busy,
                                                u"Other programs are being tried; try again."_s,
                                                {{u"retryAfterMs"_s, kBusyMilliseconds}}}));
    m_logger.info("control", "program-tried", "An external program is tried from the console.",
                  {{"program", trial->isAuthentication ? "ext_auth" : "ext_authz"},
                   {"account", trial->request.account},
                   {"user", caller.user.toStdString()},
                   {"uid", std::int64_t{caller.uid}}});
    if (trial->isAuthentication)
        runAuthentication(std::move(*trial), std::move(respond));
    else
        runAuthorization(std::move(*trial), std::move(respond));
}

void ProgramMethods::runAuthentication(Trial trial, Respond respond)
{
    authn::Attempt attempt;
    attempt.account = trial.request.account;
    attempt.password = trial.password;
    attempt.service = trial.request.service;
    if (trial.request.ip)
        attempt.clientAddress = trial.request.ip->toString();
    if (auto verdict = authn::verdictWithoutProgram(trial.program, attempt)) {
        if (verdict->reason.empty())
            verdict->reason = "the program is not asked about an empty account or password";
        return respond(merged(notStarted(), verdictToJson(*verdict)));
    }
    const std::string command = trial.program.command;
    run(std::make_shared<Trial>(std::move(trial)), authn::programCall(attempt), std::move(respond),
        [command](const authn::ProgramResult &result) {
            return verdictToJson(authn::verdictOfResult(command, result));
        });
}

void ProgramMethods::runAuthorization(Trial trial, Respond respond)
{
    authn::ProgramCall call = authz::programCall(trial.request);
    call.secret = authn::Secret(trial.password);
    const auto shared = std::make_shared<Trial>(std::move(trial));
    run(shared, std::move(call), std::move(respond),
        [command = shared->program.command,
         actions = shared->request.actions](const authn::ProgramResult &result) {
            const authz::Verdict verdict = authz::verdictOfResult(command, result, actions);
            return QJsonObject{{u"result"_s, resultName(verdict.outcome)},
                               {u"labels"_s, QJsonObject()},
                               {u"granted"_s, toJson(verdict.actions)},
                               {u"message"_s, protocolText(verdict.reason)}};
        });
}

void ProgramMethods::run(const std::shared_ptr<Trial> &trial, authn::ProgramCall call,
                         Respond respond,
                         std::function<QJsonObject(const authn::ProgramResult &)> verdict)
{
    // A runner of its own: a program that is tried must not take the places of real requests.
    trial->runner = std::make_unique<authn::ProgramRunner>(trial->program);
    ++*m_running;
    trial->runner->run(std::move(call), [trial, respond = std::move(respond),
                                         verdict = std::move(verdict),
                                         running = m_running](const authn::ProgramResult &result) {
        --*running;
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - trial->start);
        const bool hasExited = result.status == authn::ProgramResult::Status::Exited;
        respond(merged({{u"started"_s, result.wasStarted},
                        {u"exitCode"_s, hasExited ? QJsonValue(result.exitCode) : QJsonValue::Null},
                        {u"signal"_s, result.signal},
                        {u"timedOut"_s, result.timedOut},
                        {u"durationMs"_s, qint64{took.count()}},
                        {u"stdout"_s, shownOutput(result.output, trial->password)},
                        {u"stderr"_s, shownOutput(result.errorText, trial->password)}},
                       verdict(result)));
    });
}

} // namespace wharfgate::control
