// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Template.h"

#include "shared/acl/RegexScanner.h"

#include <algorithm>

namespace wharfgate::acl {

namespace {

constexpr std::string_view kLabelPrefix = "labels:";
constexpr int kHighestGroup = 1'000'000; // beyond any expression's number of groups

/// `account` or `Account`: docker_auth writes the first letter in upper case before it looks.
std::optional<Field> fieldOfCapture(std::string_view word)
{
    for (const Field field : kFields) {
        std::string name(nameOf(field));
        if (word == name)
            return field;
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
        if (word == name)
            return field;
    }
    return std::nullopt;
}

std::optional<int> groupNumber(std::string_view digits)
{
    if (digits.empty())
        return std::nullopt;
    int number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return std::nullopt;
        number = std::min(number * 10 + (c - '0'), kHighestGroup);
    }
    return number;
}

/// The variable that begins `text`, which starts with "${".
std::optional<Piece> takeVariable(std::string_view text)
{
    const std::size_t end = text.substr(0, kLongestVariable).find('}');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view word = text.substr(2, end - 2);
    Piece piece;
    piece.text = text.substr(0, end + 1);
    for (const Field field : kFields) {
        if (word == nameOf(field)) {
            piece.kind = Piece::Kind::Variable;
            piece.field = field;
            return piece;
        }
    }
    if (word.starts_with(kLabelPrefix)) {
        piece.kind = Piece::Kind::Label;
        piece.label = word.substr(kLabelPrefix.size());
        return piece;
    }
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto field = fieldOfCapture(word.substr(0, colon));
    const auto group = groupNumber(word.substr(colon + 1));
    if (!field || !group)
        return std::nullopt;
    piece.kind = Piece::Kind::Capture;
    piece.field = *field;
    piece.group = *group;
    return piece;
}

void appendText(std::vector<Piece> &pieces, std::string_view text)
{
    if (pieces.empty() || pieces.back().kind != Piece::Kind::Text)
        pieces.emplace_back();
    pieces.back().text += text;
}

constexpr char kMarker = '\x01'; // stands for a variable while the syntax around it is read

/// The expression with a marker for each variable; absent if the marker itself occurs in it.
std::optional<std::string> withMarkers(const std::vector<Piece> &pieces)
{
    std::string out;
    for (const Piece &piece : pieces) {
        if (piece.kind != Piece::Kind::Text) {
            out += kMarker;
            continue;
        }
        // Counted repetitions could be completed by a value: "a{" + "3" + "}".
        if (piece.text.find_first_of("{\x01") != std::string::npos)
            return std::nullopt;
        out += piece.text;
    }
    return out;
}

/// True if the scanner's piece could change what values around it mean: flags, quoting, and escapes
/// that take more than one character.
bool isConfusing(const RegexScanner &scanner)
{
    constexpr std::string_view kHarmlessEscapes = "dDwWsSbB";
    const std::string_view text = scanner.text();
    switch (scanner.kind()) {
    case RegexScanner::Kind::Quoted:
        return true;
    case RegexScanner::Kind::Group:
        return text == "(?" && !scanner.rest().starts_with(":") &&
               !scanner.rest().starts_with("P<") && !scanner.rest().starts_with("<");
    case RegexScanner::Kind::Escape: {
        const char c = text.back();
        const bool letterOrDigit =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return c == kMarker ||
               (letterOrDigit && kHarmlessEscapes.find(c) == std::string_view::npos);
    }
    case RegexScanner::Kind::Class:
        return text.find(kMarker) != std::string_view::npos;
    default:
        return false;
    }
}

} // namespace

std::string_view nameOf(Field field)
{
    switch (field) {
    case Field::Account:
        return "account";
    case Field::Type:
        return "type";
    case Field::Name:
        return "name";
    case Field::Service:
        return "service";
    }
    return {};
}

std::vector<Piece> parsePieces(std::string_view pattern)
{
    std::vector<Piece> pieces;
    while (!pattern.empty()) {
        const std::size_t start = std::min(pattern.find("${"), pattern.size());
        if (start > 0)
            appendText(pieces, pattern.substr(0, start));
        pattern.remove_prefix(start);
        if (pattern.empty())
            break;
        if (auto variable = takeVariable(pattern)) {
            pattern.remove_prefix(variable->text.size());
            pieces.push_back(std::move(*variable));
        } else {
            // "${x${account}" still holds a variable: go on right behind the dollar.
            appendText(pieces, pattern.substr(0, 1));
            pattern.remove_prefix(1);
        }
    }
    return pieces;
}

void markRequired(std::vector<Piece> &pieces)
{
    const auto expression = withMarkers(pieces);
    if (!expression)
        return;
    std::vector<bool> required;
    int depth = 0;
    RegexScanner scanner(*expression);
    while (scanner.next()) {
        const bool isAlternative = scanner.kind() == RegexScanner::Kind::Bar && depth == 0;
        if (isAlternative || isConfusing(scanner))
            return;
        if (scanner.kind() == RegexScanner::Kind::Group)
            ++depth;
        else if (scanner.kind() == RegexScanner::Kind::Close)
            --depth;
        if (scanner.kind() != RegexScanner::Kind::Text || scanner.text().front() != kMarker)
            continue;
        // A repetition behind it takes the value's last character; so might the next value, if
        // empty.
        const bool repeated =
            !scanner.rest().empty() &&
            std::string_view("*?+{\x01").find(scanner.rest().front()) != std::string_view::npos;
        required.push_back(depth == 0 && !repeated);
    }
    std::size_t variable = 0;
    for (Piece &piece : pieces) {
        if (piece.kind != Piece::Kind::Text && variable < required.size())
            piece.required = required[variable++];
    }
}

} // namespace wharfgate::acl
