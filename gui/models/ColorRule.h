// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Theme.h"
#include "shared/events/EventFilter.h"

#include <QString>

#include <optional>
#include <vector>

class QSettings;

namespace wharfgate::gui {

/// Marks log entries that match a filter with a colour and, for those who do not see it, a text.
/// Rules are ordered; the first that matches counts.
struct ColorRule
{
    QString name = {};
    QString filter = {}; // as typed into the search field
    theme::Role role = theme::Role::Information;
    QString mark = {}; // short, shown beside the entry
    bool isEnabled = true;

    bool operator==(const ColorRule &) const = default;

    static constexpr int kMarkLength = 8;
    /// None if it is empty or cannot be understood: such a rule marks nothing.
    std::optional<events::EventFilter> compiled() const;
    /// The roles that can be chosen, with their words.
    static const std::vector<theme::Role> &roles();
    static QString roleName(theme::Role role);

    static std::vector<ColorRule> defaults();
    static void save(QSettings &settings, const QString &key, const std::vector<ColorRule> &rules);
    /// The defaults if none were saved.
    static std::vector<ColorRule> restore(const QSettings &settings, const QString &key);
};

} // namespace wharfgate::gui
