// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ConfigurationMethods.h"

#include "daemon/control/Parameters.h"
#include "daemon/control/ProtocolObjects.h"
#include "shared/base/TextDiff.h"
#include "shared/config/Check.h"
#include "shared/config/ConfigurationFile.h"
#include "shared/config/ConfigurationReader.h"
#include "shared/config/FileCheck.h"
#include "shared/config/Redaction.h"

#include <algorithm>
#include <filesystem>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBusyMilliseconds = 200;
constexpr std::size_t kMostOfComment = 500;

struct CheckedText
{
    config::ReadResult result; // with what files show
    QJsonObject reply;         // problems and restartNeeded
};

CheckedText checkText(const std::string &text, const service::Daemon &daemon)
{
    CheckedText checked;
    checked.result = config::readConfiguration(text, daemon.file());
    std::vector<config::Problem> &problems = checked.result.problems;
    QJsonArray restartNeeded;
    if (const auto &configuration = checked.result.configuration) {
        for (auto &problem : config::checkFiles(*configuration))
            problems.push_back(std::move(problem));
        for (auto &problem : config::lintConfiguration(*configuration))
            problems.push_back(std::move(problem));
        std::stable_sort(problems.begin(), problems.end(), [](const auto &a, const auto &b) {
            return a.position.line < b.position.line;
        });
        restartNeeded = toJson(daemon.restartNeeded(*configuration));
    }
    checked.reply = {{u"problems"_s, toJson(problems)}, {u"restartNeeded"_s, restartNeeded}};
    return checked;
}

tl::unexpected<CallError> fileError(const std::string &file, const Error &error)
{
    const QString detail = protocolText(error.detail);
    switch (error.code) {
    case wharfgate::ErrorCode::Permission:
        return tl::unexpected(CallError{ErrorCode::Refused, detail, {}});
    case wharfgate::ErrorCode::Busy:
        return tl::unexpected(
            CallError{ErrorCode::Busy, detail + u'.', {{u"retryAfterMs"_s, kBusyMilliseconds}}});
    default:
        return tl::unexpected(
            CallError{ErrorCode::Io, detail + u'.', {{u"file"_s, protocolText(file)}}});
    }
}

Reply readFile(const std::string &file, const std::string &inForce, Role role)
{
    const auto text = config::readFileText(file);
    if (!text)
        return fileError(file, text.error());
    const std::optional<std::string> notWritable =
        role == Role::Admin ? config::whyNotWritable(file)
                            : std::optional<std::string>("You may look but not change anything.");
    const bool isRedacted = role != Role::Admin;
    return QJsonObject{{u"text"_s, protocolText(isRedacted ? config::redactedText(*text) : *text)},
                       {u"revision"_s, protocolText(config::revisionOf(*text))},
                       {u"file"_s, protocolText(std::filesystem::absolute(file).string())},
                       {u"inForce"_s, protocolText(inForce)},
                       {u"writable"_s, !notWritable},
                       {u"reason"_s, protocolText(notWritable.value_or(std::string()))},
                       {u"redacted"_s, isRedacted}};
}

tl::expected<std::string, CallError> neededText(const QJsonObject &params, QLatin1StringView name)
{
    const auto text = textParameter(params, name);
    if (!text)
        return tl::unexpected(text.error());
    if (!*text)
        return tl::unexpected(invalidParameter(name, u"%1 is missing."_s.arg(name)));
    return (*text)->toStdString();
}

} // namespace

/// One call of configuration.apply.
struct ConfigurationMethods::Change
{
    Caller caller;
    std::string text;
    std::string baseRevision;
    std::string comment;
};

ConfigurationMethods::ConfigurationMethods(service::Daemon &daemon, Worker &worker,
                                           log::Logger &logger)
    : m_daemon(daemon)
    , m_worker(worker)
    , m_logger(logger)
{}

std::vector<Method> ConfigurationMethods::methods()
{
    return {{u"configuration.get"_s, Role::Viewer,
             [this](const Caller &caller, const QJsonObject &, Respond respond) {
                 get(caller, std::move(respond));
             }},
            {u"configuration.validate"_s, Role::Viewer,
             [this](const Caller &, const QJsonObject &params, Respond respond) {
                 validate(params, std::move(respond));
             },
             true},
            {u"configuration.apply"_s, Role::Admin,
             [this](const Caller &caller, const QJsonObject &params, Respond respond) {
                 apply(caller, params, std::move(respond));
             },
             true}};
}

