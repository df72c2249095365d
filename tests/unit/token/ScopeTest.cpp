// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/Scope.h"

#include "shared/base/Text.h"

#include <QByteArrayList>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using token::parseScope;

class ScopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsScopes_data();
    void readsScopes();
    void refusesOthers_data();
    void refusesOthers();
    void everyOtherByteIsNoType();
    void longScopesAreCutInMessages();
};

void ScopeTest::readsScopes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArrayList>("actions");

    using List = QByteArrayList;
    QTest::newRow("usual") << "repository:a/b:pull"_ba
                           << "repository"_ba
                           << "a/b"_ba << List{"pull"};
    QTest::newRow("actions are sorted") << "repository:a:push,delete,pull"_ba
                                        << "repository"_ba
                                        << "a"_ba << List{"delete", "pull", "push"};
    QTest::newRow("sorted by bytes") << "repository:a:b,B,10,9,\xc3\xa9,*"_ba
                                     << "repository"_ba
                                     << "a"_ba << List{"*", "10", "9", "B", "b", "\xc3\xa9"};
    QTest::newRow("duplicates stay") << "repository:a:pull,pull"_ba
                                     << "repository"_ba
                                     << "a"_ba << List{"pull", "pull"};
    QTest::newRow("host with port") << "repository:localhost:5000/foo/bar:pull"_ba
                                    << "repository"_ba
                                    << "localhost:5000/foo/bar"_ba << List{"pull"};
    QTest::newRow("digest") << "repository:foo@sha256:abc:pull"_ba
                            << "repository"_ba
                            << "foo@sha256:abc"_ba << List{"pull"};
    QTest::newRow("class") << "repository(plugin):a:pull"_ba
                           << "repository"_ba
                           << "a"_ba << List{"pull"};
    QTest::newRow("class with digits") << "repository(p1):a:pull"_ba
                                       << "repository"_ba
                                       << "a"_ba << List{"pull"};
    QTest::newRow("catalog") << "registry:catalog:*"_ba
                             << "registry"_ba
                             << "catalog"_ba << List{"*"};
    QTest::newRow("digits as type") << "123:a:pull"_ba
                                    << "123"_ba
                                    << "a"_ba << List{"pull"};
    QTest::newRow("no actions") << "repository:a:"_ba
                                << "repository"_ba
                                << "a"_ba << List{""};
    QTest::newRow("empty actions") << "repository:a:,pull,"_ba
                                   << "repository"_ba
                                   << "a"_ba << List{"", "", "pull"};
    QTest::newRow("no name") << "repository::pull"_ba
                             << "repository"_ba
                             << ""_ba << List{"pull"};
    QTest::newRow("only colons behind") << "repository:::"_ba
                                        << "repository"_ba
                                        << ":"_ba << List{""};
    QTest::newRow("control characters in the name") << "repository:a\nb:pull"_ba
                                                    << "repository"_ba
                                                    << "a\nb"_ba << List{"pull"};
    QTest::newRow("NUL in the name") << QByteArray("repository:a\0b:pull", 19) << "repository"_ba
                                     << QByteArray("a\0b", 3) << List{"pull"};
    QTest::newRow("no UTF-8") << "repository:\xff\xfe:pull"_ba
                              << "repository"_ba
                              << "\xff\xfe"_ba << List{"pull"};
    QTest::newRow("spaces are ordinary here") << "repository:a b: pull"_ba
                                              << "repository"_ba
                                              << "a b"_ba << List{" pull"};
}

void ScopeTest::readsScopes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, name);
    QFETCH(QByteArrayList, actions);

    const auto scope = parseScope(text.toStdString());
    QVERIFY2(scope.has_value(), scope ? "" : scope.error().c_str());
    QCOMPARE(QByteArray::fromStdString(scope->type), type);
    QCOMPARE(QByteArray::fromStdString(scope->name), name);
    QByteArrayList found;
    for (const std::string &action : scope->actions)
        found.append(QByteArray::fromStdString(action));
    QCOMPARE(found, actions);
}

