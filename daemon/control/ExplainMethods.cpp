// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ExplainMethods.h"

#include "daemon/control/Parameters.h"
#include "daemon/control/ProtocolObjects.h"
#include "shared/acl/AccessList.h"
#include "shared/acl/Actions.h"
#include "shared/config/Check.h"
#include "shared/config/ConfigurationFile.h"
#include "shared/config/FileCheck.h"
#include "shared/config/editing/ConfigurationText.h"
#include "ssl/Certificate.h"

#include <algorithm>
#include <chrono>
#include <mutex>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRequests = 10'000;
/// A list of rules that nobody reads to its end, and that would be megabytes.
constexpr std::size_t kMostPassedOver = 20'000;

QString conditionName(acl::Condition condition)
{
    switch (condition) {
    case acl::Condition::Account:
        return u"account"_s;
    case acl::Condition::Type:
        return u"type"_s;
    case acl::Condition::Name:
        return u"name"_s;
    case acl::Condition::Ip:
        return u"ip"_s;
    case acl::Condition::Service:
        return u"service"_s;
    case acl::Condition::Label:
        return u"label"_s;
    case acl::Condition::LabelCombinations:
        return u"label-combinations"_s;
    }
    return {};
}

QJsonArray toJson(const std::vector<acl::PassedOver> &passedOver)
{
    QJsonArray list;
    for (const acl::PassedOver &passed : passedOver) {
        if (static_cast<std::size_t>(list.size()) == kMostPassedOver)
            break;
        list.append(QJsonObject{{u"rule"_s, qint64(passed.rule)},
                                {u"condition"_s, conditionName(passed.condition)},
                                {u"label"_s, protocolText(passed.label)},
                                {u"pattern"_s, protocolText(passed.pattern)},
                                {u"value"_s, protocolText(passed.value)},
                                {u"sentence"_s, protocolText(passed.toString())}});
    }
    return list;
}

/// A configuration with its rules compiled.
struct Explained
{
    config::ConfigurationText text;
    acl::AccessList rules;
};

QJsonObject decisionOf(const Explained &explained, const RequestParameter &parameter,
                       acl::Trace trace)
{
    acl::Request request = parameter.request;
    const auto &users = explained.text.configuration()->users;
    const auto user = users.find(request.account);
    if (!parameter.hasLabels && user != users.end())
        request.labels = user->second.labels;
    const acl::Decision decision = explained.rules.decide(request, trace);
    QJsonArray refused;
    for (const std::string &action : request.actions) {
        if (std::find(decision.actions.begin(), decision.actions.end(), action) ==
            decision.actions.end())
            refused.append(protocolText(action));
    }
    const auto row = decision.rule ? config::rowOfRuleIndex(explained.text.rules(), *decision.rule)
                                   : std::nullopt;
    QJsonObject object{
        {u"rule"_s, decision.rule ? QJsonValue(qint64(*decision.rule)) : QJsonValue::Null},
        {u"row"_s, row ? QJsonValue(qint64(*row)) : QJsonValue::Null},
        {u"comment"_s,
         decision.rule ? protocolText(explained.rules.rules()[*decision.rule].comment) : QString()},
        {u"granted"_s, control::toJson(decision.actions)},
        {u"refused"_s, refused},
        {u"labels"_s, control::toJson(request.labels)},
        {u"labelLimitExceeded"_s, decision.labelLimitExceeded}};
    if (trace == acl::Trace::On)
        object[u"passedOver"_s] = toJson(decision.passedOver);
    return object;
}

/// What reading the certificate files shows, as problems of the keys that name them.
void addDates(const config::Configuration &configuration, std::vector<config::Problem> &problems)
{
    using namespace std::chrono;
    const auto check = [&](const std::string &key, const std::string &file) {
        const auto chain = file.empty() ? Result<tls::CertificateChain>(failure(
                                              wharfgate::ErrorCode::NotFound, std::string()))
                                        : tls::CertificateChain::load(file);
        if (!chain)
            return; // checkFiles() and the daemon's start say so
        const auto left = chain->leaf().notAfter() - system_clock::now();
        if (left > days(30))
            return;
        config::Problem problem;
        problem.severity = config::Problem::Severity::Warning;
        problem.code = "certificate-expiry";
        problem.key = key;
        if (const auto place = configuration.positions.find(key);
            place != configuration.positions.end())
            problem.position = place->second;
        problem.message = left.count() < 0
                              ? "This certificate has expired."
                              : "This certificate expires in " +
                                    std::to_string(duration_cast<days>(left).count()) + " days.";
        problem.remedy = "Renew it: the daemon takes the new file over by itself.";
        problems.push_back(std::move(problem));
    };
    check("server.certificate", configuration.server.certificate);
    if (configuration.token.certificate != configuration.server.certificate)
        check("token.certificate", configuration.token.certificate);
}

Reply adviceOf(const Explained &explained)
{
    const config::Configuration &configuration = *explained.text.configuration();
    std::vector<config::Problem> problems = explained.text.problems(); // with lint
    for (auto &problem : config::checkFiles(configuration))
        problems.push_back(std::move(problem));
    addDates(configuration, problems);
    std::stable_sort(problems.begin(), problems.end(), [](const auto &a, const auto &b) {
        return a.position.line < b.position.line;
    });
    return QJsonObject{{u"problems"_s, control::toJson(problems)}};
}

} // namespace

