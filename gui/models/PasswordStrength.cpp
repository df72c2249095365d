// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/PasswordStrength.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(PasswordStrength)
};

/// Words that every guesser tries first, whatever stands around them.
constexpr std::array kWords{u"password", u"passwort", u"letmein", u"welcome",  u"docker",
                            u"registry", u"admin",    u"root",    u"secret",   u"changeme",
                            u"master",   u"dragon",   u"monkey",  u"football", u"iloveyou",
                            u"summer",   u"winter",   u"spring",  u"autumn",   u"login"};
/// Rows of keys and of characters that are typed along.
constexpr std::array kRows{u"qwertyuiop", u"asdfghjkl", u"zxcvbnm", u"abcdefghijklmnopqrstuvwxyz",
                           u"01234567890"};
constexpr double kBitsOfKnownWord = 10; // one of about a thousand, with a capital here or there

int alphabetOf(QStringView text)
{
    bool lower = false;
    bool upper = false;
    bool digit = false;
    bool other = false;
    bool foreign = false;
    for (const QChar c : text) {
        lower = lower || (c >= u'a' && c <= u'z');
        upper = upper || (c >= u'A' && c <= u'Z');
        digit = digit || (c >= u'0' && c <= u'9');
        foreign = foreign || c.unicode() > 126;
        other = other || (c.unicode() <= 126 && !c.isLetterOrNumber());
    }
    return (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (other ? 33 : 0) +
           (foreign ? 100 : 0);
}

/// Replaces each known word by one stand-in and says how many there were.
int takeWords(QString &text, QStringView account)
{
    int found = 0;
    auto take = [&text, &found](QStringView word) {
        qsizetype at = -1;
        while (word.size() >= 4 && (at = text.indexOf(word, 0, Qt::CaseInsensitive)) >= 0) {
            text.remove(at, word.size());
            ++found;
        }
    };
    take(account);
    for (const char16_t *word : kWords)
        take(word);
    return found;
}

/// Whether the character follows from the one before: the same again, or the next of a row.
bool isPredictable(QChar before, QChar character)
{
    if (before == character)
        return true;
    for (const QStringView row : kRows) {
        const qsizetype at = row.indexOf(before.toLower());
        if (at < 0)
            continue;
        if ((at + 1 < row.size() && row[at + 1] == character.toLower()) ||
            (at > 0 && row[at - 1] == character.toLower()))
            return true;
    }
    return false;
}

PasswordStrength::Level levelOf(double bits)
{
    using Level = PasswordStrength::Level;
    return bits < 30   ? Level::VeryWeak
           : bits < 45 ? Level::Weak
           : bits < 60 ? Level::Fair
           : bits < 80 ? Level::Good
                       : Level::Strong;
}

} // namespace

PasswordStrength PasswordStrength::of(QStringView password, QStringView account)
{
    PasswordStrength strength;
    if (password.isEmpty())
        return strength;
    QString rest = password.toString();
    strength.bits = kBitsOfKnownWord * takeWords(rest, account);
    const double bitsOfCharacter = std::log2(std::max(10, alphabetOf(rest)));
    QString seen;
    for (qsizetype index = 0; index < rest.size(); ++index) {
        const bool predictable = index > 0 && isPredictable(rest[index - 1], rest[index]);
        // A character that was used before says less than a new one.
        const double bits = seen.contains(rest[index]) ? bitsOfCharacter * 0.7 : bitsOfCharacter;
        strength.bits += predictable ? 1 : bits;
        seen.append(rest[index]);
    }
    // Half of it again is no more than its length.
    const qsizetype half = password.size() / 2;
    if (password.size() >= 6 && password.left(half) == password.mid(half, half))
        strength.bits = strength.bits / 2 + 1;
    strength.level = levelOf(strength.bits);
    return strength;
}

QString PasswordStrength::text() const
{
    switch (level) {
    case Level::Empty:
        return {};
    case Level::VeryWeak:
        return Sentences::tr("Very weak: guessed in a moment");
    case Level::Weak:
        return Sentences::tr("Weak: add more words or characters");
    case Level::Fair:
        return Sentences::tr("Fair: enough together with a slow hash");
    case Level::Good:
        return Sentences::tr("Good");
    case Level::Strong:
        return Sentences::tr("Strong");
    }
    return {};
}

} // namespace wharfgate::gui
