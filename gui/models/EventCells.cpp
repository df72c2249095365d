// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventCells.h"

#include "gui/widgets/Texts.h"
#include "gui/widgets/Verdict.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui::eventcells {

namespace {

using events::AuthEvent;
using events::AuthResult;
using events::ScopeOutcome;

constexpr int kCellLength = 200; // a cell shows no more of a client's text

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(wharfgate::gui::EventCells)
};

QStringList actionsOf(const AuthEvent &event, std::vector<std::string> ScopeOutcome::*actions)
{
    QStringList out;
    QSet<QString> seen;
    for (const ScopeOutcome &scope : event.scopes) {
        for (const std::string &action : scope.*actions) {
            const QString text = texts::shown(action, kCellLength);
            if (!seen.contains(text)) {
                seen.insert(text);
                out.append(text);
            }
        }
    }
    return out;
}

QString rfc3339(const AuthEvent &event)
{
    return timeOf(event).toUTC().toString(Qt::ISODateWithMs);
}

QString csvCell(const QString &text)
{
    QString out = text;
    if (!out.isEmpty() && u"=+-@\t\r"_s.contains(out.front()))
        out.prepend(u'\'');
    const bool needsQuotes = std::any_of(out.cbegin(), out.cend(), [](QChar c) {
        return c == u',' || c == u'"' || c == u'\n' || c == u'\r';
    });
    if (!needsQuotes)
        return out;
    out.replace(u"\""_s, u"\"\""_s);
    return u'"' + out + u'"';
}

QString csvLine(const QStringList &cells)
{
    QStringList out;
    for (const QString &text : cells)
        out.append(csvCell(text));
    return out.join(u',') + u"\r\n"_s;
}

QString joinedResources(const AuthEvent &event)
{
    QStringList out;
    for (const ScopeOutcome &scope : event.scopes)
        out.append(resource(scope));
    return out.join(u", "_s);
}

/// A cell for copying and export: nothing left out.
QString wholeCell(const AuthEvent &event, EventColumn column)
{
    switch (column) {
    case EventColumn::Time:
        return rfc3339(event);
    case EventColumn::User:
        return texts::shown(event.account);
    case EventColumn::Resource:
        return joinedResources(event);
    case EventColumn::Result:
        return QString::fromUtf8(events::toString(event.result));
    case EventColumn::Duration:
        return QString::number(event.duration.count());
    default:
        return cell(event, column, TimeFormat::Utc, {});
    }
}

QString listOf(const QStringList &actions)
{
    return QLocale().createSeparatedList(actions);
}

} // namespace

QString columnTitle(EventColumn column)
{
    switch (column) {
    case EventColumn::Mark:
        return Tr::tr("Mark");
    case EventColumn::Time:
        return Tr::tr("Time");
    case EventColumn::User:
        return Tr::tr("User");
    case EventColumn::Address:
        return Tr::tr("Address");
    case EventColumn::Service:
        return Tr::tr("Service");
    case EventColumn::Resource:
        return Tr::tr("Resource");
    case EventColumn::Requested:
        return Tr::tr("Requested");
    case EventColumn::Granted:
        return Tr::tr("Granted");
    case EventColumn::Result:
        return Tr::tr("Result");
    case EventColumn::Rule:
        return Tr::tr("Rule");
    case EventColumn::Duration:
        return Tr::tr("Duration");
    case EventColumn::Count:
        break;
    }
    return {};
}

QDateTime timeOf(const AuthEvent &event)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(event.time);
    return QDateTime::fromMSecsSinceEpoch(milliseconds.time_since_epoch().count());
}

QString time(const QDateTime &time, TimeFormat format, const QDateTime &now)
{
    if (format == TimeFormat::Relative)
        return texts::relativeTime(time, now);
    const QDateTime shown = format == TimeFormat::Utc ? time.toUTC() : time.toLocalTime();
    const QDateTime today = format == TimeFormat::Utc ? now.toUTC() : now.toLocalTime();
    if (!now.isValid())
        return shown.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    if (shown.date() == today.date())
        return shown.toString(u"HH:mm:ss.zzz"_s);
    return shown.date().year() == today.date().year() ? shown.toString(u"MM-dd HH:mm:ss"_s)
                                                      : shown.toString(u"yyyy-MM-dd HH:mm"_s);
}

QString account(const std::string &account)
{
    return account.empty() ? Tr::tr("(anonymous)") : texts::shown(account, kCellLength);
}

QString resource(const ScopeOutcome &scope)
{
    const QString name = texts::shown(scope.name, kCellLength);
    return scope.type == "repository" ? name : texts::shown(scope.type, kCellLength) + u':' + name;
}

