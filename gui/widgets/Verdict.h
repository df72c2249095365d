// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Theme.h"
#include "shared/events/AuthEvent.h"

#include <QString>

namespace wharfgate::gui {

/// What a badge shows: word, shape and colour of one outcome.
struct Verdict
{
    enum class Shape
    {
        Check,
        Half,
        Cross,
        Key,
        Exclamation,
        Dash
    };
    QString word; // translated: "Granted", "Partly Granted", "Denied", "Login Failed", "Error", …
    Shape shape = Shape::Dash;
    theme::Role role = theme::Role::Information;

    static Verdict of(events::AuthResult result);
    /// For a decision of the rules: all, some or none of the actions granted.
    static Verdict ofActions(std::size_t granted, std::size_t requested);
};

} // namespace wharfgate::gui

Q_DECLARE_METATYPE(wharfgate::gui::Verdict)
