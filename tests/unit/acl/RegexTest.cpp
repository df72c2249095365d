// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/Regex.h"
#include "shared/acl/Template.h"

#include <QTest>

using namespace Qt::StringLiterals;
using wharfgate::acl::Piece;
using wharfgate::acl::Regex;

class RegexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void refused_data();
    void refused();
    void capture_data();
    void capture();
    void quoting_data();
    void quoting();
    void sizes();
    void requiredPieces_data();
    void requiredPieces();
};

void RegexTest::matches_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matched");

    QTest::newRow("anywhere") << "foo"_ba
                              << "xxfooyy"_ba << true;
    QTest::newRow("dot and line end") << "^a.b$"_ba
                                      << "a\nb"_ba << false;
    QTest::newRow("dot with (?s)") << "(?s)^a.b$"_ba
                                   << "a\nb"_ba << true;
    QTest::newRow("$ is the very end") << "^a$"_ba
                                       << "a\n"_ba << false;
    QTest::newRow("(?m)") << "(?m)^b$"_ba
                          << "a\nb\nc"_ba << true;
    QTest::newRow("\\z") << "a\\z"_ba
                         << "ba"_ba << true;
    QTest::newRow("\\A") << "\\Ab"_ba
                         << "ab"_ba << false;
    QTest::newRow("negated class takes line ends") << "^[^a]$"_ba
                                                   << "\n"_ba << true;
    QTest::newRow("\\d is ASCII") << "^\\d$"_ba
                                  << "٣"_ba << false;
    QTest::newRow("\\pN") << "^\\pN$"_ba
                          << "٣"_ba << true;
    QTest::newRow("\\p{Greek}") << "^\\p{Greek}+$"_ba
                                << "αβγ"_ba << true;
    QTest::newRow("\\P{L}") << "^\\P{L}$"_ba
                            << "1"_ba << true;
    QTest::newRow("(?i) folds Unicode") << "^(?i)ÄÖ$"_ba
                                        << "äö"_ba << true;
    QTest::newRow("(?i) folds the Kelvin sign") << "^(?i)k$"_ba
                                                << "\u212A"_ba << true;
    QTest::newRow("\\Q…\\E") << "^\\Qa.b\\E.$"_ba
                             << "a.bx"_ba << true;
    QTest::newRow("\\Q to the end") << "^\\Qa.b"_ba
                                    << "axb"_ba << false;
    QTest::newRow("octal") << "^\\060$"_ba
                           << "0"_ba << true;
    QTest::newRow("\\x{…}") << "\\x{1F600}"_ba
                            << "😀"_ba << true;
    QTest::newRow("brace as itself") << "^a{,2}$"_ba
                                     << "a{,2}"_ba << true;
    QTest::newRow("named group") << "^(?P<x>a)$"_ba
                                 << "a"_ba << true;
    QTest::newRow("short named group") << "^(?<x>a)(?<y_1>b)$"_ba
                                       << "ab"_ba << true;
    QTest::newRow("looks named, in a class") << "^[(?<x>]+$"_ba
                                             << "<x(?"_ba << true;
    QTest::newRow("looks named, in a class behind ]") << "^[](?<x>]+$"_ba
                                                      << "](?<"_ba << true;
    QTest::newRow("looks named, in a class with a name") << "^[[:alpha:](?<]+$"_ba
                                                         << "a(?<"_ba << true;
    QTest::newRow("no P slips into a class") << "^[(?<]$"_ba
                                             << "P"_ba << false;
    QTest::newRow("looks named, quoted") << "^\\Q(?<x>a)\\E$"_ba
                                         << "(?<x>a)"_ba << true;
    QTest::newRow("looks named, escaped") << "^\\(\\?<x>$"_ba
                                          << "(?<x>"_ba << true;
    QTest::newRow("escaped bracket opens no class") << "^\\[(?<x>a)\\]$"_ba
                                                    << "[a]"_ba << true;
    QTest::newRow("\\C as text in \\Q") << "^\\Q\\C\\E$"_ba
                                        << "\\C"_ba << true;
    QTest::newRow("escaped backslash, then C") << "^\\\\C$"_ba
                                               << "\\C"_ba << true;
    QTest::newRow("thousand times") << "^a{1000}$"_ba << QByteArray(1000, 'a') << true;
    QTest::newRow("large classes") << "^\\pL{500}$"_ba << QByteArray(500, 'a') << true;
    QTest::newRow("no blow-up") << "^(a+)+$"_ba << QByteArray(5000, 'a') + "b" << false;
    QTest::newRow("NUL in the text") << "^a.b$"_ba << QByteArray("a\0b", 3) << true;
    QTest::newRow("empty text") << "^$"_ba
                                << ""_ba << true;
}

