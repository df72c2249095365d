// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UsersPage.h"

#include "gui/client/Session.h"
#include "gui/pages/users/UserTable.h"
#include "gui/widgets/ChipEditor.h"
#include "gui/widgets/SearchField.h"
#include "gui/workspace/Workspace.h"
#include "shared/accounts/PasswordHash.h"
#include "tests/gui/rules/RuleFixture.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;

namespace {

/// The page as the main window has it, on a plain text with alice and bob.
struct Fixture
{
    Fixture()
    {
        workspace.open(
            test::configurationWith("  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n"
                                    "  - match: {account: \"bob\"}\n    actions: [\"push\"]\n"),
            u"w.yml"_s, u"r1"_s);
        page.resize(1200, 800);
        page.show();
        page.activateWindow(); // the keys of the table work where the focus is
        isActive = QTest::qWaitForWindowActive(&page);
        table = page.findChild<UserTable *>(u"userTable"_s);
        table->setFocus();
    }
    QAction *action(const QString &name) const { return page.findChild<QAction *>(name); }
    template <typename T>
    T *find(const QString &name) const
    {
        return page.findChild<T *>(name);
    }
    const config::User *user(const std::string &name) const
    {
        const auto &users = workspace.content().configuration()->users;
        const auto found = users.find(name);
        return found == users.end() ? nullptr : &found->second;
    }
    /// Chooses how the password comes about.
    void choose(int kind) { find<QComboBox>(u"passwordKind"_s)->setCurrentIndex(kind); }

    Workspace workspace;
    Session session{workspace};
    test::RecordingMessages messages;
    test::RecordingNavigator navigator;
    UsersPage page{PageContext{workspace, session, navigator, messages}};
    UserTable *table = nullptr;
    bool isActive = false;
};

} // namespace

class UsersPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandIsExplained();
    void addsUserWithTypedPassword();
    void namesAreCheckedWhileTyping_data();
    void namesAreCheckedWhileTyping();
    void refusesWhatIsNoHash();
    void newPasswordKeepsTheLock();
    void renameTakesTheRulesAlong();
    void deleteListsTheRulesFirst();
    void labelsAreStagedAtOnce();
    void leadsToOtherPages();
    void searchAndShowUser();
    void readOnlySaysWhy();
};

void UsersPageTest::everyCommandIsExplained()
{
    Fixture f;
    std::set<QString> shortcuts;
    for (const QAction *const action : f.page.commands()) {
        if (action == nullptr)
            continue;
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(!action->whatsThis().isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(f.page.actions().contains(action), qPrintable(action->objectName()));
        QVERIFY2(shortcuts.insert(action->shortcut().toString()).second,
                 qPrintable(action->objectName()));
    }
}

void UsersPageTest::addsUserWithTypedPassword()
{
    Fixture f;
    f.page.addUser();
    f.choose(1);
    f.find<QLineEdit>(u"userName"_s)->setText(u"carol"_s);
    f.find<QSpinBox>(u"hashCost"_s)->setValue(4);
    auto *const accept = f.find<QPushButton>(u"userAccept"_s);
    QVERIFY(!accept->isEnabled());
    f.find<QLineEdit>(u"password"_s)->setText(u"tall green boats"_s);
    QVERIFY(!accept->isEnabled()); // not repeated yet
    f.find<QLineEdit>(u"passwordRepeated"_s)->setText(u"tall green boats"_s);
    QVERIFY(accept->isEnabled());
    accept->click();
    QTRY_VERIFY(f.user("carol") != nullptr);
    QVERIFY(accounts::verifyPassword(*f.user("carol")->passwordHash, "tall green boats"));
    QVERIFY(!accounts::verifyPassword(*f.user("carol")->passwordHash, "tall green boat"));
    QCOMPARE(f.workspace.undoStack().count(), 1);
    QCOMPARE(f.table->selectedUsers(), QList<int>{2});
}

void UsersPageTest::namesAreCheckedWhileTyping_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("new") << u"carol"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("taken") << u"alice"_s << false;
    QTest::newRow("colon") << u"a:b"_s << false;
    QTest::newRow("space in front") << u" carol"_s << false;
    QTest::newRow("space behind") << u"carol "_s << false;
    QTest::newRow("other letters") << u"zoë"_s << true;
}

void UsersPageTest::namesAreCheckedWhileTyping()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    Fixture f;
    f.page.addUser();
    f.find<QLineEdit>(u"userName"_s)->setText(name);
    QCOMPARE(f.find<QPushButton>(u"userAccept"_s)->isEnabled(), isGood);
    QCOMPARE(f.find<QLabel>(u"userProblem"_s)->text().isEmpty(), isGood || name.isEmpty());
}

void UsersPageTest::refusesWhatIsNoHash()
{
    Fixture f;
    f.page.addUser();
    f.choose(2);
    f.find<QLineEdit>(u"userName"_s)->setText(u"carol"_s);
    f.find<QLineEdit>(u"passwordHash"_s)->setText(u"hunter2"_s);
    QVERIFY(!f.find<QPushButton>(u"userAccept"_s)->isEnabled());
    QVERIFY(!f.find<QLabel>(u"userProblem"_s)->text().contains(u"hunter2"));
}

