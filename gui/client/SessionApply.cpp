// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/ApplyReply.h"
#include "gui/client/LossText.h"
#include "gui/client/SessionData.h"

#include <QFileInfo>

#include <utility>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

void Session::Data::openFile()
{
    const QString path = QFileInfo(spec.path).absoluteFilePath();
    file.open(path);
    const Result<std::string> text = file.read();
    if (!text) {
        file.close();
        closedReason = tr("The file cannot be opened. %1")
                           .arg(quotedSentence(QString::fromStdString(text.error().detail)));
        setState(State::Closed);
        return;
    }
    adopt(*text, path, QString::fromStdString(config::revisionOf(*text)), {});
    refreshWritable();
    setState(State::File);
}

/// Another program may have changed the file.
void Session::Data::readFile()
{
    if (state != State::File)
        return;
    if (isApplying) {
        whileApplying = Sighting();
        return;
    }
    const QString before = problem;
    problem.clear();
    const Result<std::string> text = file.read();
    if (text)
        adopt(*text, QFileInfo(spec.path).absoluteFilePath(),
              QString::fromStdString(config::revisionOf(*text)), {});
    else if (text.error().code == ErrorCode::NotFound)
        problem = tr("The file is gone from its folder. Save to write it again.");
    else
        problem = tr("The file cannot be read any more. %1")
                      .arg(quotedSentence(QString::fromStdString(text.error().detail)));
    refreshWritable();
    if (problem != before)
        Q_EMIT q.stateChanged();
}

void Session::Data::refreshWritable()
{
    const auto why = file.whyNotWritable();
    workspace.setReadOnlyReason(
        why ? tr("The file cannot be written. %1").arg(quotedSentence(QString::fromStdString(*why)))
            : QString());
}

QString Session::Data::whyNotApply() const
{
    if (isApplying)
        return tr("The last changes are still being applied. Wait a moment.");
    if (state != State::File && state != State::Connected)
        return stateText();
    if (!workspace.isOpen())
        return tr("There is no configuration to apply.");
    return workspace.readOnlyReason();
}

void Session::Data::apply(const QString &baseRevision, const QString &comment, ApplyDone done)
{
    ApplyResult refusal;
    refusal.message = whyNotApply();
    if (refusal.message.isEmpty() && workspace.content().hasErrors()) {
        refusal.kind = ApplyResult::Kind::Invalid;
        refusal.message = tr("The configuration has errors.");
        refusal.problems = workspace.content().problems();
    }
    if (!refusal.message.isEmpty()) {
        QMetaObject::invokeMethod(
            &q, [done = std::move(done), refusal] { done(refusal); }, Qt::QueuedConnection);
        return;
    }
    isApplying = true;
    const std::string text = workspace.content().text();
    if (state == State::File)
        writeToFile(text, baseRevision, std::move(done));
    else
        sendToDaemon(text, baseRevision, comment, std::move(done));
}

void Session::Data::sendToDaemon(const std::string &text, const QString &baseRevision,
                                 const QString &comment, ApplyDone done)
{
    QJsonObject params{{u"text"_s, QString::fromStdString(text)},
                       {u"baseRevision"_s, baseRevision}};
    if (!comment.isEmpty())
        params.insert(u"comment"_s, comment);
    const QString name = QString::fromStdString(workspace.content().file());
    link.client().call(
        u"configuration.apply"_s, params, &q,
        [this, text, name, sent = generation, done = std::move(done)](const control::Reply &reply) {
            ApplyResult result = applyResultOf(reply, name);
            QString revision;
            if (reply)
                revision = (*reply)["revision"_L1].toString();
            else if (link.state() != DaemonLink::State::Connected)
                result.message = tr("The connection ended before the daemon answered. Whether the "
                                    "changes were applied shows when it is back.");
            if (sent == generation)
                finishApply(text, revision, result, done);
            else
                done(result);
        });
}

void Session::Data::writeToFile(const std::string &text, const QString &baseRevision,
                                ApplyDone done)
{
    file.write(text, baseRevision,
               [this, text, sent = generation,
                done = std::move(done)](const Result<config::WriteOutcome> &outcome) {
                   const ApplyResult result = applyResultOf(outcome);
                   const QString revision =
                       outcome ? QString::fromStdString(outcome->revision) : QString();
                   if (sent == generation)
                       finishApply(text, revision, result, done);
                   else
                       done(result);
               });
}

void Session::Data::finishApply(const std::string &text, const QString &revision,
                                const ApplyResult &result, const ApplyDone &done)
{
    isApplying = false;
    if (result.kind == ApplyResult::Kind::Applied) {
        const QString applied =
            revision.isEmpty() ? QString::fromStdString(config::revisionOf(text)) : revision;
        if (workspace.content().text() == text)
            workspace.markApplied(applied);
        else // edited further meanwhile
            workspace.setBase(text, applied);
    }
    const std::optional<Sighting> sighting = std::exchange(whileApplying, std::nullopt);
    if (state == State::File) {
        const bool hadProblem = !std::exchange(problem, {}).isEmpty();
        refreshWritable();
        if (hadProblem)
            Q_EMIT q.stateChanged();
    }
    const int before = generation;
    done(result);
    if (!sighting || before != generation)
        return;
    if (state == State::File)
        readFile();
    else
        baseSeen(sighting->revision, sighting->byWhom);
}

} // namespace wharfgate::gui