void RegexTest::matches()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, text);
    QFETCH(bool, matched);
    const Regex regex(expression.toStdString(), Regex::Size::Rule);
    QVERIFY2(regex.isValid(), regex.isValid() ? "" : regex.problem().message.c_str());
    QCOMPARE(regex.matches(text.toStdString()), matched);
}

void RegexTest::refused_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("message"); // a part of it

    QTest::newRow("open group") << "(a"_ba
                                << "\"(\" is never closed"_ba;
    QTest::newRow("closed twice") << "a)"_ba
                                  << "\")\" closes nothing"_ba;
    QTest::newRow("open class") << "x[a"_ba
                                << "never closed: \"[a\", at character 3"_ba;
    QTest::newRow("range reversed") << "[z-a]"_ba
                                    << "range \"z-a\" is not valid, at character 3"_ba;
    QTest::newRow("star first") << "*a"_ba
                                << "nothing stands before"_ba;
    QTest::newRow("nothing to repeat in a group") << "(|*)"_ba
                                                  << "nothing stands before"_ba;
    QTest::newRow("repeated twice") << "a**"_ba
                                    << "cannot follow"_ba;
    QTest::newRow("possessive") << "a++"_ba
                                << "cannot follow"_ba;
    QTest::newRow("counts too far") << "a{1001}"_ba
                                    << "counts too far"_ba;
    QTest::newRow("counts too far, nested") << "((a{100}){100}){100}"_ba
                                            << "counts too far"_ba;
    QTest::newRow("count reversed") << "a{2,1}"_ba
                                    << "counts too far"_ba;
    QTest::newRow("backslash last") << "a\\"_ba
                                    << "ends in a backslash"_ba;
    QTest::newRow("back reference") << "(a)\\1"_ba
                                    << "\"\\\\1\" does not exist"_ba;
    QTest::newRow("\\Z") << "a\\Z"_ba
                         << "does not exist"_ba;
    QTest::newRow("\\C") << "é\\C"_ba
                         << "\"\\C\" does not exist, at character 3"_ba;
    QTest::newRow("\\C in a class") << "[\\C]"_ba
                                    << ""_ba;
    QTest::newRow("\\u") << "\\uD83D"_ba
                         << "does not exist"_ba;
    QTest::newRow("\\k") << "\\k<x>"_ba
                         << "does not exist"_ba;
    QTest::newRow("look ahead") << "(?=a)"_ba
                                << "of an unknown kind"_ba;
    QTest::newRow("look behind") << "(?<=a)b"_ba
                                 << "of an unknown kind"_ba;
    QTest::newRow("look behind, negative") << "(?<!a)b"_ba
                                           << "of an unknown kind"_ba;
    QTest::newRow("(?x)") << "(?x)a"_ba
                          << "of an unknown kind"_ba;
    QTest::newRow("name twice") << "(?P<x>a)(?<x>b)"_ba
                                << "group name"_ba;
    QTest::newRow("name not ASCII") << "(?P<é>a)"_ba
                                    << "group name"_ba;
    QTest::newRow("name empty") << "(?<>a)"_ba
                                << "\"(?<>\" is not valid"_ba;
    QTest::newRow("unknown script") << "\\p{Klingon}"_ba
                                    << "class or range"_ba;
    QTest::newRow("invalid UTF-8") << "a\xFF"_ba
                                   << "not valid UTF-8"_ba;
    QTest::newRow("deeply nested") << QByteArray(5000, '(') + QByteArray(5000, ')') << ""_ba;
}

void RegexTest::refused()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, message);
    const Regex regex(expression.toStdString(), Regex::Size::Rule);
    QVERIFY(!regex.isValid());
    QVERIFY2(QByteArray::fromStdString(regex.problem().message).contains(message),
             regex.problem().message.c_str());
    QVERIFY(!regex.problem().remedy.empty());
    QVERIFY(!regex.matches("a"));
    QVERIFY(!regex.capture("a", 1));
}