QString resources(const AuthEvent &event)
{
    if (event.scopes.empty())
        return {};
    const QString first = resource(event.scopes.front());
    if (event.scopes.size() == 1)
        return first;
    return first + u" +"_s + QString::number(event.scopes.size() - 1);
}

QStringList requested(const AuthEvent &event)
{
    return actionsOf(event, &ScopeOutcome::requested);
}

QStringList granted(const AuthEvent &event)
{
    return actionsOf(event, &ScopeOutcome::granted);
}

QString ruleNumber(std::size_t index)
{
    return QString::number(index + 1);
}

QString rules(const AuthEvent &event)
{
    QStringList out;
    for (const ScopeOutcome &scope : event.scopes) {
        QString text = Tr::tr("none", "no rule matched");
        if (scope.rule)
            text = ruleNumber(*scope.rule);
        else if (!scope.authorizer.empty())
            text = texts::shown(scope.authorizer, kCellLength);
        if (!out.contains(text))
            out.append(text);
        if (out.size() == 8) { // more would not be read in a cell
            out.append(u"…"_s);
            break;
        }
    }
    return out.join(u", "_s);
}

QString cell(const AuthEvent &event, EventColumn column, TimeFormat format, const QDateTime &now)
{
    switch (column) {
    case EventColumn::Time:
        return time(timeOf(event), format, now);
    case EventColumn::User:
        return account(event.account);
    case EventColumn::Address:
        return texts::shown(event.clientAddress, kCellLength);
    case EventColumn::Service:
        return texts::shown(event.service, kCellLength);
    case EventColumn::Resource:
        return resources(event);
    case EventColumn::Requested:
        return requested(event).join(u", "_s);
    case EventColumn::Granted:
        return granted(event).join(u", "_s);
    case EventColumn::Result:
        return Verdict::of(event.result).word;
    case EventColumn::Rule:
        return rules(event);
    case EventColumn::Duration:
        return texts::duration(event.duration.count());
    case EventColumn::Mark:
    case EventColumn::Count:
        break;
    }
    return {};
}

QString sentence(const AuthEvent &event)
{
    const QString who = account(event.account);
    const QString where = resources(event);
    const QString asked = listOf(requested(event));
    switch (event.result) {
    case AuthResult::Granted:
        return event.scopes.empty() ? Tr::tr("%1 logged in.").arg(who)
                                    : Tr::tr("%1 was granted %2 on %3.").arg(who, asked, where);
    case AuthResult::PartlyGranted:
        return Tr::tr("%1 was granted only %2 of %3 on %4.")
            .arg(who, listOf(granted(event)), asked, where);
    case AuthResult::Denied:
        return Tr::tr("%1 was denied %2 on %3.").arg(who, asked, where);
    case AuthResult::LoginFailed:
        return Tr::tr("The login of %1 failed.").arg(who);
    case AuthResult::BadRequest:
        return Tr::tr("The request of %1 could not be read.").arg(who);
    case AuthResult::Busy:
        return Tr::tr("The daemon was too busy to answer %1.").arg(who);
    case AuthResult::Error:
        break;
    }
    return Tr::tr("The request of %1 failed because of an error of the daemon.").arg(who);
}

QString row(const AuthEvent &event)
{
    QStringList cells;
    for (int i = static_cast<int>(EventColumn::Time); i < static_cast<int>(EventColumn::Count); ++i)
        cells.append(wholeCell(event, static_cast<EventColumn>(i)));
    return cells.join(u'\t');
}

QString csvHeader()
{
    return csvLine({u"time"_s, u"request_id"_s, u"result"_s, u"status"_s, u"account"_s, u"client"_s,
                    u"peer"_s, u"service"_s, u"resource"_s, u"requested"_s, u"granted"_s, u"rule"_s,
                    u"reason"_s, u"duration_us"_s, u"tls_protocol"_s, u"user_agent"_s});
}

QString csvRow(const AuthEvent &event)
{
    QStringList rules;
    for (const ScopeOutcome &scope : event.scopes)
        rules.append(scope.rule ? QString::number(*scope.rule) : u"none"_s);
    return csvLine({rfc3339(event), texts::shown(event.requestId),
                    QString::fromUtf8(events::toString(event.result)),
                    QString::number(event.status), texts::shown(event.account),
                    texts::shown(event.clientAddress), texts::shown(event.peerAddress),
                    texts::shown(event.service), joinedResources(event),
                    requested(event).join(u' '), granted(event).join(u' '), rules.join(u' '),
                    texts::shown(event.reason), QString::number(event.duration.count()),
                    texts::shown(event.tlsProtocol), texts::shown(event.userAgent)});
}

} // namespace wharfgate::gui::eventcells
