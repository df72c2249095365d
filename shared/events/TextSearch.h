// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/events/AuthEvent.h"

#include <QString>

#include <string>
#include <string_view>

namespace wharfgate::events {

/// Finds a text anywhere in an event, letter case ignored. Safe on any thread.
class TextSearch
{
public:
    explicit TextSearch(const QString &text);

    bool isIn(const AuthEvent &event) const;
    bool isIn(const ScopeOutcome &scope) const;
    bool isIn(std::string_view text) const;

private:
    QString m_text;
    std::string m_lowered; // ASCII letters in lower case
    bool m_isAscii = true;
    bool m_mayCrossParts = false; // has what joins the parts of a scope
};

} // namespace wharfgate::events
