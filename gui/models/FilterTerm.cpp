// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/FilterTerm.h"

#include "gui/widgets/Texts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

struct FieldName
{
    QStringView name;
    FilterTerm::Field field;
};

/// The first name of a field is the one that is shown.
constexpr std::array kFieldNames = {
    FieldName{u"user", FilterTerm::Field::User},
    FieldName{u"account", FilterTerm::Field::User},
    FieldName{u"client", FilterTerm::Field::Client},
    FieldName{u"address", FilterTerm::Field::Client},
    FieldName{u"ip", FilterTerm::Field::Client},
    FieldName{u"service", FilterTerm::Field::Service},
    FieldName{u"type", FilterTerm::Field::Type},
    FieldName{u"name", FilterTerm::Field::Name},
    FieldName{u"repository", FilterTerm::Field::Name},
    FieldName{u"rule", FilterTerm::Field::Rule},
    FieldName{u"result", FilterTerm::Field::Result},
    FieldName{u"from", FilterTerm::Field::From},
    FieldName{u"to", FilterTerm::Field::To},
    FieldName{u"filter", FilterTerm::Field::Raw},
};

bool hasSpace(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

QString quoted(const QString &value)
{
    QString out = value;
    out.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + out + u'"';
}

/// True if the word would be read as something else than words.
bool isMistakable(const QString &word)
{
    const qsizetype colon = word.indexOf(u':');
    const bool isField =
        colon > 0 && FilterTerm::fieldOf(QStringView(word).left(colon)).has_value();
    return isField || word.startsWith(u'-') || word.startsWith(u'/');
}

/// Where the expression that begins here ends, behind its last slash; 0: it does not.
qsizetype regexEnd(QStringView text)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == u'/' && i > 1 && (i + 1 == text.size() || text[i + 1].isSpace()))
            return i + 1;
    }
    return 0;
}

/// Takes the terms off a text, one after another.
class TermReader
{
public:
    explicit TermReader(QStringView text)
        : m_rest(text)
    {}

    bool next(FilterTerm &term)
    {
        m_rest = m_rest.trimmed();
        if (m_rest.isEmpty())
            return false;
        term = {};
        if (m_rest.startsWith(u'-') && m_rest.size() > 1 && !m_rest[1].isSpace()) {
            term.exclude = true;
            m_rest = m_rest.mid(1);
        }
        takeField(term);
        takeValue(term);
        return true;
    }

private:
    void takeField(FilterTerm &term)
    {
        qsizetype length = 0;
        while (length < m_rest.size() && m_rest[length].isLetter())
            ++length;
        if (length == 0 || length == m_rest.size() || m_rest[length] != u':')
            return;
        if (const auto field = FilterTerm::fieldOf(m_rest.left(length))) {
            term.field = *field;
            m_rest = m_rest.mid(length + 1);
        }
    }

    void takeValue(FilterTerm &term)
    {
        if (m_rest.startsWith(u'"'))
            return takeQuoted(term);
        if (m_rest.startsWith(u'/')) {
            if (const qsizetype end = regexEnd(m_rest); end > 0) {
                if (term.field == FilterTerm::Field::Text)
                    term.field = FilterTerm::Field::Regex;
                return take(term, end);
            }
        }
        const auto *space =
            std::find_if(m_rest.begin(), m_rest.end(), [](QChar c) { return c.isSpace(); });
        take(term, space - m_rest.begin());
    }

    void take(FilterTerm &term, qsizetype length)
    {
        term.value = m_rest.left(length).toString();
        m_rest = m_rest.mid(length);
    }

    void takeQuoted(FilterTerm &term)
    {
        qsizetype i = 1;
        for (; i < m_rest.size() && m_rest[i] != u'"'; ++i) {
            if (m_rest[i] == u'\\' && i + 1 < m_rest.size())
                ++i;
            term.value += m_rest[i];
        }
        m_rest = m_rest.mid(i + 1);
    }

    QStringView m_rest;
};

} // namespace

std::optional<FilterTerm::Field> FilterTerm::fieldOf(QStringView name)
{
    const auto *found = std::find_if(kFieldNames.begin(), kFieldNames.end(), [&](const auto &item) {
        return item.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == kFieldNames.end() ? std::nullopt : std::optional(found->field);
}

QString FilterTerm::nameOf(Field field)
{
    const auto *found = std::find_if(kFieldNames.begin(), kFieldNames.end(),
                                     [&](const auto &item) { return item.field == field; });
    return found == kFieldNames.end() ? QString() : found->name.toString();
}

QString FilterTerm::toText() const
{
    QString out = exclude ? u"-"_s : QString();
    if (field == Field::Regex)
        // Only a slash before a space would end it too early.
        return out + QString(value).replace(u"/ "_s, u"\\/ "_s);
    if (field != Field::Text)
        out += nameOf(field) + u':';
    const bool needsQuotes = value.isEmpty() || hasSpace(value) || value.contains(u'"') ||
                             (field == Field::Text && isMistakable(value));
    return out + (needsQuotes ? quoted(value) : value);
}

QString FilterTerm::label() const
{
    constexpr int kChipLength = 60;
    QString text = texts::shown(value, kChipLength);
    if (field == Field::User && value.isEmpty())
        text = tr("(anonymous)");
    if (field == Field::Raw)
        text = tr("other conditions");
    else if (field != Field::Text && field != Field::Regex)
        text = nameOf(field) + u": "_s + text;
    return exclude ? tr("not %1", "%1 is a condition: not user: alice").arg(text) : text;
}

std::vector<FilterTerm> FilterTerm::read(QStringView text)
{
    constexpr std::size_t kMostTerms = 60; // as many as a filter could hold, and people read
    std::vector<FilterTerm> terms;
    TermReader reader(text);
    for (FilterTerm term; terms.size() < kMostTerms && reader.next(term);) {
        if (term.field != Field::Text || !term.value.isEmpty())
            terms.push_back(term);
    }
    return terms;
}

QString FilterTerm::toText(const std::vector<FilterTerm> &terms)
{
    QStringList out;
    for (const FilterTerm &term : terms)
        out.append(term.toText());
    return out.join(u' ');
}

} // namespace wharfgate::gui
