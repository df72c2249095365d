// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/DelimitedText.h"

#include <algorithm>

namespace wharfgate::gui {

namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t";

bool beginsFormula(std::string_view field)
{
    return !field.empty() && kFormulaStarts.find(field.front()) != std::string_view::npos;
}

/// Without the apostrophe that writeDelimited() puts before a formula.
std::string withoutGuard(std::string field)
{
    if (field.size() > 1 && field[0] == '\'' && beginsFormula(std::string_view(field).substr(1)))
        field.erase(0, 1);
    return field;
}

/// Reads one text from its start to its end.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {}

    Result<std::vector<DelimitedRow>> read()
    {
        std::vector<DelimitedRow> rows;
        while (m_at < m_text.size()) {
            DelimitedRow row;
            row.line = m_line;
            for (;;) {
                auto field = readField();
                if (!field)
                    return tl::unexpected(field.error());
                row.fields.push_back(std::move(*field));
                if (m_at >= m_text.size() || m_text[m_at] != ',')
                    break;
                ++m_at;
            }
            skipLineBreak();
            if (row.fields.size() > 1 || !row.fields.front().empty())
                rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    bool isLineBreak() const
    {
        return m_text[m_at] == '\n' ||
               (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n');
    }

    void skipLineBreak()
    {
        if (m_at < m_text.size()) {
            m_at += m_text[m_at] == '\r' ? 2u : 1u;
            ++m_line;
        }
    }

    Result<std::string> readField()
    {
        std::string field;
        if (m_at >= m_text.size() || m_text[m_at] != '"') {
            while (m_at < m_text.size() && m_text[m_at] != ',' && !isLineBreak())
                field += m_text[m_at++];
            return field;
        }
        const int begin = m_line;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                if (m_at >= m_text.size() || m_text[m_at] == ',' || isLineBreak())
                    return withoutGuard(std::move(field));
                if (m_text[m_at] != '"')
                    return failure(ErrorCode::InvalidInput,
                                   "Text stands behind a closing quote in line " +
                                       std::to_string(m_line) + '.',
                                   {{}, m_line, 0});
            }
            m_line += m_text[m_at] == '\n' ? 1 : 0;
            field += m_text[m_at];
        }
        return failure(ErrorCode::InvalidInput,
                       "The quote of line " + std::to_string(begin) + " is never closed.",
                       {{}, begin, 0});
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
};

} // namespace

Result<std::vector<DelimitedRow>> readDelimited(std::string_view text)
{
    return Reader(text).read();
}

std::string writeDelimited(const std::vector<std::string> &fields)
{
    std::string out;
    for (const std::string &field : fields) {
        if (!out.empty() || &field != &fields.front())
            out += ',';
        const bool isFormula = beginsFormula(field);
        if (!isFormula && field.find_first_of(",\"\r\n") == std::string::npos) {
            out += field;
            continue;
        }
        out += isFormula ? "\"'" : "\"";
        for (const char c : field)
            out.append(c == '"' ? 2 : 1, c);
        out += '"';
    }
    return out + "\r\n";
}

} // namespace wharfgate::gui
