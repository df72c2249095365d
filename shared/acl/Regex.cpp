// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Regex.h"

#include "shared/acl/RegexScanner.h"
#include "shared/base/Text.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace wharfgate::acl {

namespace {

constexpr std::string_view kSpecial = "\\.+*?()|[]{}^$";

// RE2 keeps its state cache within the same bound, for each expression: the small one is tried
// first so that ten thousand rules cannot grow by 64 MiB each.
constexpr std::int64_t kSmallMemory = std::int64_t{1} << 20;
constexpr std::int64_t kRuleMemory = std::int64_t{64} << 20;
constexpr std::int64_t kInsertedMemory = std::int64_t{256} << 10;

std::unique_ptr<re2::RE2> compiled(const std::string &expression, std::int64_t memory)
{
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return std::make_unique<RE2>(expression, options);
}

/// The expression as RE2 reads it: Go also accepts (?<name>…), which this RE2 knows as (?P<name>…).
std::string forRe2(std::string_view expression)
{
    std::string out;
    RegexScanner scanner(expression);
    while (scanner.next()) {
        out += scanner.text();
        if (scanner.kind() == RegexScanner::Kind::Group && scanner.text() == "(?" &&
            scanner.rest().starts_with('<'))
            out += 'P';
    }
    return out;
}

/// Where the rejected part stands, if it is found once.
std::string place(std::string_view expression, const std::string &argument)
{
    if (argument.empty() || argument.size() == expression.size())
        return {};
    const std::size_t at = expression.find(argument);
    if (at == std::string_view::npos || expression.find(argument, at + 1) != std::string_view::npos)
        return {};
    const auto isContinuation = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    };
    const auto before = expression.substr(0, at);
    const auto characters = static_cast<std::ptrdiff_t>(before.size()) -
                            std::count_if(before.begin(), before.end(), isContinuation);
    // Counted with the slash that begins the pattern, from 1.
    return ", at character " + std::to_string(characters + 2);
}

/// What Go refuses although RE2 takes it.
std::optional<RegexProblem> refusedByGo(std::string_view expression)
{
    constexpr int kDeepest = 1000;
    int depth = 0;
    RegexScanner scanner(expression);
    while (scanner.next()) {
        // A single byte, to RE2: it could cut a code point in two.
        if (scanner.kind() == RegexScanner::Kind::Escape && scanner.text() == "\\C")
            return RegexProblem{"the escape \"\\C\" does not exist" + place(expression, "\\C"),
                                "Write \".\" for any one character."};
        if (scanner.kind() == RegexScanner::Kind::Group && ++depth > kDeepest)
            return RegexProblem{"its groups nest too deeply", "Simplify it."};
        if (scanner.kind() == RegexScanner::Kind::Close)
            --depth;
    }
    return std::nullopt;
}

/// Go names groups with ASCII letters, digits and underscores only, and each name once.
bool hasForeignGroupName(std::string_view expression, const re2::RE2 &regex)
{
    std::size_t named = 0;
    RegexScanner scanner(expression);
    while (scanner.next()) {
        if (scanner.kind() == RegexScanner::Kind::Group && scanner.text() == "(?" &&
            (scanner.rest().starts_with("P<") || scanner.rest().starts_with("<")))
            ++named;
    }
    const auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    };
    const auto &names = regex.NamedCapturingGroups();
    return names.size() != named || std::any_of(names.begin(), names.end(), [&](const auto &name) {
               return !std::all_of(name.first.begin(), name.first.end(), isWord);
           });
}

