// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/NecessaryText.h"

#include "shared/acl/RegexScanner.h"

#include <algorithm>
#include <string_view>

namespace wharfgate::acl {

namespace {

using Place = NecessaryText::Place;

/// Reads an expression for the runs of characters that every match holds. What it does not know it
/// takes for the end of a run, or gives the expression up.
class RunReader
{
public:
    explicit RunReader(std::string_view expression)
        : m_scanner(expression)
    {}

    std::vector<NecessaryText> read()
    {
        while (m_scanner.next()) {
            if (!take())
                return {};
            m_isFirst = false;
        }
        endRun();
        if (m_isWhole && m_runs.size() == 1 && m_runs.front().place == Place::Beginning)
            m_runs.front().place = Place::Whole;
        return std::move(m_runs);
    }

private:
    /// False: nothing may be said about the expression.
    bool take()
    {
        m_isWhole = false;
        switch (m_scanner.kind()) {
        case RegexScanner::Kind::Quoted:
            return false;
        case RegexScanner::Kind::Bar:
            return m_depth > 0;
        case RegexScanner::Kind::Group:
            endRun();
            ++m_depth;
            return !setsFlags();
        case RegexScanner::Kind::Close:
            --m_depth;
            return m_depth >= 0;
        case RegexScanner::Kind::Class:
            endRun();
            return true;
        case RegexScanner::Kind::Escape:
            return takeEscape(m_scanner.text());
        case RegexScanner::Kind::Text:
            break;
        }
        return takeCharacter(m_scanner.text().front());
    }

    bool takeCharacter(char c)
    {
        switch (c) {
        case '^':
            endRun();
            m_atStart = m_isFirst;
            // "^*" is no anchor.
            return m_scanner.rest().find_first_of("*?+{") != 0;
        case '$':
            m_isWhole = m_scanner.rest().empty() && m_runs.empty() && m_atStart && !m_run.empty();
            if (!m_isWhole)
                endRun();
            return true;
        case '.':
        case '+': // the character before it is there at least once
            endRun();
            return true;
        case '*':
        case '?':
            dropCharacter();
            endRun();
            return true;
        case '{':
            dropCharacter();
            endRun();
            return skipCounts();
        default:
            append(c);
            return true;
        }
    }

    bool takeEscape(std::string_view escape)
    {
        constexpr std::string_view kOneCharacterLong = "dDwWsSbB";
        const char c = escape.back();
        const bool isWord =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (escape.size() < 2 || (isWord && kOneCharacterLong.find(c) == std::string_view::npos))
            return false;
        if (isWord)
            endRun();
        else
            append(c);
        return true;
    }

    /// To the end of a counted repetition, whose digits are no text; false if it is none.
    bool skipCounts()
    {
        while (m_scanner.next()) {
            if (m_scanner.text() == "}")
                return true;
            if (m_scanner.text().find_first_not_of("0123456789,") != std::string_view::npos)
                return false;
        }
        return false;
    }

    bool setsFlags() const
    {
        return m_scanner.text() == "(?" && !m_scanner.rest().starts_with(':') &&
               !m_scanner.rest().starts_with("P<") && !m_scanner.rest().starts_with('<');
    }

    void append(char c)
    {
        if (m_depth == 0)
            m_run += c;
    }

    void dropCharacter()
    {
        const auto isContinuation = [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        };
        while (!m_run.empty() && isContinuation(m_run.back()))
            m_run.pop_back();
        if (!m_run.empty())
            m_run.pop_back();
    }

    void endRun()
    {
        if (m_depth > 0)
            return;
        if (!m_run.empty())
            m_runs.push_back({m_atStart ? Place::Beginning : Place::Part, std::move(m_run)});
        m_run.clear();
        m_atStart = false;
    }

    RegexScanner m_scanner;
    std::vector<NecessaryText> m_runs;
    std::string m_run;
    int m_depth = 0;
    bool m_isFirst = true;  // no piece has been read
    bool m_atStart = false; // the run begins where the text begins
    bool m_isWhole = false; // the run ends where the text ends
};

/// The runs of a shell pattern's tail, which begins with a star, a question mark or a class.
void addParts(std::string_view tail, std::vector<NecessaryText> &out)
{
    // Within a class a bracket or a backslash may mean several things.
    if (tail.find_first_of("[\\") != std::string_view::npos)
        return;
    while (!tail.empty()) {
        const std::size_t start = std::min(tail.find_first_not_of("*?"), tail.size());
        tail.remove_prefix(start);
        const std::string_view run = tail.substr(0, tail.find_first_of("*?"));
        if (!run.empty())
            out.push_back({Place::Part, std::string(run)});
        tail.remove_prefix(run.size());
    }
}

std::vector<NecessaryText> ofGlob(const Glob &glob)
{
    if (glob.isLiteral())
        return {{Place::Whole, glob.literal()}};
    std::vector<NecessaryText> out;
    if (!glob.literal().empty())
        out.push_back({Place::Beginning, glob.literal()});
    addParts(glob.tail(), out);
    return out;
}

} // namespace

std::vector<NecessaryText> necessaryTexts(const Pattern &pattern)
{
    if (!pattern.isStatic()) {
        // A value may change what stands behind it; in an expression, also what stands before.
        const Piece &first = pattern.pieces().front();
        if (pattern.isRegex() || first.kind != Piece::Kind::Text)
            return {};
        const Glob beginning(first.text);
        if (beginning.literal().empty())
            return {};
        return {{Place::Beginning, beginning.literal()}};
    }
    if (pattern.isRegex())
        return RunReader(regexBody(pattern.text())).read();
    return pattern.glob().isWellFormed() ? ofGlob(pattern.glob()) : std::vector<NecessaryText>();
}

} // namespace wharfgate::acl
