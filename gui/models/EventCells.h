// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

/// How one log entry is written: in the cells of the log's table, and when copied or exported.
/// Whatever came from a client has its control characters escaped.
namespace wharfgate::gui {

/// The columns of the log, in their first order.
enum class EventColumn
{
    Mark, ///< bookmark, note, and the text mark of the colour rule
    Time,
    Result, ///< what people look for first, so it is in view however narrow the table is
    User,
    Resource,
    Requested,
    Granted,
    Rule,
    Address,
    Service,
    Duration,
    Count
};

enum class TimeFormat
{
    Local,
    Utc,
    Relative
};

namespace eventcells {

QString columnTitle(EventColumn column);

/// Short, for a cell: today's (as of `now`) without the date, others without milliseconds. An
/// invalid `now`: everything.
QString time(const QDateTime &time, TimeFormat format, const QDateTime &now);
/// "alice"; "(anonymous)" for the empty account.
QString account(const std::string &account);
/// "team/app", "registry:catalog"; without the type for repositories.
QString resource(const events::ScopeOutcome &scope);
/// The resources of all scopes: the first, and "+2" for others.
QString resources(const events::AuthEvent &event);
/// The actions of all scopes, each once, in the order of the request.
QStringList requested(const events::AuthEvent &event);
QStringList granted(const events::AuthEvent &event);
/// "4"; "4, 7" for several scopes; "none" where none matched; rules are counted from 1.
QString rules(const events::AuthEvent &event);
/// The number that people see for a rule's index.
QString ruleNumber(std::size_t index);

/// What the cell shows; `Mark` is empty here.
QString cell(const events::AuthEvent &event, EventColumn column, TimeFormat format,
             const QDateTime &now);
/// One plain sentence: "alice was denied push on team/app."
QString sentence(const events::AuthEvent &event);

/// Every column but Mark separated by tabs, the time as RFC 3339 in UTC.
QString row(const events::AuthEvent &event);
/// RFC 4180 with CRLF line ends. A cell that a spreadsheet would take for a formula gets a "'".
QString csvHeader();
QString csvRow(const events::AuthEvent &event);

QDateTime timeOf(const events::AuthEvent &event);

} // namespace eventcells
} // namespace wharfgate::gui