void UsersPageTest::newPasswordKeepsTheLock()
{
    Fixture f;
    f.page.showUser(u"alice"_s);
    f.action(u"actionSetPassword"_s)->trigger();
    f.find<QSpinBox>(u"hashCost"_s)->setValue(4);
    const std::string password = f.find<QLineEdit>(u"password"_s)->text().toStdString();
    QVERIFY(password.size() >= 20);
    f.find<QPushButton>(u"userAccept"_s)->click();
    QTRY_VERIFY(f.user("alice")->passwordHash != "!");
    const std::string hash = *f.user("alice")->passwordHash;
    QVERIFY(hash.starts_with('!'));
    QVERIFY(accounts::verifyPassword(hash.substr(1), password));
    QCOMPARE(f.user("alice")->labels.size(), std::size_t(1));
    f.action(u"actionToggleUsers"_s)->trigger();
    QCOMPARE(*f.user("alice")->passwordHash, hash.substr(1));
}

void UsersPageTest::renameTakesTheRulesAlong()
{
    Fixture f;
    QVERIFY(f.isActive);
    f.page.showUser(u"bob"_s);
    QTest::keyClick(f.table, Qt::Key_F2);
    auto *const name = f.find<QLineEdit>(u"newName"_s);
    auto *const accept = f.find<QPushButton>(u"removalAccept"_s);
    QVERIFY(!accept->isEnabled()); // the same name
    name->setText(u"b*"_s);
    QVERIFY(!accept->isEnabled()); // a pattern in rules
    name->setText(u"robert"_s);
    accept->click();
    QVERIFY(f.user("bob") == nullptr);
    QVERIFY(f.user("robert") != nullptr);
    QCOMPARE(test::accountsOf(f.workspace.content().rules()), std::string("alice robert"));
    QCOMPARE(f.workspace.undoStack().count(), 1);
    f.workspace.undoStack().undo();
    QCOMPARE(test::accountsOf(f.workspace.content().rules()), std::string("alice bob"));
}

void UsersPageTest::deleteListsTheRulesFirst()
{
    Fixture f;
    QVERIFY(f.isActive);
    f.page.showUser(u"alice"_s);
    QTest::keyClick(f.table, Qt::Key_Delete);
    QCOMPARE(f.find<QListWidget>(u"affectedRules"_s)->count(), 1);
    auto *const follow = f.find<QCheckBox>(u"rulesFollow"_s);
    QVERIFY(!follow->isChecked());
    follow->setChecked(true);
    f.find<QPushButton>(u"removalAccept"_s)->click();
    QVERIFY(f.user("alice") == nullptr);
    QCOMPARE(test::accountsOf(f.workspace.content().rules()), std::string("bob"));
    QCOMPARE(f.workspace.undoStack().count(), 1);
}

void UsersPageTest::labelsAreStagedAtOnce()
{
    Fixture f;
    f.page.showUser(u"bob"_s);
    f.find<QPushButton>(u"addLabel"_s)->click();
    f.find<QLineEdit>(u"labelName"_s)->setText(u"team"_s);
    auto *const values = f.find<ChipEditor>(u"labelValues"_s);
    auto *const line = values->findChild<QLineEdit *>();
    QVERIFY(line != nullptr);
    QTest::keyClicks(line, u"red"_s);
    QTest::keyClick(line, Qt::Key_Return);
    const acl::Labels wanted{{"team", {"red"}}};
    QTRY_COMPARE(f.user("bob")->labels, wanted);
    f.workspace.undoStack().undo();
    QVERIFY(f.user("bob")->labels.empty());
    QVERIFY(f.find<QLineEdit>(u"labelName"_s) == nullptr ||
            !f.find<QLineEdit>(u"labelName"_s)->isVisible());
}

void UsersPageTest::leadsToOtherPages()
{
    Fixture f;
    f.page.showUser(u"alice"_s);
    f.action(u"actionShowPermissions"_s)->trigger();
    QCOMPARE(f.navigator.permissions, QStringList{u"alice"_s});
    f.action(u"actionShowUserLog"_s)->trigger();
    QCOMPARE(f.navigator.filters.size(), std::size_t(1));
    auto *const rules = f.find<QListWidget>(u"userRules"_s);
    QCOMPARE(rules->count(), 1);
    Q_EMIT rules->itemActivated(rules->item(0));
    QCOMPARE(f.navigator.rules, std::vector<std::size_t>{0});
}

void UsersPageTest::searchAndShowUser()
{
    Fixture f;
    f.page.focusSearch();
    auto *const search = f.find<SearchField>(u"userSearch"_s);
    QTest::keyClicks(search, u"bob"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(f.table->model()->rowCount(), 1);
    f.page.showUser(u"alice"_s);
    QCOMPARE(f.table->selectedUsers(), QList<int>{0});
    f.page.showUser(u"nobody"_s);
    QVERIFY(f.messages.lastText().contains(u"nobody"));
}

void UsersPageTest::readOnlySaysWhy()
{
    Fixture f;
    f.workspace.setReadOnlyReason(u"You may only look."_s);
    f.page.showUser(u"alice"_s);
    for (const QString &name : {u"actionAddUser"_s, u"actionDeleteUsers"_s, u"actionSetPassword"_s,
                                u"actionToggleUsers"_s, u"actionRenameUser"_s}) {
        QVERIFY2(!f.action(name)->isEnabled(), qPrintable(name));
        QCOMPARE(f.action(name)->statusTip(), u"You may only look."_s);
    }
    QVERIFY(f.action(u"actionShowPermissions"_s)->isEnabled());
}

QTEST_MAIN(UsersPageTest)
#include "UsersPageTest.moc"
