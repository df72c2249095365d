// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Challenge.h"

#include <cctype>
#include <cstring>

namespace wharfgate::doctor {

namespace {

/// RFC 9110 5.6.2.
bool isTokenCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

/// Reads one header value from left to right.
class Scanner
{
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text)
    {}

    bool atEnd() const { return m_at >= m_text.size(); }
    void skip(const char *characters)
    {
        while (!atEnd() && std::strchr(characters, m_text[m_at]) != nullptr && m_text[m_at] != 0)
            ++m_at;
    }
    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    QByteArray token()
    {
        const qsizetype begin = m_at;
        while (!atEnd() && isTokenCharacter(m_text[m_at]))
            ++m_at;
        return m_text.mid(begin, m_at - begin);
    }
    /// A token or a quoted string; an unclosed one goes to the end.
    QByteArray value()
    {
        if (!take('"'))
            return token();
        QByteArray out;
        while (!atEnd() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            out += m_text[m_at++];
        }
        take('"');
        return out;
    }
    void skipOne() { ++m_at; }

private:
    const QByteArray &m_text;
    qsizetype m_at = 0;
};

} // namespace

QList<Challenge> parseChallenges(const QList<QByteArray> &lines)
{
    QList<Challenge> challenges;
    for (const QByteArray &line : lines) {
        Scanner scanner(line);
        while (!scanner.atEnd()) {
            scanner.skip(" \t,");
            const QByteArray word = scanner.token();
            if (word.isEmpty()) {
                if (!scanner.atEnd())
                    scanner.skipOne();
                continue;
            }
            scanner.skip(" \t");
            if (!scanner.take('=')) { // not a parameter: the next challenge's scheme
                challenges.append({QString::fromLatin1(word).toLower(), {}});
                continue;
            }
            scanner.skip(" \t");
            const QByteArray value = scanner.value();
            if (!challenges.isEmpty())
                challenges.last().parameters.insert(QString::fromLatin1(word).toLower(),
                                                    QString::fromUtf8(value));
        }
    }
    return challenges;
}

std::optional<Challenge> challengeOf(const QList<QByteArray> &lines, const QString &scheme)
{
    for (const Challenge &challenge : parseChallenges(lines))
        if (challenge.scheme == scheme)
            return challenge;
    return std::nullopt;
}

} // namespace wharfgate::doctor
