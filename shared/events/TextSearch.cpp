// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/events/TextSearch.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <cstring>

namespace wharfgate::events {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Where `c`, in either case, comes first in `text`; its end if nowhere.
const char *findLetter(std::string_view text, char c)
{
    const char *const end = text.data() + text.size();
    const auto *small = static_cast<const char *>(std::memchr(text.data(), c, text.size()));
    const char *const found = small == nullptr ? end : small;
    if (upper(c) == c)
        return found;
    const auto *large = static_cast<const char *>(
        std::memchr(text.data(), upper(c), static_cast<std::size_t>(found - text.data())));
    return large == nullptr ? found : large;
}

/// `needle` is in lower case.
bool containsIgnoringCase(std::string_view text, std::string_view needle)
{
    while (text.size() >= needle.size()) {
        const std::string_view starts = text.substr(0, text.size() - needle.size() + 1);
        const char *const found = findLetter(starts, needle.front());
        if (found == starts.data() + starts.size())
            return false;
        if (std::equal(needle.begin() + 1, needle.end(), found + 1,
                       [](char a, char b) { return a == lower(b); }))
            return true;
        text.remove_prefix(static_cast<std::size_t>(found - text.data()) + 1);
    }
    return false;
}

void appendActions(std::string &out, const std::vector<std::string> &actions)
{
    for (std::size_t i = 0; i < actions.size(); ++i)
        out.append(i > 0 ? "," : "").append(actions[i]);
}

} // namespace

TextSearch::TextSearch(const QString &text)
    : m_text(text)
    , m_lowered(text::lowered(text.toStdString()))
    , m_isAscii(isAscii(m_lowered))
    , m_mayCrossParts(m_lowered.find_first_of(":,") != std::string::npos)
{}

bool TextSearch::isIn(std::string_view text) const
{
    if (m_lowered.empty())
        return true;
    if (m_isAscii)
        return containsIgnoringCase(text, m_lowered);
    // What is not ASCII has too many cases to fold them by hand; a text without any cannot match.
    return !isAscii(text) && QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                                 .contains(m_text, Qt::CaseInsensitive);
}

bool TextSearch::isIn(const ScopeOutcome &scope) const
{
    const auto holds = [this](const std::string &text) { return isIn(text); };
    if (holds(scope.name) || holds(scope.type) || holds(scope.ruleComment) ||
        holds(scope.authorizer) ||
        std::any_of(scope.requested.begin(), scope.requested.end(), holds))
        return true;
    if (!m_mayCrossParts)
        return false;
    std::string whole = scope.type + ':' + scope.name + ':';
    appendActions(whole, scope.requested);
    return isIn(whole);
}

bool TextSearch::isIn(const AuthEvent &event) const
{
    return isIn(event.account) || isIn(event.clientAddress) ||
           std::any_of(event.scopes.begin(), event.scopes.end(),
                       [this](const ScopeOutcome &scope) { return isIn(scope); }) ||
           isIn(event.reason) || isIn(event.service) || isIn(toString(event.result)) ||
           isIn(event.userAgent) || isIn(event.program) || isIn(event.peerAddress) ||
           isIn(event.requestId) || isIn(event.authenticator) || isIn(event.tlsProtocol);
}

} // namespace wharfgate::events
