// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Dialogs.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

namespace {

/// Runs `action` in the dialog that is about to be shown.
template <typename Action>
void inDialog(Action action)
{
    QTimer::singleShot(0, qApp, [action] {
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        action(*dialog);
        if (dialog->isVisible())
            dialog->reject();
    });
}

} // namespace

/// Questions: what they say, what their keys do, and the seam for tests.
class DialogsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersSetBeforehandAreTakenInOrder();
    void confirmNamesTheVerbAndDefaultsToCancel();
    void confirmListsWhatItConcerns();
    void verbConfirms();
    void unsavedHasThreeAnswers_data();
    void unsavedHasThreeAnswers();
    void passwordIsHidden();
    void textCanBeEditedAndCancelled();
};

void DialogsTest::answersSetBeforehandAreTakenInOrder()
{
    dialogs::setNextConfirm(true);
    dialogs::setNextConfirm(false);
    QVERIFY(dialogs::confirm(nullptr, {}, {}, {}));
    QVERIFY(!dialogs::confirm(nullptr, {}, {}, {}));
    dialogs::setNextUnsavedAnswer(dialogs::UnsavedAnswer::Discard);
    QCOMPARE(dialogs::askUnsaved(nullptr, {}), dialogs::UnsavedAnswer::Discard);
    dialogs::setNextFileName(u"/tmp/a"_s);
    dialogs::setNextFileName(u"/tmp/b"_s);
    dialogs::setNextFileName({});
    QCOMPARE(dialogs::openFileName(nullptr, {}, {}), u"/tmp/a"_s);
    QCOMPARE(dialogs::openFileNames(nullptr, {}, {}), QStringList{u"/tmp/b"_s});
    QCOMPARE(dialogs::saveFileName(nullptr, {}, {}, {}), QString());
    dialogs::setNextText(u"secret"_s);
    dialogs::setNextText(std::nullopt);
    QCOMPARE(dialogs::askPassword(nullptr, {}, {}).value_or(QString()), u"secret"_s);
    QVERIFY(!dialogs::askText(nullptr, {}, {}, {}).has_value());
}

void DialogsTest::confirmNamesTheVerbAndDefaultsToCancel()
{
    inDialog([](QDialog &dialog) {
        QCOMPARE(dialog.windowTitle(), u"Delete Users"_s);
        auto *verb = dialog.findChild<QPushButton *>(u"confirmVerb"_s);
        QVERIFY(verb);
        QCOMPARE(verb->text(), u"Delete 3 Users"_s);
        QVERIFY(!verb->isDefault());
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
    });
    QVERIFY(!dialogs::confirm(nullptr, u"Delete Users"_s, u"They cannot log in any more."_s,
                              u"Delete 3 Users"_s));
}

void DialogsTest::confirmListsWhatItConcerns()
{
    inDialog([](QDialog &dialog) {
        auto *list = dialog.findChild<QListWidget *>(u"confirmDetails"_s);
        QVERIFY(list);
        QCOMPARE(list->count(), 40);
        QVERIFY(list->height() < 400);
    });
    QStringList details;
    for (int i = 0; i < 40; ++i)
        details.append(u"Rule %1"_s.arg(i));
    QVERIFY(!dialogs::confirm(nullptr, u"Delete"_s, u"Rules name them."_s, u"Delete"_s, details));
}

void DialogsTest::verbConfirms()
{
    inDialog([](QDialog &dialog) {
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"confirmVerb"_s), Qt::LeftButton);
    });
    QVERIFY(dialogs::confirm(nullptr, u"Delete"_s, u"Really."_s, u"Delete"_s));
}

void DialogsTest::unsavedHasThreeAnswers_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("answer");
    QTest::newRow("apply") << u"Apply"_s << static_cast<int>(dialogs::UnsavedAnswer::Apply);
    QTest::newRow("discard") << u"Discard"_s << static_cast<int>(dialogs::UnsavedAnswer::Discard);
    QTest::newRow("escape") << QString() << static_cast<int>(dialogs::UnsavedAnswer::Cancel);
}

void DialogsTest::unsavedHasThreeAnswers()
{
    QFETCH(const QString, button);
    QFETCH(const int, answer);
    inDialog([button](QDialog &dialog) {
        if (button.isEmpty())
            QTest::keyClick(&dialog, Qt::Key_Escape);
        for (QPushButton *candidate : dialog.findChildren<QPushButton *>())
            if (candidate->text() == button)
                candidate->click();
    });
    QCOMPARE(static_cast<int>(dialogs::askUnsaved(nullptr, u"3 changes are not applied."_s)),
             answer);
}

void DialogsTest::passwordIsHidden()
{
    inDialog([](QDialog &dialog) {
        auto *line = dialog.findChild<QLineEdit *>(u"askLine"_s);
        QVERIFY(line);
        QCOMPARE(line->echoMode(), QLineEdit::Password);
        QTest::keyClicks(line, u"hunter2"_s);
        QTest::keyClick(line, Qt::Key_Return);
    });
    QCOMPARE(
        dialogs::askPassword(nullptr, u"Import"_s, u"Password of the file:"_s).value_or(QString()),
        u"hunter2"_s);
}

void DialogsTest::textCanBeEditedAndCancelled()
{
    inDialog([](QDialog &dialog) {
        auto *line = dialog.findChild<QLineEdit *>(u"askLine"_s);
        QCOMPARE(line->text(), u"alice"_s);
        QTest::keyClicks(line, u"bob"_s); // the suggestion is selected
        dialog.accept();
    });
    QCOMPARE(dialogs::askText(nullptr, u"Rename"_s, u"New name:"_s, u"alice"_s).value_or(QString()),
             u"bob"_s);
    inDialog([](QDialog &dialog) { QTest::keyClick(&dialog, Qt::Key_Escape); });
    QVERIFY(!dialogs::askText(nullptr, u"Rename"_s, u"New name:"_s, u"alice"_s).has_value());
}

QTEST_MAIN(DialogsTest)
#include "DialogsTest.moc"
