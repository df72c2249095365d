// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/UserModel.h"
#include "gui/models/UserFacts.h"
#include "gui/models/UserFilterModel.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/rules/RuleFixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;

namespace {

/// alice and bob are locked; these are added.
std::string someUsers()
{
    return test::configurationWith("  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n"
                                   "  - match: {labels: {group: \"d*\"}}\n    actions: [\"push\"]\n"
                                   "  - match: {account: \"b*\"}\n    actions: []\n");
}

std::string manyUsers(int count)
{
    std::string text =
        "server: {addr: \":5001\"}\n"
        "token: {issuer: \"W\", expiration: 900, certificate: \"/x.crt\", key: \"/x.key\"}\n"
        "acl: []\nusers:\n";
    for (int i = 0; i < count; ++i)
        text += "  \"user" + std::to_string(i) + "\": {password: \"!\", labels: {group: [g" +
                std::to_string(i % 10) + "]}}\n";
    return text;
}

config::User userWith(const char *hash)
{
    config::User user;
    if (hash != nullptr)
        user.passwordHash = hash;
    return user;
}

} // namespace

class UserModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsEditsRowByRow();
    void neverShowsAHash();
    void search_data();
    void search();
    void unknownPropertyIsReported();
    void findsTheRulesAboutAUser();
    void weakness_data();
    void weakness();
    void sightings();
    void filtersManyUsersAtOnce();
};

void UserModelTest::followsEditsRowByRow()
{
    Workspace workspace;
    workspace.open(someUsers(), u"w.yml"_s, u"r"_s);
    UserModel model(workspace);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    QCOMPARE(model.rowCount(), 2);
    config::PutUser edit;
    edit.name = "anna";
    edit.user.passwordHash = "!";
    QVERIFY(model.perform(u"Add"_s, {edit}));
    QCOMPARE(model.rowOf("anna"), 1);
    QCOMPARE(inserts.count(), 1);
    workspace.undoStack().undo();
    QCOMPARE(removals.count(), 1);
    QCOMPARE(model.rowOf("anna"), -1);
    QCOMPARE(resets.count(), 0);
}

void UserModelTest::neverShowsAHash()
{
    const std::string hash = "$2y$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
    Workspace workspace;
    workspace.open(test::configurationWith(test::numberedRules(1)), u"w.yml"_s, u"r"_s);
    UserModel model(workspace);
    config::PutUser edit;
    edit.name = "carol";
    edit.user.passwordHash = hash;
    QVERIFY(model.perform(u"Add"_s, {edit}));
    const int row = model.rowOf("carol");
    QVERIFY(row >= 0);
    for (int column = 0; column < model.columnCount(); ++column) {
        for (int role = 0; role < Qt::UserRole + 200; ++role) {
            const QString text = model.index(row, column).data(role).toString();
            QVERIFY2(!text.contains(u"abcdefghij"), qPrintable(text));
        }
    }
}

void UserModelTest::search_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    QTest::newRow("nothing") << u""_s << u"alice bob"_s;
    QTest::newRow("part of a name") << u"LIC"_s << u"alice"_s;
    QTest::newRow("value of a label") << u"dev"_s << u"alice"_s;
    QTest::newRow("name only") << u"name:dev"_s << u""_s;
    QTest::newRow("label") << u"label:group"_s << u"alice"_s;
    QTest::newRow("label and value") << u"label:group=dev"_s << u"alice"_s;
    QTest::newRow("another value") << u"label:group=de"_s << u""_s;
    QTest::newRow("opposite") << u"-label:group"_s << u"bob"_s;
    QTest::newRow("locked") << u"is:locked"_s << u"alice bob"_s;
    QTest::newRow("enabled") << u"is:enabled"_s << u""_s;
    QTest::newRow("all must hold") << u"is:locked name:bob"_s << u"bob"_s;
    QTest::newRow("being typed") << u"name:"_s << u"alice bob"_s;
}

