// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/FilterTerm.h"
#include "shared/events/EventFilter.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <vector>

/// A filter of the log as text. Terms of one field are alternatives ("user:alice user:bob"), terms
/// of different fields must all hold, and so must all words; "-" excludes.
namespace wharfgate::gui::filtertext {

struct Parsed
{
    std::vector<FilterTerm> terms;
    events::EventFilter filter;
    /// What is wrong, one sentence; `filter` holds what could be understood.
    QString problem;
};
/// Times without a date, and "15m" (ago), count from `now`.
Parsed parse(const QString &text, const QDateTime &now);
/// Terms that mean the filter.
std::vector<FilterTerm> termsOf(const events::EventFilter &filter);
/// A value that matches this text only, whatever it holds.
QString exactly(const QString &value);
/// For the help of the search field.
QList<QPair<QString, QString>> help();

} // namespace wharfgate::gui::filtertext
