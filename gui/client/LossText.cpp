// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/LossText.h"

#include "shared/base/Text.h"

#include <QCoreApplication>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using End = DaemonClient::End;

namespace {

struct Loss
{
    Q_DECLARE_TR_FUNCTIONS(Loss)
};

QString escaped(const QString &text)
{
    return QString::fromStdString(text::escaped(text.toStdString(), 600));
}

/// "SENTENCE DETAIL" or "SENTENCE" if there is none.
QString withDetail(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : sentence + u' ' + quotedSentence(detail);
}

QString notRunning(const ConnectionSpec &spec, const QString &detail)
{
    const QString sentence =
        spec.kind == ConnectionSpec::Kind::Ssh
            ? Loss::tr("No daemon can be reached at %1 on %2. Start it there, or check the path.")
                  .arg(escaped(spec.path), escaped(spec.host))
            : Loss::tr("No daemon is running at %1. Start it, or check the path.")
                  .arg(escaped(spec.path));
    return withDetail(sentence, detail);
}

QString noPermission(const ConnectionSpec &spec, const QString &detail)
{
    return withDetail(Loss::tr("You may not open the socket %1. Ask an administrator for the group "
                               "that control.group names.")
                          .arg(escaped(spec.path)),
                      detail);
}

QString wrongVersion(const QString &version)
{
    if (version.isEmpty())
        return Loss::tr("The daemon speaks another protocol than this console. Install versions "
                        "that belong together.");
    return Loss::tr("The daemon, version %1, speaks another protocol than this console. Install "
                    "versions that belong together.")
        .arg(escaped(version));
}

QString crashed(bool wasGreeted)
{
    return wasGreeted ? Loss::tr("The daemon has crashed or was killed: the connection ended "
                                 "without a word. Its log may say more.")
                      : Loss::tr("The connection was closed before the daemon answered. Its log "
                                 "may say more.");
}

} // namespace

QString quotedSentence(const QString &text)
{
    QString sentence = escaped(text.trimmed());
    if (!sentence.isEmpty() && !u".!?…"_s.contains(sentence.back()))
        sentence += u'.';
    return sentence;
}

QString lossText(const ConnectionSpec &spec, const DaemonLink::Loss &loss)
{
    switch (loss.end) {
    case End::None:
    case End::Closed:
        return Loss::tr("Not connected.");
    case End::NotRunning:
        return notRunning(spec, loss.detail);
    case End::NoPermission:
        return noPermission(spec, loss.detail);
    case End::NotAuthorized:
        return withDetail(Loss::tr("The daemon refuses you. Ask an administrator to name you in "
                                   "control.admins or control.viewers."),
                          loss.detail);
    case End::WrongVersion:
        return wrongVersion(loss.detail);
    case End::Stopped:
        return withDetail(Loss::tr("The daemon was stopped."), loss.detail);
    case End::TooSlow:
        return Loss::tr("The daemon has dropped this console because it read too slowly.");
    case End::Crashed:
        return crashed(loss.wasGreeted);
    case End::Unreachable:
        return quotedSentence(loss.detail);
    case End::Broken:
        return withDetail(Loss::tr("What answers at %1 does not keep to the console protocol.")
                              .arg(escaped(spec.address())),
                          loss.detail);
    case End::Silent:
        return Loss::tr("The daemon does not answer. It may be overloaded or suspended.");
    case End::Busy:
        return withDetail(Loss::tr("The daemon takes no more consoles."), loss.detail);
    }
    return Loss::tr("Not connected.");
}

} // namespace wharfgate::gui