void ScopeTest::refusesOthers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message"); // what it begins with

    const QByteArray malformed = "malformed scope request: ";
    const QByteArray invalid = "invalid scope: ";
    QTest::newRow("empty") << ""_ba << malformed + R"("")";
    QTest::newRow("one part") << "repository"_ba << invalid + R"("repository")";
    QTest::newRow("two parts") << "repository:foo"_ba << invalid + R"("repository:foo")";
    QTest::newRow("five parts") << "repository:a:b:c:pull"_ba
                                << invalid + R"("repository:a:b:c:pull")";
    QTest::newRow("many parts") << "repository" + QByteArray(100, ':') << invalid;
    QTest::newRow("no type") << ":foo:pull"_ba << malformed + R"(":foo:pull")";
    QTest::newRow("capitals") << "REPOSITORY:foo:pull"_ba << malformed;
    QTest::newRow("one capital") << "Repository:foo:pull"_ba << malformed;
    QTest::newRow("dash") << "my-type:foo:pull"_ba << malformed;
    QTest::newRow("underscore") << "my_type:foo:pull"_ba << malformed;
    QTest::newRow("space before") << " repository:foo:pull"_ba << malformed;
    QTest::newRow("space behind") << "repository :foo:pull"_ba << malformed;
    QTest::newRow("not ASCII") << "r\xc3\xa9po:foo:pull"_ba << malformed;
    QTest::newRow("class without end") << "repository(plugin:foo:pull"_ba << malformed;
    QTest::newRow("class without begin") << "repositoryplugin):foo:pull"_ba << malformed;
    QTest::newRow("empty class") << "repository():foo:pull"_ba << malformed;
    QTest::newRow("only a class") << "(plugin):foo:pull"_ba << malformed;
    QTest::newRow("capital in the class") << "repository(Plugin):foo:pull"_ba << malformed;
    QTest::newRow("two classes") << "repository(a)(b):foo:pull"_ba << malformed;
    QTest::newRow("text behind the class") << "repository(a)b:foo:pull"_ba << malformed;
    QTest::newRow("only brackets") << "("_ba << malformed;
    QTest::newRow("colon in the class") << "repository(a:b):c"_ba << malformed;
    QTest::newRow("line end") << "repo\nsitory:foo:pull"_ba << malformed + R"("repo\nsitory:foo)";
    QTest::newRow("NUL") << QByteArray("repo\0:foo:pull", 14) << malformed + R"("repo\x00:foo)";
    QTest::newRow("terminal escape") << "\x1b[31m:a:b"_ba << malformed + R"("\x1b[31m:a:b")";
    QTest::newRow("DEL and C1") << "\x7f\xc2\x9b:a:b"_ba << malformed;
    QTest::newRow("control in a short scope")
        << "repository:\r\nx"_ba << invalid + R"("repository:\r\nx")";
    QTest::newRow("no UTF-8") << "\xff:a:b"_ba << malformed + R"("\xff:a:b")";
}

void ScopeTest::refusesOthers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);

    const auto scope = parseScope(text.toStdString());
    QVERIFY(!scope);
    QVERIFY2(QByteArray::fromStdString(scope.error()).startsWith(message), scope.error().c_str());
    QVERIFY2(!text::hasControlCharacter(scope.error()), "the message would break a log line");
    QVERIFY(text::isValidUtf8(scope.error()));
}

void ScopeTest::everyOtherByteIsNoType()
{
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        const bool isAllowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const std::string text = std::string("x") + c + "x:name:pull";
        if (c == ':') // then it is another scope: x, x:name, pull
            continue;
        QVERIFY2(parseScope(text).has_value() == isAllowed, qPrintable(QString::number(byte)));
    }
}

void ScopeTest::longScopesAreCutInMessages()
{
    const auto scope = parseScope("repository:" + std::string(100'000, '\n'));
    QVERIFY(!scope);
    QVERIFY2(scope.error().size() < 1000, "the message repeats what a client sent at length");
}

QTEST_GUILESS_MAIN(ScopeTest)
#include "ScopeTest.moc"
