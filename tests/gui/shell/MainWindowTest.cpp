// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Dialogs.h"
#include "tests/gui/support/ConsoleOnDaemon.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleOnDaemon;

/// The window as a whole on a real daemon.
class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_console.reset(); }
    void everyCommandIsExplained();
    void shortcutsDoNotCollide();
    void pagesByKeyboard();
    void conflictIsMerged();
    void conflictIsReloaded();
    void survivesARestart();
    void tellsACrash();
    void closingAsksAboutChanges();
    void textStagesOneStep();
    void opensAPlainFile();

private:
    bool lock(const char *user)
    {
        return m_console->workspace()
            .perform(u"Lock User"_s, {config::LockUsers{{user}, true}})
            .has_value();
    }
    QString banner() { return m_console->find<QLabel>("connectionBannerText")->text(); }

    std::unique_ptr<ConsoleOnDaemon> m_console;
};

namespace {

void collect(const QList<QAction *> &actions, QList<QAction *> &out)
{
    for (QAction *action : actions) {
        if (action->menu() != nullptr)
            collect(action->menu()->actions(), out);
        else if (!action->isSeparator())
            out.append(action);
    }
}

} // namespace

void MainWindowTest::init()
{
    QStandardPaths::setTestModeEnabled(true);
    m_console = ConsoleOnDaemon::create();
    QVERIFY(m_console != nullptr);
}

void MainWindowTest::everyCommandIsExplained()
{
    QList<QAction *> actions;
    collect(m_console->window().menuBar()->actions(), actions);
    QVERIFY(actions.size() > 60);
    for (const QAction *action : std::as_const(actions)) {
        const QByteArray name = action->text().toUtf8();
        QVERIFY2(!action->objectName().isEmpty(), name.constData());
        QVERIFY2(!action->statusTip().isEmpty(), name.constData());
        QVERIFY2(!action->whatsThis().isEmpty(), name.constData());
    }
}

void MainWindowTest::shortcutsDoNotCollide()
{
    QList<QAction *> actions;
    collect(m_console->window().menuBar()->actions(), actions);
    QHash<QString, QString> taken; // of the whole window
    for (const QAction *action : std::as_const(actions)) {
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        const QList<QKeySequence> shortcuts = action->shortcuts();
        for (const QKeySequence &key : shortcuts) {
            const QString text = key.toString();
            QVERIFY2(!taken.contains(text),
                     qPrintable(text + u": "_s + taken.value(text) + u", "_s + action->text()));
            taken.insert(text, action->text());
        }
    }
    for (const QAction *action : std::as_const(actions)) {
        if (action->shortcutContext() == Qt::WindowShortcut)
            continue;
        const QList<QKeySequence> shortcuts = action->shortcuts();
        for (const QKeySequence &key : shortcuts)
            QVERIFY2(!taken.contains(key.toString()),
                     qPrintable(key.toString() + u": "_s + action->text()));
    }
}

void MainWindowTest::pagesByKeyboard()
{
    auto *list = m_console->find<QListWidget>("pageList");
    for (int page = 0; page < 6; ++page) {
        QTest::keySequence(&m_console->window(), QKeySequence(u"Ctrl+%1"_s.arg(page + 1)));
        QCOMPARE(list->currentRow(), page);
        QVERIFY(!m_console->find<QLabel>("headline")->text().isEmpty());
        QVERIFY(!m_console->find<QLabel>("purpose")->text().isEmpty());
        // The page's own shortcuts work at once.
        const QWidget *shown = m_console->find<QStackedWidget>("pages")->currentWidget();
        QVERIFY(shown->isAncestorOf(QApplication::focusWidget()));
    }
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->item(1)).center());
    QTest::keySequence(QApplication::focusWidget(), QKeySequence(u"Ctrl+N"_s));
    QTRY_VERIFY(m_console->find<QWidget>("userDialog") != nullptr);
    // Choosing with the arrows goes on choosing.
    m_console->find<QDialog>("userDialog")->reject();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY(list->hasFocus());
    QCOMPARE(list->currentRow(), 2);
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(m_console->find<QStackedWidget>("pages")->currentWidget()->isAncestorOf(
        QApplication::focusWidget()));
}

void MainWindowTest::conflictIsMerged()
{
    QVERIFY(lock("scanner"));
    QVERIFY(m_console->daemon().replace("expiration: 900", "expiration: 600"));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->workspace().hasConflict(), ConsoleOnDaemon::kLimit);
    QVERIFY(m_console->press("actionReview"));
    auto *merge = m_console->find<QPushButton>("conflictMerge");
    QVERIFY(merge != nullptr && merge->isEnabled());
    QTest::mouseClick(merge, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->find<QWidget>("reviewDialog") != nullptr,
                             ConsoleOnDaemon::kLimit);
    auto *apply = m_console->find<QPushButton>("reviewApply");
    QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled(), ConsoleOnDaemon::kLimit);
    QTest::keyClick(apply, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->workspace().isModified(), ConsoleOnDaemon::kLimit);
    const QByteArray text = m_console->daemon().text();
    QVERIFY(text.contains("expiration: 600"));
    QCOMPARE(text.count("\"!$2y$"), 2);
}

