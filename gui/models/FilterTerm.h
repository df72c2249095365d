// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace wharfgate::gui {

/// One part of a filter of the log as people type it: "user:alice", "-result:denied", "some words".
struct FilterTerm
{
    Q_DECLARE_TR_FUNCTIONS(wharfgate::gui::FilterTerm)

public:
    enum class Field
    {
        Text,  ///< found anywhere
        Regex, ///< /…/ over user, service and resource
        User,
        Client,
        Service,
        Type,
        Name,
        Rule, ///< counted from 1
        Result,
        From,
        To,
        Raw ///< a filter object as JSON, for what the other fields cannot say
    };
    Field field = Field::Text;
    QString value = {};
    bool exclude = false;

    bool operator==(const FilterTerm &) const = default;
    /// As it is typed, quoted where needed.
    QString toText() const;
    /// For a chip: "user: alice", "not result: denied".
    QString label() const;

    /// The name of a field as it is typed, "user"; empty for Text and Regex.
    static QString nameOf(Field field);
    static std::optional<Field> fieldOf(QStringView name);
    /// Never fails: what is no known field is text.
    static std::vector<FilterTerm> read(QStringView text);
    static QString toText(const std::vector<FilterTerm> &terms);
};

} // namespace wharfgate::gui
