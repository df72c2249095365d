// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/YamlSyntax.h"

#include "shared/base/Utf8.h"
#include "shared/config/ConfigurationReader.h"

#include <array>

namespace wharfgate::config {

namespace {

struct Explanation
{
    std::string_view part; // of yaml-cpp's message
    std::string_view message;
    std::string_view remedy;
};

constexpr std::string_view kQuoteIt = "Put the text in quotes if the character belongs to it.";
constexpr std::string_view kClose = "Close it, or check the quotes and commas before this place.";

constexpr std::array<Explanation, 17> kExplanations{{
    {"illegal tab", "This line is indented with a tab.", "Indent with spaces."},
    {"end of map not found", "This does not fit the mapping that stands before it.",
     "Check the indentation of the line, and for text after a closing quote or bracket."},
    {"end of sequence not found", "This does not fit the list that stands before it.",
     "Check the indentation of the line, and for text after a closing quote or bracket."},
    {"illegal map value", "A colon stands where no key can be.",
     "Put the text in quotes if the colon belongs to it; otherwise check the indentation."},
    {"illegal block entry", "A dash stands where no list item can begin.",
     "Begin the list on a line of its own."},
    {"illegal map key", "A key stands where none can be.", "Check the indentation."},
    {"referenced anchor is not defined",
     "A text that begins with * is an alias, and no anchor of that name stands before it.",
     "Put patterns in quotes: \"*\"."},
    {"alias not found", "A text that begins with * is an alias, and this one has no name.",
     "Put patterns in quotes: \"*\"."},
    {"anchor not found", "A text that begins with & is an anchor, and this one has no name.",
     kQuoteIt},
    {"unknown token", "No value can begin with this character.", kQuoteIt},
    {"illegal EOF", "A quoted text is never closed.", "Close the quote."},
    {"illegal document indicator", "A line of --- or ... stands inside a quoted text.",
     "Close the quote before it."},
    {"unknown escape character", "This escape does not exist in a text in double quotes.",
     "Double the backslash, or use single quotes."},
    {"bad character found while scanning hex", "This escape needs hexadecimal digits.",
     "Double the backslash, or use single quotes."},
    {"invalid unicode", "This escape is no Unicode character.", "Write the character itself."},
    {"sequence flow not found", "This list in [brackets] is broken or never closed.", kClose},
    {"map flow not found", "This mapping in {braces} is broken or never closed.", kClose},
}};

bool isForbidden(char32_t c)
{
    if (c < 0x20)
        return c != U'\t' && c != U'\n' && c != U'\r';
    return c == 0x7F || (c >= 0x80 && c < 0xA0 && c != 0x85) || c == 0xFEFF || c == 0xFFFE ||
           c == 0xFFFF;
}

YamlFault encodingFault(std::string message, std::size_t offset)
{
    return {"bad-encoding", std::move(message), "Save the file as UTF-8 text.", offset};
}

std::optional<YamlFault> checkByteOrderMark(std::string_view text)
{
    using namespace std::string_view_literals;
    if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv))
        return encodingFault("The file is UTF-16 text.", 0);
    if (text.starts_with("\0\0\xFE\xFF"sv))
        return encodingFault("The file is UTF-32 text.", 0);
    return std::nullopt;
}

} // namespace

std::optional<YamlFault> checkCharacters(std::string_view text)
{
    if (text.size() > kMaxFileBytes) {
        return YamlFault{"too-large",
                         "The file is larger than " +
                             std::to_string(kMaxFileBytes / (1024U * 1024U)) + " MiB.",
                         "Check that it is the right file.", 0};
    }
    if (auto fault = checkByteOrderMark(text))
        return fault;
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < text.size()) {
        const utf8::Decoded next = utf8::decode(text.substr(at));
        if (!next.valid)
            return encodingFault("This byte is not UTF-8 text.", at);
        if (isForbidden(next.codePoint))
            return encodingFault("A control character stands here; this is no text file.", at);
        if (next.codePoint == 0x85 || next.codePoint == 0x2028 || next.codePoint == 0x2029) {
            return YamlFault{"bad-encoding",
                             "A Unicode line separator stands here. Some readers of YAML end the "
                             "line there, others do not.",
                             "Replace it with a space or an ordinary line end.", at};
        }
        at += next.length;
    }
    return std::nullopt;
}

bool isUnclosedQuote(std::string_view text, std::size_t offset)
{
    // Tags and anchors stand before the quote, with spaces and line ends between.
    while (offset < text.size() && (text[offset] == '!' || text[offset] == '&')) {
        offset = text.find_first_of(" \t\r\n", offset);
        offset = text.find_first_not_of(" \t\r\n", offset);
    }
    if (offset >= text.size() || (text[offset] != '"' && text[offset] != '\''))
        return false;
    const char quote = text[offset];
    for (std::size_t i = offset + 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\') {
            ++i; // an escape, perhaps of a quote
        } else if (text[i] == quote) {
            const bool isDoubled = quote == '\'' && i + 1 < text.size() && text[i + 1] == quote;
            if (!isDoubled)
                return false;
            ++i;
        }
    }
    return true;
}

YamlFault explainSyntax(std::string_view message, std::size_t offset)
{
    for (const Explanation &known : kExplanations) {
        if (message.find(known.part) != std::string_view::npos)
            return {"bad-yaml", std::string(known.message), std::string(known.remedy), offset};
    }
    return {"bad-yaml", "This is not valid YAML (" + std::string(message) + ").",
            "Check the punctuation and indentation here.", offset};
}

} // namespace wharfgate::config
