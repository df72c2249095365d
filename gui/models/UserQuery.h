// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace wharfgate::gui {

/// What is typed into the search field of the users: words that all must hold, `name:`, `label:` or
/// `is:` in front, `-` for the opposite, quotes around spaces.
struct UserQuery
{
    enum class Field
    {
        Any,
        Name,
        Label,
        Is
    };
    enum class Property
    {
        None,
        Enabled,
        Locked,
        NoPassword,
        Weak
    };
    struct Term
    {
        Field field = Field::Any;
        Property property = Property::None; // for Field::Is
        QString text;                       // otherwise
        bool isNegated = false;
    };
    std::vector<Term> terms;
    /// Words behind `is:` that mean nothing, for a hint.
    QStringList unknown;

    static UserQuery parse(const QString &text);
    bool isEmpty() const { return terms.empty(); }
    bool matches(const std::string &name, const config::User &user) const;
};

} // namespace wharfgate::gui
