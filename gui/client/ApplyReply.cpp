// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/ApplyReply.h"

#include "gui/client/LossText.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using control::ErrorCode;
using Kind = Session::ApplyResult::Kind;

namespace {

config::Problem::Severity severityOf(const QString &word)
{
    if (word == "warning"_L1)
        return config::Problem::Severity::Warning;
    return word == "lint"_L1 ? config::Problem::Severity::Lint : config::Problem::Severity::Error;
}

QString failureText(const control::CallError &error)
{
    const QString words = quotedSentence(error.message);
    switch (error.code) {
    case ErrorCode::NotAuthorized:
        return Session::tr("You may not change the configuration of this daemon. %1").arg(words);
    case ErrorCode::Busy:
        return Session::tr("The daemon is busy. Try again in a moment. %1").arg(words);
    case ErrorCode::Io:
        return Session::tr("The daemon could not write its configuration file; nothing was "
                           "changed. %1")
            .arg(words);
    default:
        return words;
    }
}

} // namespace

std::vector<config::Problem> problemsOf(const QJsonValue &list, const QString &file)
{
    std::vector<config::Problem> problems;
    for (const QJsonValue &item : list.toArray()) {
        if (!item.isObject())
            continue;
        config::Problem problem;
        problem.severity = severityOf(item["severity"_L1].toString());
        problem.code = item["code"_L1].toString().toStdString();
        problem.position = {file.toStdString(), std::max(0, item["line"_L1].toInt()),
                            std::max(0, item["column"_L1].toInt())};
        problem.key = item["key"_L1].toString().toStdString();
        problem.message = item["message"_L1].toString().toStdString();
        problem.remedy = item["remedy"_L1].toString().toStdString();
        problems.push_back(std::move(problem));
    }
    return problems;
}

Session::ApplyResult applyResultOf(const control::Reply &reply, const QString &file)
{
    Session::ApplyResult result;
    if (reply) {
        result.kind = Kind::Applied;
        result.problems = problemsOf((*reply)["problems"_L1], file);
        for (const QJsonValue &setting : (*reply)["restartNeeded"_L1].toArray())
            result.restartNeeded.append(setting.toString());
        return result;
    }
    const control::CallError &error = reply.error();
    result.message = failureText(error);
    if (error.code == ErrorCode::Conflict && error.data["text"_L1].isString()) {
        result.kind = Kind::Conflict;
        result.theirText = error.data["text"_L1].toString().toStdString();
        result.theirRevision = error.data["revision"_L1].toString();
    } else if (error.code == ErrorCode::InvalidConfiguration) {
        result.kind = Kind::Invalid;
        result.problems = problemsOf(error.data["problems"_L1], file);
    }
    return result;
}

Session::ApplyResult applyResultOf(const Result<config::WriteOutcome> &outcome)
{
    Session::ApplyResult result;
    if (!outcome) {
        result.message = Session::tr("The file was not written. %1")
                             .arg(quotedSentence(QString::fromStdString(outcome.error().detail)));
    } else if (outcome->isWritten) {
        result.kind = Kind::Applied;
    } else {
        result.kind = Kind::Conflict;
        result.message = Session::tr("Another program has changed the file meanwhile.");
        result.theirText = outcome->text;
        result.theirRevision = QString::fromStdString(outcome->revision);
    }
    return result;
}

} // namespace wharfgate::gui