RegexProblem described(RE2::ErrorCode code, const std::string &argument)
{
    const std::string shown = "\"" + text::escaped(argument, 60) + "\"";
    switch (code) {
    case RE2::ErrorMissingParen:
        return {"a \"(\" is never closed",
                "Add the missing \")\", or write \"\\(\" for the character."};
    case RE2::ErrorUnexpectedParen:
        return {"a \")\" closes nothing", "Remove it, or write \"\\)\" for the character."};
    case RE2::ErrorMissingBracket:
        return {"a \"[\" is never closed: " + shown,
                "Add the missing \"]\", or write \"\\[\" for the character."};
    case RE2::ErrorBadCharClass:
    case RE2::ErrorBadCharRange:
        return {"the character class or range " + shown + " is not valid",
                "Write the lower end of a range first, as in [a-z]."};
    case RE2::ErrorRepeatArgument:
        return {"nothing stands before the repetition " + shown + " that it could repeat",
                "Write \".*\" for any text, or \"\\*\" for the character itself."};
    case RE2::ErrorRepeatOp:
        return {"the repetition " + shown + " cannot follow another one",
                "Keep one of the repetitions, or put a group around the first."};
    case RE2::ErrorRepeatSize:
        return {"the repetition " + shown + " counts too far",
                "Counts may go up to 1000, also when they are nested."};
    case RE2::ErrorTrailingBackslash:
        return {"it ends in a backslash that escapes nothing",
                "Remove the backslash, or write \"\\\\\" for the character."};
    case RE2::ErrorBadEscape:
        return {"the escape " + shown + " does not exist",
                "Back references are not available; a backslash may stand before any punctuation."};
    case RE2::ErrorBadPerlOp:
        return {"the group " + shown + " is of an unknown kind",
                "Looking ahead or behind is not available; use (?:…), (?i) or (?P<name>…)."};
    case RE2::ErrorBadUTF8:
        return {"it is not valid UTF-8", "Save the file as UTF-8."};
    case RE2::ErrorBadNamedCapture:
        return {"the group name in " + shown + " is not valid or used twice",
                "Name groups with letters, digits and \"_\", as in (?P<user>…)."};
    case RE2::ErrorPatternTooLarge:
        return {"it is too large", "Split it over several rules, or use smaller counts."};
    default:
        return {"it cannot be read", "Simplify it."};
    }
}

} // namespace

Regex::Regex(std::string_view expression, Size size)
{
    if (auto problem = refusedByGo(expression)) {
        m_problem = std::make_unique<RegexProblem>(std::move(*problem));
        return;
    }
    const std::string rewritten = forRe2(expression);
    m_regex = compiled(rewritten, size == Size::Rule ? kSmallMemory : kInsertedMemory);
    if (size == Size::Rule && m_regex->error_code() == RE2::ErrorPatternTooLarge)
        m_regex = compiled(rewritten, kRuleMemory);

    auto code = m_regex->error_code();
    if (code == RE2::NoError && hasForeignGroupName(expression, *m_regex))
        code = RE2::ErrorBadNamedCapture;
    if (code == RE2::NoError)
        return;
    std::string argument = m_regex->error_arg();
    if (argument.starts_with("(?P<") && expression.find(argument) == std::string_view::npos)
        argument.erase(2, 1); // as the author wrote it
    if (argument.starts_with("(?<=") || argument.starts_with("(?<!"))
        code = RE2::ErrorBadPerlOp;
    RegexProblem problem = described(code, argument);
    problem.message += place(expression, argument);
    m_problem = std::make_unique<RegexProblem>(std::move(problem));
}

Regex::~Regex() = default;
Regex::Regex(Regex &&) noexcept = default;
Regex &Regex::operator=(Regex &&) noexcept = default;

bool Regex::matches(std::string_view text) const
{
    return isValid() &&
           m_regex->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

int Regex::groupCount() const
{
    return isValid() ? m_regex->NumberOfCapturingGroups() : 0;
}

std::optional<std::string_view> Regex::capture(std::string_view text, int group) const
{
    if (group < 1 || group > groupCount())
        return std::nullopt;
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(group) + 1);
    if (!m_regex->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, groups.data(),
                        group + 1))
        return std::nullopt;
    return std::string_view(groups.back().data(), groups.back().size());
}

std::size_t Regex::stepsPerByte() const
{
    return isValid() ? static_cast<std::size_t>(m_regex->ProgramSize()) : 0;
}

std::string quotedForPattern(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 8);
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find_first_of(kSpecial), text.size());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty())
            break;
        out += '\\';
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

bool isPlainInRegex(std::string_view text)
{
    return text.find_first_of(kSpecial) == std::string_view::npos && text::isValidUtf8(text);
}

} // namespace wharfgate::acl
