// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Glob.h"
#include "shared/base/Utf8.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using acl::Budget;
using acl::Glob;

namespace {

bool matchesUnlimited(std::string_view pattern, std::string_view name)
{
    Budget budget;
    return acl::globMatches(pattern, name, budget);
}

/// One element of a pattern, for the reference below.
struct Token
{
    enum class Kind
    {
        Byte,
        Any,
        Star,
        Class
    } kind = Kind::Byte;
    char byte = 0;
    bool negated = false;
    std::vector<std::pair<char32_t, char32_t>> ranges = {};
};

/// A plain reading of the documented syntax into tokens; absent if it is malformed.
class ReferenceParser
{
public:
    static std::optional<std::vector<Token>> parse(std::string_view pattern)
    {
        std::vector<Token> tokens;
        while (!pattern.empty()) {
            const char c = pattern.front();
            pattern.remove_prefix(1);
            Token token;
            if (c == '*') {
                token.kind = Token::Kind::Star;
            } else if (c == '?') {
                token.kind = Token::Kind::Any;
            } else if (c == '[') {
                if (!parseClass(pattern, token))
                    return std::nullopt;
            } else if (c == '\\') {
                if (pattern.empty())
                    return std::nullopt;
                token.byte = pattern.front();
                pattern.remove_prefix(1);
            } else {
                token.byte = c;
            }
            tokens.push_back(token);
        }
        return tokens;
    }

private:
    static bool parseClass(std::string_view &pattern, Token &token)
    {
        token.kind = Token::Kind::Class;
        if (pattern.starts_with('^')) {
            token.negated = true;
            pattern.remove_prefix(1);
        }
        while (true) {
            if (!token.ranges.empty() && pattern.starts_with(']')) {
                pattern.remove_prefix(1);
                return true;
            }
            const auto low = character(pattern);
            if (!low)
                return false;
            auto high = low;
            if (pattern.starts_with('-')) {
                pattern.remove_prefix(1);
                high = character(pattern);
                if (!high)
                    return false;
            }
            token.ranges.emplace_back(*low, *high);
        }
    }

    static std::optional<char32_t> character(std::string_view &pattern)
    {
        if (pattern.empty() || pattern.front() == ']' || pattern.front() == '-')
            return std::nullopt;
        if (pattern.front() == '\\')
            pattern.remove_prefix(1);
        const auto next = utf8::decode(pattern);
        if (!next.valid || next.length == pattern.size())
            return std::nullopt;
        pattern.remove_prefix(next.length);
        return next.codePoint;
    }
};

/// How many bytes of `name` a token other than a star takes; absent if it does not match.
std::optional<std::size_t> takes(const Token &token, std::string_view name)
{
    if (name.empty())
        return std::nullopt;
    const auto next = utf8::decode(name);
    switch (token.kind) {
    case Token::Kind::Byte:
        return token.byte == name.front() ? std::optional<std::size_t>(1) : std::nullopt;
    case Token::Kind::Any:
        return name.front() == '/' ? std::nullopt : std::optional(next.length);
    case Token::Kind::Class: {
        bool found = false;
        for (const auto &[low, high] : token.ranges)
            found = found || (low <= next.codePoint && next.codePoint <= high);
        return found != token.negated ? std::optional(next.length) : std::nullopt;
    }
    case Token::Kind::Star:
        break;
    }
    return std::nullopt;
}

/// Tries every length of every star. Patterns in which a class can match a slash are outside it:
/// there Go does not try them all.
bool referenceMatches(const std::vector<Token> &tokens, std::size_t at, std::string_view name)
{
    if (at == tokens.size())
        return name.empty();
    if (tokens[at].kind == Token::Kind::Star) {
        for (std::size_t taken = 0; taken <= name.size(); ++taken) {
            if (referenceMatches(tokens, at + 1, name.substr(taken)))
                return true;
            if (taken < name.size() && name[taken] == '/')
                break;
        }
        return false;
    }
    const auto taken = takes(tokens[at], name);
    return taken && referenceMatches(tokens, at + 1, name.substr(*taken));
}

bool classTakesSlash(const std::vector<Token> &tokens)
{
    return std::any_of(tokens.begin(), tokens.end(), [](const Token &token) {
        return token.kind == Token::Kind::Class && takes(token, "/").has_value();
    });
}

std::string randomText(QRandomGenerator &random, std::string_view alphabet, int longest)
{
    std::string text;
    for (int length = random.bounded(longest + 1); length > 0; --length)
        text +=
            alphabet[static_cast<std::size_t>(random.bounded(static_cast<int>(alphabet.size())))];
    return text;
}

} // namespace

class GlobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recorded_data();
    void recorded();
    void invalidUtf8_data();
    void invalidUtf8();
    void literalPart_data();
    void literalPart();
    void agreesWithReference_data();
    void agreesWithReference();
    void starsDoNotGoBack();
    void budgetEndsTheWork();
};

void GlobTest::recorded_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("matched");
    QTest::addColumn<bool>("malformed");
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/glob.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        QTest::addRow("%d", line["id"_L1].toInt())
            << line["pattern"_L1].toString() << line["name"_L1].toString()
            << line["matched"_L1].toBool() << line.contains("error"_L1);
    }
}

void GlobTest::recorded()
{
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    QFETCH(bool, matched);
    QFETCH(bool, malformed);
    const std::string patternBytes = pattern.toStdString();
    const std::string nameBytes = name.toStdString();
    QCOMPARE(matchesUnlimited(patternBytes, nameBytes), matched);
    QCOMPARE(Glob(patternBytes).matches(nameBytes), matched);
    QCOMPARE(acl::isWellFormedGlob(patternBytes), !malformed);
}