void UserModelTest::search()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    Workspace workspace;
    workspace.open(someUsers(), u"w.yml"_s, u"r"_s);
    UserModel model(workspace);
    UserFilterModel shown(model);
    QAbstractItemModelTester tester(&shown, QAbstractItemModelTester::FailureReportingMode::QtTest);
    shown.setQuery(UserQuery::parse(text));
    QStringList names;
    for (int row = 0; row < shown.rowCount(); ++row)
        names << shown.index(row, UserModel::Name).data().toString();
    QCOMPARE(names.join(u' '), found);
}

void UserModelTest::unknownPropertyIsReported()
{
    const UserQuery query = UserQuery::parse(u"is:purple bob"_s);
    QCOMPARE(query.unknown, QStringList{u"purple"_s});
    QCOMPARE(query.terms.size(), std::size_t(1));
}

void UserModelTest::findsTheRulesAboutAUser()
{
    const auto content = config::ConfigurationText::read(someUsers(), "w.yml");
    QVERIFY(content.configuration() != nullptr);
    const auto alice = users::rulesAbout(content, "alice");
    QCOMPARE(alice.size(), std::size_t(2));
    QCOMPARE(alice[0].why, users::RuleConcern::Why::Named);
    QCOMPARE(alice[1].why, users::RuleConcern::Why::Labels);
    const auto bob = users::rulesAbout(content, "bob");
    QCOMPARE(bob.size(), std::size_t(1));
    QCOMPARE(bob[0].row, std::size_t(2));
    QCOMPARE(bob[0].why, users::RuleConcern::Why::Pattern);
    QCOMPARE(users::rulesNaming(content, "alice"), std::vector<std::size_t>{0});
    QVERIFY(users::rulesNaming(content, "bob").empty());
}

void UserModelTest::weakness_data()
{
    QTest::addColumn<QByteArray>("hash");
    QTest::addColumn<bool>("isWeak");
    const QByteArray digest = "abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
    QTest::newRow("default cost") << QByteArray("$2y$10$" + digest) << false;
    QTest::newRow("low cost") << QByteArray("$2y$05$" + digest) << true;
    QTest::newRow("no known scheme") << QByteArray("secret") << true;
    QTest::newRow("locked") << QByteArray("!") << false;
    QTest::newRow("locked, low cost") << QByteArray("!$2y$05$" + digest) << false;
}

void UserModelTest::weakness()
{
    QFETCH(QByteArray, hash);
    QFETCH(bool, isWeak);
    QCOMPARE(users::isWeak(userWith(hash.constData())), isWeak);
    QVERIFY(users::isWeak(userWith(nullptr)));
}

void UserModelTest::sightings()
{
    Workspace workspace;
    workspace.open(someUsers(), u"w.yml"_s, u"r"_s);
    UserModel model(workspace);
    QCOMPARE(model.index(0, UserModel::LastSuccess).data().toString(), QString());
    const QJsonObject alice{{u"lastSuccess"_s, u"2026-01-02T03:04:05Z"_s},
                            {u"lastFailure"_s, QJsonValue()},
                            {u"lastAddress"_s, u"10.0.0.1"_s}};
    model.setSightings(
        AccountSightings::fromJson({{u"accounts"_s, QJsonObject{{u"alice"_s, alice}}},
                                    {u"since"_s, u"2026-01-01T00:00:00Z"_s}}),
        false);
    QVERIFY(model.seen(0) != nullptr);
    QVERIFY(model.index(0, UserModel::LastSuccess).data().toString() != u"–"_s);
    QCOMPARE(model.index(0, UserModel::LastFailure).data().toString(), u"–"_s);
    QCOMPARE(model.index(1, UserModel::LastSuccess).data().toString(), u"–"_s);
    model.setSightings(std::nullopt, false);
    QVERIFY(model.seen(0) == nullptr);
}

void UserModelTest::filtersManyUsersAtOnce()
{
    Workspace workspace;
    workspace.open(manyUsers(10'000), u"w.yml"_s, u"r"_s);
    UserModel model(workspace);
    UserFilterModel shown(model);
    shown.sort(UserModel::Name);
    shown.setQuery(UserQuery::parse(u"label:group=g7 name:user1"_s));
    QCOMPARE(shown.rowCount(), 111);
}

QTEST_MAIN(UserModelTest)
#include "UserModelTest.moc"