void MainWindowTest::conflictIsReloaded()
{
    QVERIFY(lock("scanner"));
    QVERIFY(m_console->daemon().replace("expiration: 900", "expiration: 600"));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->workspace().hasConflict(), ConsoleOnDaemon::kLimit);
    QVERIFY(m_console->press("actionReview"));
    QTest::mouseClick(m_console->find<QPushButton>("conflictReload"), Qt::LeftButton);
    QTRY_VERIFY(!m_console->workspace().isModified());
    QCOMPARE(m_console->workspace().content().text(), m_console->daemon().text().toStdString());
    // Mine is not lost: undo brings it back.
    QVERIFY(m_console->press("actionUndo"));
    QVERIFY(m_console->workspace().content().text().find("expiration: 900") != std::string::npos);
}

void MainWindowTest::survivesARestart()
{
    QVERIFY(lock("scanner"));
    QVERIFY(m_console->daemon().stop());
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->session().isLive(), ConsoleOnDaemon::kLimit);
    QTRY_VERIFY(m_console->find<QWidget>("connectionBanner")->isVisible());
    QVERIFY(!banner().isEmpty());
    QVERIFY(m_console->workspace().isModified());
    QVERIFY(m_console->daemon().start());
    auto *retry = m_console->find<QToolButton>("retryNow");
    if (retry->isVisible())
        QTest::mouseClick(retry, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->session().isLive(), ConsoleOnDaemon::kLimit);
    QTRY_VERIFY(!m_console->find<QWidget>("connectionBanner")->isVisible());
    QVERIFY(m_console->workspace().isModified());
}

void MainWindowTest::tellsACrash()
{
    m_console->daemon().kill();
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->session().isLive(), ConsoleOnDaemon::kLimit);
    QTRY_VERIFY(m_console->find<QWidget>("connectionBanner")->isVisible());
    QVERIFY(!m_console->session().stateText().isEmpty());
    QVERIFY(m_console->workspace().content().configuration() != nullptr); // stale, not cleared
}

void MainWindowTest::closingAsksAboutChanges()
{
    QVERIFY(lock("scanner"));
    gui::dialogs::setNextUnsavedAnswer(gui::dialogs::UnsavedAnswer::Cancel);
    QVERIFY(!m_console->window().close());
    QVERIFY(m_console->window().isVisible());
    gui::dialogs::setNextUnsavedAnswer(gui::dialogs::UnsavedAnswer::Discard);
    QVERIFY(m_console->window().close());
}

void MainWindowTest::textStagesOneStep()
{
    QVERIFY(m_console->press("actionEditText"));
    auto *edit = m_console->find<QPlainTextEdit>("configurationText");
    QVERIFY(edit != nullptr);
    QString text = edit->toPlainText();
    text.replace(u"expiration: 900"_s, u"expiration: 600"_s);
    edit->setPlainText(text);
    auto *stage = m_console->find<QPushButton>("stageText");
    QTRY_VERIFY(stage->isEnabled());
    QTest::mouseClick(stage, Qt::LeftButton);
    QCOMPARE(m_console->workspace().pendingChanges(), 1);
    QCOMPARE(m_console->workspace().content().configuration()->token.expiration.count(), 600);
    // What has errors cannot be staged.
    edit->setPlainText(u"server: ["_s);
    QTRY_VERIFY(!stage->isEnabled());
    QVERIFY(!m_console->find<QLabel>("textState")->text().isEmpty());
}

void MainWindowTest::opensAPlainFile()
{
    const QString file = m_console->daemon().configurationFile();
    QVERIFY(m_console->daemon().stop());
    m_console->window().openFile(file);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->session().state() == gui::Session::State::File,
                             ConsoleOnDaemon::kLimit);
    QVERIFY(lock("scanner"));
    QVERIFY(m_console->press("actionApply"));
    auto *apply = m_console->find<QPushButton>("reviewApply");
    QVERIFY(apply != nullptr);
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->workspace().isModified(), ConsoleOnDaemon::kLimit);
    QCOMPARE(m_console->daemon().text().count("\"!$2y$"), 2);
    QVERIFY(QFile::exists(file + u".bak"_s));
}

QTEST_MAIN(MainWindowTest)
#include "MainWindowTest.moc"