void ConfigurationMethods::get(const Caller &caller, Respond respond)
{
    m_worker.run([file = m_daemon.file(), inForce = m_daemon.revision(),
                  role = caller.role] { return readFile(file, inForce, role); },
                 std::move(respond));
}

void ConfigurationMethods::validate(const QJsonObject &params, Respond respond)
{
    auto text = neededText(params, "text"_L1);
    if (!text)
        return respond(tl::unexpected(text.error()));
    m_worker.run([text = std::move(*text),
                  &daemon = m_daemon]() -> Reply { return checkText(text, daemon).reply; },
                 std::move(respond));
}

void ConfigurationMethods::apply(const Caller &caller, const QJsonObject &params, Respond respond)
{
    auto text = neededText(params, "text"_L1);
    auto revision = neededText(params, "baseRevision"_L1);
    const auto comment = textParameter(params, "comment"_L1);
    if (!text || !revision || !comment)
        return respond(tl::unexpected(!text       ? text.error()
                                      : !revision ? revision.error()
                                                  : comment.error()));
    const auto change = std::make_shared<const Change>(
        Change{caller, std::move(*text), std::move(*revision),
               comment->value_or(QString()).toStdString().substr(0, kMostOfComment)});
    m_worker.run(
        [change, &daemon = m_daemon]() -> Reply {
            CheckedText checked = checkText(change->text, daemon);
            if (!checked.result.hasErrors())
                return std::move(checked.reply);
            return tl::unexpected(CallError{ErrorCode::InvalidConfiguration,
                                            u"The text has errors; nothing was changed."_s,
                                            {{u"problems"_s, checked.reply[u"problems"_s]}}});
        },
        [this, change, respond = std::move(respond)](Reply checked) {
            respond(checked ? applyChecked(*change, std::move(*checked)) : std::move(checked));
        });
}

/// On the main thread, so that no other reload comes between writing and loading.
Reply ConfigurationMethods::applyChecked(const Change &change, QJsonObject result)
{
    const std::string &file = m_daemon.file();
    auto former = config::readFileText(file);
    if (!former)
        return fileError(file, former.error());
    auto written = config::writeConfigurationFile(file, change.text, change.baseRevision);
    if (!written)
        return fileError(file, written.error());
    if (!written->isWritten)
        return tl::unexpected(CallError{ErrorCode::Conflict,
                                        u"The file was changed by somebody else meanwhile; nothing "
                                        "was changed now."_s,
                                        {{u"revision"_s, protocolText(written->revision)},
                                         {u"text"_s, protocolText(written->text)}}});
    m_daemon.noteOwnWrite();
    const service::ReloadReport report =
        m_daemon.reload("configuration.apply",
                        service::Originator{change.caller.user.toStdString(), change.caller.uid});
    if (!report.ok)
        return takeBack(change, *former, report.error);
    audit(change, *former, true);
    result[u"revision"_s] = protocolText(written->revision);
    return result;
}

Reply ConfigurationMethods::takeBack(const Change &change, const std::string &former,
                                     const std::string &error)
{
    const auto restored = config::writeConfigurationFile(
        m_daemon.file(), former, config::revisionOf(change.text), config::Backup::Skip);
    m_daemon.noteOwnWrite();
    audit(change, former, false);
    const bool isRestored = restored && restored->isWritten;
    return tl::unexpected(CallError{
        ErrorCode::Refused,
        u"The configuration cannot be used: %1. %2"_s.arg(
            protocolText(error), isRestored ? u"The file is as it was before."_s
                                            : u"The file could not be put back; the daemon goes "
                                              "on with the last good configuration."_s),
        {}});
}

void ConfigurationMethods::audit(const Change &change, const std::string &former, bool isInForce)
{
    std::size_t lines = 0;
    for (const text::Hunk &hunk : text::diffLines(former, change.text))
        lines += std::max(hunk.oldLines, hunk.newLines);
    const std::string user = change.caller.user.toStdString();
    m_logger.write(isInForce ? log::Level::Info : log::Level::Warning, "control",
                   isInForce ? "configuration-applied" : "configuration-refused",
                   isInForce ? "The configuration was changed from the console."
                             : "A change of the configuration from the console was refused.",
                   {{"user", user},
                    {"uid", std::int64_t{change.caller.uid}},
                    {"before", config::revisionOf(former)},
                    {"after", config::revisionOf(change.text)},
                    {"changed_lines", static_cast<std::int64_t>(lines)},
                    {"comment", change.comment}});
}

} // namespace wharfgate::control
