// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace wharfgate::gui {

/// What is typed into the search field of the access rules: words that all must hold, each with an
/// optional field in front (`account:alice`), `-` for the opposite, quotes around spaces.
struct RuleQuery
{
    enum class Field
    {
        Any,
        Account,
        Type,
        Name,
        Service,
        Ip,
        Label,
        Action,
        Comment,
        Is
    };
    enum class Property
    {
        None,
        Enabled,
        Disabled,
        Unused,
        Warning,
        Deny
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

    static RuleQuery parse(const QString &text);
    bool isEmpty() const { return terms.empty(); }
};

} // namespace wharfgate::gui