/// The texts explained last, for a console asks about one text again and again. Safe on any thread.
class ExplainMethods::Cache
{
public:
    using Entry = tl::expected<std::shared_ptr<const Explained>, CallError>;

    Entry explained(const std::string &text, const std::string &file);

private:
    static constexpr std::size_t kMost = 2; // the one in force, and the one being edited
    std::mutex m_mutex;
    std::vector<std::shared_ptr<const Explained>> m_entries; // guarded; the last used first
};

ExplainMethods::Cache::Entry ExplainMethods::Cache::explained(const std::string &text,
                                                              const std::string &file)
{
    {
        const std::lock_guard guard(m_mutex);
        const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) {
            return entry->text.text() == text;
        });
        if (found != m_entries.end()) {
            std::rotate(m_entries.begin(), found, found + 1);
            return m_entries.front();
        }
    }
    auto read = config::ConfigurationText::read(text, file);
    if (read.configuration() == nullptr)
        return tl::unexpected(CallError{ErrorCode::InvalidConfiguration,
                                        u"The text has errors."_s,
                                        {{u"problems"_s, control::toJson(read.problems())}}});
    acl::AccessList rules;
    if (const auto &acl = read.configuration()->acl) {
        auto compiled = acl::AccessList::compile(*acl);
        if (compiled.list) // otherwise the text has errors
            rules = std::move(*compiled.list);
    }
    auto entry = std::make_shared<const Explained>(Explained{std::move(read), std::move(rules)});
    const std::lock_guard guard(m_mutex);
    m_entries.insert(m_entries.begin(), entry);
    if (m_entries.size() > kMost)
        m_entries.pop_back();
    return entry;
}

ExplainMethods::ExplainMethods(service::Daemon &daemon, Worker &worker)
    : m_daemon(daemon)
    , m_worker(worker)
    , m_cache(std::make_shared<Cache>())
{}

ExplainMethods::~ExplainMethods() = default;

std::vector<Method> ExplainMethods::methods()
{
    return {{u"explain"_s, Role::Viewer,
             [this](const Caller &, const QJsonObject &params, Respond respond) {
                 explain(params, std::move(respond));
             },
             true},
            {u"explain.many"_s, Role::Viewer,
             [this](const Caller &, const QJsonObject &params, Respond respond) {
                 explainMany(params, std::move(respond));
             },
             true},
            {u"advice"_s, Role::Viewer,
             [this](const Caller &, const QJsonObject &params, Respond respond) {
                 advice(params, std::move(respond));
             },
             true}};
}

/// The text in question: `text`, or the one in force.
tl::expected<ExplainMethods::Subject, CallError>
ExplainMethods::subject(const QJsonObject &params) const
{
    const auto text = textParameter(params, "text"_L1);
    if (!text)
        return tl::unexpected(text.error());
    if (*text)
        return Subject{std::make_shared<const std::string>((*text)->toStdString()),
                       m_daemon.file()};
    return Subject{m_daemon.text(), m_daemon.file()};
}

void ExplainMethods::explain(const QJsonObject &params, Respond respond)
{
    auto about = subject(params);
    auto request = requestFromJson(params["request"_L1], u"request"_s);
    if (!about || !request)
        return respond(tl::unexpected(!about ? about.error() : request.error()));
    m_worker.run(
        [cache = m_cache, about = std::move(*about), request = std::move(*request)]() -> Reply {
            const auto explained = cache->explained(*about.text, about.file);
            if (!explained)
                return tl::unexpected(explained.error());
            return QJsonObject{{u"decision"_s, decisionOf(**explained, request, acl::Trace::On)}};
        },
        std::move(respond));
}

void ExplainMethods::explainMany(const QJsonObject &params, Respond respond)
{
    auto about = subject(params);
    if (!about)
        return respond(tl::unexpected(about.error()));
    const QJsonArray requests = params["requests"_L1].toArray();
    if (!params["requests"_L1].isArray() || requests.size() > kMostRequests)
        return respond(tl::unexpected(
            invalidParameter("requests"_L1, u"requests must be a list of at most 10,000."_s)));
    m_worker.run(
        [cache = m_cache, about = std::move(*about), requests]() -> Reply {
            const auto explained = cache->explained(*about.text, about.file);
            if (!explained)
                return tl::unexpected(explained.error());
            QJsonArray decisions;
            for (const QJsonValue &value : requests) {
                const auto request =
                    requestFromJson(value, u"requests[%1]"_s.arg(decisions.size()));
                if (!request)
                    return tl::unexpected(request.error());
                decisions.append(decisionOf(**explained, *request, acl::Trace::Off));
            }
            return QJsonObject{{u"decisions"_s, decisions}};
        },
        std::move(respond));
}

void ExplainMethods::advice(const QJsonObject &params, Respond respond)
{
    auto about = subject(params);
    if (!about)
        return respond(tl::unexpected(about.error()));
    m_worker.run(
        [cache = m_cache, about = std::move(*about)]() -> Reply {
            const auto explained = cache->explained(*about.text, about.file);
            if (!explained)
                return tl::unexpected(explained.error());
            return adviceOf(**explained);
        },
        std::move(respond));
}

} // namespace wharfgate::control
