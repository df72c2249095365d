// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <QDateTime>
#include <QPalette>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace wharfgate::gui {

/// What is known about one scope of an entry beyond the entry itself.
struct ScopeExplanation
{
    enum class State
    {
        Waiting,
        Known,
        Unavailable ///< `note` says why
    };
    State state = State::Waiting;
    std::optional<std::size_t> rule; // that decides now, index from 0
    std::vector<QString> granted;
    /// Of each rule before the deciding one: its index and why it did not match.
    std::vector<std::pair<std::size_t, QString>> passedOver;
    QString note;
};

/// What the details of an entry show besides the event.
struct DetailsContext
{
    std::vector<ScopeExplanation> scopes; // as many as were asked for, in order
    QString rulesChanged;                 // a sentence if the rules changed since; empty: no
    std::optional<qint64> tokenSeconds;   // lifetime of tokens by the configuration
    QString note;                         // of the user
};

/// An entry as rich text. Everything that comes from a client or the daemon is escaped.
QString detailsHtml(const events::AuthEvent &event, const DetailsContext &context,
                    const QPalette &palette);
/// The entry's JSON, indented, control characters escaped.
QString detailsJson(const events::AuthEvent &event);

} // namespace wharfgate::gui