void GlobTest::invalidUtf8_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matched");

    QTest::newRow("? takes a bad byte") << "?"_ba
                                        << "\xFF"_ba << true;
    QTest::newRow("? takes one bad byte") << "?"_ba
                                          << "\xFF\xFF"_ba << false;
    QTest::newRow("cut sequence is its bytes") << "??"_ba
                                               << "\xE6\x97"_ba << true;
    QTest::newRow("* takes bad bytes") << "a*"_ba
                                       << "a\xFF\xFE"_ba << true;
    QTest::newRow("class with U+FFFD") << "[\uFFFD]"_ba
                                       << "\xFF"_ba << true;
    QTest::newRow("negated class") << "[^a]"_ba
                                   << "\xFF"_ba << true;
    QTest::newRow("bad byte in a class") << "[\xFF]"_ba
                                         << "\xFF"_ba << false;
    QTest::newRow("bad byte as itself") << "a\xFFz"_ba
                                        << "a\xFFz"_ba << true;
    QTest::newRow("bad byte is not U+FFFD") << "\xFF"_ba
                                            << "\uFFFD"_ba << false;
    QTest::newRow("U+FFFD is not a bad byte") << "\uFFFD"_ba
                                              << "\xFF"_ba << false;
}

void GlobTest::invalidUtf8()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, name);
    QFETCH(bool, matched);
    QCOMPARE(Glob(pattern.toStdString()).matches(name.toStdString()), matched);
}

void GlobTest::literalPart_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<bool>("isLiteral");

    QTest::newRow("empty") << ""_ba
                           << ""_ba
                           << ""_ba << true;
    QTest::newRow("plain") << "a/b"_ba
                           << "a/b"_ba
                           << ""_ba << true;
    QTest::newRow("escapes") << "a\\.b\\*"_ba
                             << "a.b*"_ba
                             << ""_ba << true;
    QTest::newRow("prefix") << "library/*"_ba
                            << "library/"_ba
                            << "*"_ba << false;
    QTest::newRow("star first") << "*a"_ba
                                << ""_ba
                                << "*a"_ba << false;
    QTest::newRow("class") << "a[bc]"_ba
                           << "a"_ba
                           << "[bc]"_ba << false;
    QTest::newRow("question mark") << "a?"_ba
                                   << "a"_ba
                                   << "?"_ba << false;
    QTest::newRow("backslash at the end") << "a\\"_ba
                                          << "a"_ba
                                          << ""_ba << false;
}

void GlobTest::literalPart()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, literal);
    QFETCH(QByteArray, tail);
    QFETCH(bool, isLiteral);
    const Glob glob(pattern.toStdString());
    QCOMPARE(QByteArray::fromStdString(glob.literal()), literal);
    QCOMPARE(QByteArray::fromStdString(glob.tail()), tail);
    QCOMPARE(glob.isLiteral(), isLiteral);
}

void GlobTest::agreesWithReference_data()
{
    QTest::addColumn<QByteArray>("patternAlphabet");
    QTest::addColumn<QByteArray>("nameAlphabet");

    QTest::newRow("stars") << "ab*?/"_ba
                           << "ab/"_ba;
    QTest::newRow("escapes") << "ab*\\?["_ba
                             << "ab\\*"_ba;
    QTest::newRow("classes") << "ab[]^-*\\"_ba
                             << "ab-]^"_ba;
    QTest::newRow("bytes") << "a*?[]\xC3\xA9\xFF"_ba
                           << "a\xC3\xA9\xFF"_ba;
}

void GlobTest::agreesWithReference()
{
    QFETCH(QByteArray, patternAlphabet);
    QFETCH(QByteArray, nameAlphabet);
    QRandomGenerator random(20260101);
    int matches = 0;
    int malformed = 0;
    for (int i = 0; i < 40000; ++i) {
        const std::string pattern = randomText(random, patternAlphabet.toStdString(), 8);
        const std::string name = randomText(random, nameAlphabet.toStdString(), 8);
        const auto tokens = ReferenceParser::parse(pattern);
        const QByteArray shown = QByteArray::fromStdString(pattern + " against " + name);
        QVERIFY2(acl::isWellFormedGlob(pattern) == tokens.has_value(), shown.constData());
        if (tokens && classTakesSlash(*tokens) && name.find('/') != std::string::npos)
            continue;
        const bool expected = tokens && referenceMatches(*tokens, 0, name);
        QVERIFY2(matchesUnlimited(pattern, name) == expected, shown.constData());
        QVERIFY2(Glob(pattern).matches(name) == expected, shown.constData());
        matches += expected ? 1 : 0;
        malformed += tokens ? 0 : 1;
    }
    QVERIFY(matches > 200); // or the comparison says nothing
    QVERIFY(malformed > 0 || !patternAlphabet.contains('['));
}

void GlobTest::starsDoNotGoBack()
{
    // A class may match the slash that a star cannot: Go takes the first place that fits and stays.
    QVERIFY(!Glob("*[^a]*z").matches("b/qz"));
    QVERIFY(Glob("*[^a]z").matches("b/z"));
}

void GlobTest::budgetEndsTheWork()
{
    const std::string name(5000, 'a');
    const std::string pattern = "*" + std::string(4000, 'a') + "b";
    Budget budget{100'000};
    QVERIFY(!acl::globMatches(pattern, name, budget));
    QVERIFY(budget.exhausted());

    Budget enough{100'000};
    QVERIFY(acl::globMatches("*a/*", "bba/x", enough));
    QVERIFY(!enough.exhausted());
    QVERIFY(enough.steps < 100'000);
}

QTEST_APPLESS_MAIN(GlobTest)
#include "GlobTest.moc"