void RegexTest::capture_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("group");
    QTest::addColumn<bool>("present");
    QTest::addColumn<QByteArray>("captured");

    QTest::newRow("first") << "^(.+)@(.+)$"_ba
                           << "a@b"_ba << 1 << true << "a"_ba;
    QTest::newRow("second") << "^(.+)@(.+)$"_ba
                            << "a@b"_ba << 2 << true << "b"_ba;
    QTest::newRow("beyond") << "^(.+)@(.+)$"_ba
                            << "a@b"_ba << 3 << false << ""_ba;
    QTest::newRow("whole match is no group") << "(a)"_ba
                                             << "a"_ba << 0 << false << ""_ba;
    QTest::newRow("negative") << "(a)"_ba
                              << "a"_ba << -1 << false << ""_ba;
    QTest::newRow("no match") << "^(a)$"_ba
                              << "b"_ba << 1 << false << ""_ba;
    QTest::newRow("took no part") << "^(a)?b$"_ba
                                  << "b"_ba << 1 << true << ""_ba;
    QTest::newRow("empty text") << "^()$"_ba
                                << ""_ba << 1 << true << ""_ba;
    QTest::newRow("leftmost") << "(o.)"_ba
                              << "foox"_ba << 1 << true << "oo"_ba;
    QTest::newRow("first alternative") << "(a|ab)(c|bcd)"_ba
                                       << "abcd"_ba << 2 << true << "bcd"_ba;
    QTest::newRow("last round") << "^(a*)*$"_ba
                                << "aa"_ba << 1 << true << "aa"_ba;
}

void RegexTest::capture()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, text);
    QFETCH(int, group);
    QFETCH(bool, present);
    QFETCH(QByteArray, captured);
    const std::string subject = text.toStdString();
    const auto found = Regex(expression.toStdString(), Regex::Size::Rule).capture(subject, group);
    QCOMPARE(found.has_value(), present);
    QCOMPARE(QByteArray::fromStdString(std::string(found.value_or(""))), captured);
}

void RegexTest::quoting_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("quoted");

    QTest::newRow("plain") << "user-1_x@y/z"_ba
                           << "user-1_x@y/z"_ba;
    QTest::newRow("special") << "\\.+*?()|[]{}^$"_ba
                             << "\\\\\\.\\+\\*\\?\\(\\)\\|\\[\\]\\{\\}\\^\\$"_ba;
    QTest::newRow("other scripts") << "é日"_ba
                                   << "é日"_ba;
}

void RegexTest::quoting()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, quoted);
    const std::string result = wharfgate::acl::quotedForPattern(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(result), quoted);
    QVERIFY(Regex("^" + result + "$", Regex::Size::Inserted).matches(text.toStdString()));
    QCOMPARE(wharfgate::acl::isPlainInRegex(text.toStdString()), text == quoted);
}

void RegexTest::sizes()
{
    const std::string large = "\\pL{200}";
    QVERIFY(Regex(large, Regex::Size::Rule).isValid());
    const Regex refused(large, Regex::Size::Inserted);
    QVERIFY(!refused.isValid());
    QVERIFY(QByteArray::fromStdString(refused.problem().message).contains("too large"));
}

void RegexTest::requiredPieces_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("required"); // one digit for each variable

    QTest::newRow("alone") << "${account}"_ba
                           << "1"_ba;
    QTest::newRow("anchored") << "^${account}\\/.+$"_ba
                              << "1"_ba;
    QTest::newRow("two apart") << "^${account}-${labels:g}$"_ba
                               << "11"_ba;
    QTest::newRow("two together") << "^${account}${labels:g}$"_ba
                                  << "01"_ba;
    QTest::newRow("optional") << "^${account}?$"_ba
                              << "0"_ba;
    QTest::newRow("any number") << "^${account}*$"_ba
                                << "0"_ba;
    QTest::newRow("in an optional group") << "^(${account})?x$"_ba
                                          << "0"_ba;
    QTest::newRow("behind a group") << "^(a|b)${account}$"_ba
                                    << "1"_ba;
    QTest::newRow("alternative") << "${account}|x"_ba
                                 << "0"_ba;
    QTest::newRow("in a class") << "[${account}]"_ba
                                << "0"_ba;
    QTest::newRow("ignoring case") << "(?i)${account}"_ba
                                   << "0"_ba;
    QTest::newRow("escaped") << "\\${account}"_ba
                             << "0"_ba;
    QTest::newRow("completes a count") << "a{${labels:n}}"_ba
                                       << "0"_ba;
    QTest::newRow("completes an octal escape") << "\\0${labels:n}"_ba
                                               << "0"_ba;
    QTest::newRow("quoted") << "\\Q${account}\\E"_ba
                            << "0"_ba;
    QTest::newRow("beside a digit class") << "^\\d+-${account}$"_ba
                                          << "1"_ba;
    QTest::newRow("named group beside it") << "^(?P<x>a)-${account}$"_ba
                                           << "1"_ba;
}

void RegexTest::requiredPieces()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, required);
    auto pieces = wharfgate::acl::parsePieces(expression.toStdString());
    wharfgate::acl::markRequired(pieces);
    QByteArray found;
    for (const Piece &piece : pieces) {
        if (piece.kind != Piece::Kind::Text)
            found += piece.required ? '1' : '0';
    }
    QCOMPARE(found, required);
}

QTEST_APPLESS_MAIN(RegexTest)
#include "RegexTest.moc"
