// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Texts.h"

#include "shared/base/Utf8.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cstdlib>

namespace wharfgate::gui::texts {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

/// The context of the translations; lupdate finds it by the macro.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

/// Characters that change how their neighbours look or are not seen at all: bidirectional controls
/// (Unicode UAX 9), zero-width ones, line and paragraph separators, the byte order mark.
bool isInvisible(char32_t c)
{
    return c == 0x061C || c == 0x00AD || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE007F);
}

void appendShown(QString &out, char32_t c)
{
    switch (c) {
    case U'\n':
        out += u"\\n"_s;
        return;
    case U'\r':
        out += u"\\r"_s;
        return;
    case U'\t':
        out += u"\\t"_s;
        return;
    default:
        break;
    }
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        out += u"\\x%1"_s.arg(static_cast<uint>(c), 2, 16, QChar(u'0'));
    else if (isInvisible(c))
        out += u"\\u{%1}"_s.arg(static_cast<uint>(c), 4, 16, QChar(u'0'));
    else
        out += QChar::fromUcs4(c);
}

QString ended(QString text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return text;
    text[0] = text[0].toUpper();
    return u".!?:"_s.contains(text.back()) ? text : text + u'.';
}

QString decimals(double value)
{
    return QLocale().toString(value, 'f', value < 10 ? 1 : 0);
}

} // namespace

QString shown(std::string_view text, int maxCharacters)
{
    QString out;
    out.reserve(static_cast<qsizetype>(text.size()));
    for (int count = 0; !text.empty(); ++count) {
        if (maxCharacters > 0 && count == maxCharacters)
            return out + u'…';
        const utf8::Decoded next = utf8::decode(text);
        if (next.valid)
            appendShown(out, next.codePoint);
        else // a byte that is no UTF-8 is shown as the byte it is
            out += u"\\x%1"_s.arg(static_cast<uint>(static_cast<unsigned char>(text.front())), 2,
                                  16, QChar(u'0'));
        text.remove_prefix(next.length);
    }
    return out;
}

QString shown(const QString &text, int maxCharacters)
{
    QString out;
    out.reserve(text.size());
    int count = 0;
    for (const uint c : text.toUcs4()) {
        if (maxCharacters > 0 && count++ == maxCharacters)
            return out + u'…';
        appendShown(out, c);
    }
    return out;
}

QString relativeTime(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return Words::tr("never");
    const qint64 seconds = time.secsTo(now);
    const qint64 distance = std::abs(seconds);
    const bool past = seconds >= 0;
    if (distance < 10)
        return Words::tr("just now");
    if (distance < kMinute) {
        const int n = static_cast<int>(distance);
        return past ? Words::tr("%n seconds ago", "", n) : Words::tr("in %n seconds", "", n);
    }
    if (distance < kHour) {
        const int n = static_cast<int>(distance / kMinute);
        return past ? Words::tr("%n minutes ago", "", n) : Words::tr("in %n minutes", "", n);
    }
    if (distance < kDay) {
        const int n = static_cast<int>(distance / kHour);
        return past ? Words::tr("%n hours ago", "", n) : Words::tr("in %n hours", "", n);
    }
    if (distance < 60 * kDay) {
        const int n = static_cast<int>(distance / kDay);
        return past ? Words::tr("%n days ago", "", n) : Words::tr("in %n days", "", n);
    }
    return QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat);
}

QString duration(std::int64_t microseconds)
{
    const double milliseconds = static_cast<double>(microseconds) / 1000;
    if (milliseconds < 1000)
        return Words::tr("%1 ms").arg(decimals(milliseconds));
    if (milliseconds < 60'000)
        return Words::tr("%1 s").arg(decimals(milliseconds / 1000));
    return uptime(microseconds / 1'000'000);
}

QString uptime(std::int64_t seconds)
{
    const std::int64_t whole = std::max<std::int64_t>(0, seconds);
    const auto count = [](std::int64_t value) { return static_cast<int>(value); };
    if (whole < kMinute)
        return Words::tr("%1 s").arg(whole);
    if (whole < kHour)
        return Words::tr("%1 min").arg(whole / kMinute);
    if (whole < kDay)
        return Words::tr("%1 h %2 min").arg(whole / kHour).arg(whole % kHour / kMinute);
    const QString days = Words::tr("%n days", "", count(whole / kDay));
    return Words::tr("%1 %2 h", "days, hours").arg(days).arg(whole % kDay / kHour);
}

QString expiry(const QDateTime &notAfter, const QDateTime &now)
{
    if (!notAfter.isValid())
        return Words::tr("has no end date");
    const qint64 seconds = now.secsTo(notAfter);
    const int days = static_cast<int>(std::abs(seconds) / kDay);
    const int hours = static_cast<int>(std::abs(seconds) / kHour);
    if (seconds <= 0) {
        if (days > 0)
            return Words::tr("expired %n days ago", "", days);
        return hours > 0 ? Words::tr("expired %n hours ago", "", hours)
                         : Words::tr("expired just now");
    }
    if (days > 0)
        return Words::tr("expires in %n days", "", days);
    return hours > 0 ? Words::tr("expires in %n hours", "", hours)
                     : Words::tr("expires within the hour");
}

QString sentence(const std::string &message, const std::string &remedy)
{
    const QString first = ended(shown(message));
    const QString second = ended(shown(remedy));
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    return first + u' ' + second;
}

} // namespace wharfgate::gui::texts
