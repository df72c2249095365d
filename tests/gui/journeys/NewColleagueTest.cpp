// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/ConsoleOnDaemon.h"
#include "tests/gui/support/Hands.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleOnDaemon;
namespace keyboard = test::keyboard;
namespace mouse = test::mouse;

/// A new colleague gets an account with a generated password, and can push at once.
class NewColleagueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        m_console = ConsoleOnDaemon::create();
        QVERIFY(m_console != nullptr);
        QGuiApplication::clipboard()->clear();
    }
    void cleanup() { m_console.reset(); }
    void byKeyboard();
    void byMouse();

private:
    QAction *action(const char *name) const { return m_console->find<QAction>(name); }
    const config::User *newUser() const
    {
        const auto &users = m_console->workspace().content().configuration()->users;
        const auto found = users.find("fatima.hassan");
        return found == users.end() ? nullptr : &found->second;
    }
    QString verdict(const QString &repository, const QString &what) const
    {
        const QAbstractItemModel &model = *m_console->find<QTableView>("permissionTable")->model();
        const int column = test::columnOf(model, what);
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == repository)
                return model.index(row, column).data().toString();
        }
        return u"(not listed)"_s;
    }
    int ask(const QString &password) const
    {
        return m_console->daemon().requestToken(u"fatima.hassan"_s, password,
                                                u"repository:payments/api:pull,push"_s);
    }
    /// The clipboard has it, and nothing else does.
    void checkPassword();
    void checkPermissions();
    void checkReview();
    void checkInForce();

    std::unique_ptr<ConsoleOnDaemon> m_console;
    QString m_password;
};

void NewColleagueTest::checkPassword()
{
    m_password = QGuiApplication::clipboard()->text();
    QVERIFY(m_password.size() >= 16);
    QCOMPARE(m_console->find<QLineEdit>("password")->echoMode(), QLineEdit::Password);
}

void NewColleagueTest::checkPermissions()
{
    QTRY_COMPARE_WITH_TIMEOUT(verdict(u"payments/api"_s, u"push"_s), u"Yes"_s,
                              ConsoleOnDaemon::kLimit);
    QCOMPARE(verdict(u"prod/api"_s, u"push"_s), u"No"_s);
    QCOMPARE(verdict(u"public/alpine"_s, u"pull"_s), u"Yes"_s);
}

void NewColleagueTest::checkReview()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_console->find<QPushButton>("reviewApply") != nullptr &&
                                 m_console->find<QPushButton>("reviewApply")->isEnabled(),
                             ConsoleOnDaemon::kLimit);
    const QString difference = m_console->find<QPlainTextEdit>("reviewDifference")->toPlainText();
    QVERIFY(difference.contains(u"fatima.hassan"_s));
    QVERIFY(difference.contains(u"(password hash)"_s));
    QVERIFY(!difference.contains(QString::fromStdString(*newUser()->passwordHash)));
    QVERIFY(!difference.contains(m_password));
    QCOMPARE(ask(m_password), 401); // not yet
}

void NewColleagueTest::checkInForce()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->workspace().isModified(), ConsoleOnDaemon::kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(ask(m_password), 200, ConsoleOnDaemon::kLimit);
    QCOMPARE(ask(m_password + u'x'), 401);
    QVERIFY(!m_console->daemon().log().contains(m_password));
    QVERIFY(!m_console->daemon().text().contains(m_password.toUtf8()));
    // What was granted is in the log.
    QVERIFY(keyboard::press(u"Ctrl+5"_s));
    const QAbstractItemModel &log = *m_console->find<QTableView>("logTable")->model();
    QTRY_VERIFY_WITH_TIMEOUT(
        log.rowCount() >= 3 &&
            log.index(log.rowCount() - 2, test::columnOf(log, u"Result"_s)).data().toString() ==
                u"Granted"_s,
        ConsoleOnDaemon::kLimit);
}

void NewColleagueTest::byKeyboard()
{
    QVERIFY(keyboard::press(u"Ctrl+2"_s));
    QVERIFY(keyboard::run(action("actionAddUser")));
    QTRY_VERIFY(m_console->find<QWidget>("userDialog") != nullptr);
    QVERIFY(keyboard::type(u"fatima.hassan"_s)); // the focus is in the first field
    QVERIFY(keyboard::tabTo(u"copyPassword"_s));
    QVERIFY(keyboard::press(u"Space"_s));
    checkPassword();
    QVERIFY(keyboard::tabTo(u"addLabel"_s));
    QVERIFY(keyboard::press(u"Space"_s));
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"labelName"_s);
    QVERIFY(keyboard::type(u"team"_s));
    QVERIFY(keyboard::press(u"Escape"_s)); // the suggestions, not the dialog
    QVERIFY(m_console->find<QWidget>("userDialog")->isVisible());
    QVERIFY(keyboard::tabTo(u"labelValues"_s));
    QVERIFY(keyboard::type(u"payments,"_s));
    QVERIFY(keyboard::tabTo(u"userAccept"_s));
    QVERIFY(keyboard::press(u"Return"_s));
    QTRY_VERIFY_WITH_TIMEOUT(newUser() != nullptr, ConsoleOnDaemon::kLimit);
    QCOMPARE(newUser()->labels, (acl::Labels{{"team", {"payments"}}}));
    QTRY_VERIFY(m_console->find<QWidget>("userDialog") == nullptr);

    QVERIFY(keyboard::run(action("actionShowPermissions")));
    checkPermissions();
    QVERIFY(keyboard::run(action("actionApply")));
    checkReview();
    QVERIFY(keyboard::press(u"Return"_s));
    checkInForce();
}

void NewColleagueTest::byMouse()
{
    QVERIFY(mouse::clickText(m_console->find<QAbstractItemView>("pageList"), u"Users"_s));
    QVERIFY(mouse::choose(m_console->window(), action("actionAddUser")));
    QTRY_VERIFY(m_console->find<QWidget>("userDialog") != nullptr);
    QVERIFY(mouse::click(m_console->find<QLineEdit>("userName")));
    QVERIFY(keyboard::type(u"fatima.hassan"_s));
    QVERIFY(mouse::click(m_console->find<QPushButton>("copyPassword")));
    checkPassword();
    auto *dialog = m_console->find<QWidget>("userDialog");
    QVERIFY(mouse::click(dialog->findChild<QPushButton *>(u"addLabel"_s)));
    QTRY_VERIFY(dialog->findChild<QLineEdit *>(u"labelName"_s) != nullptr);
    QTRY_VERIFY(dialog->findChild<QLineEdit *>(u"labelName"_s)->isVisible());
    QVERIFY(keyboard::type(u"team"_s));
    QVERIFY(mouse::click(dialog->findChild<QLineEdit *>(u"chipLine"_s)));
    QVERIFY(keyboard::type(u"payments,"_s));
    QVERIFY(mouse::click(m_console->find<QPushButton>("userAccept")));
    QTRY_VERIFY_WITH_TIMEOUT(newUser() != nullptr, ConsoleOnDaemon::kLimit);
    QCOMPARE(newUser()->labels, (acl::Labels{{"team", {"payments"}}}));
    QTRY_VERIFY(m_console->find<QWidget>("userDialog") == nullptr);

    QVERIFY(mouse::choose(m_console->window(), action("actionShowPermissions")));
    checkPermissions();
    QVERIFY(mouse::choose(m_console->window(), action("actionReview")));
    checkReview();
    QVERIFY(mouse::click(m_console->find<QPushButton>("reviewApply")));
    checkInForce();
}

QTEST_MAIN(NewColleagueTest)
#include "NewColleagueTest.moc"
