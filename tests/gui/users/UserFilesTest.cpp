// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/Session.h"
#include "gui/pages/users/UsersPage.h"
#include "gui/widgets/Dialogs.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/rules/RuleFixture.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::gui;

namespace {

const QByteArray kHash = "$2y$05$LO.vzwpWC5LZGqThvEfznu8qhb5SGqvBSWY1J3yZ4AxtMRZ3kN5jC";

struct Fixture
{
    Fixture()
    {
        workspace.open(test::configurationWith("  - match: {account: \"alice\"}\n"
                                               "    actions: [\"pull\"]\n"),
                       u"w.yml"_s, u"r1"_s);
        page.resize(1200, 800);
        page.show();
    }
    QAction *action(const char *name) const
    {
        return page.findChild<QAction *>(QLatin1StringView(name));
    }
    template <typename T>
    T *find(const char *name) const
    {
        return page.findChild<T *>(QLatin1StringView(name));
    }
    QString file(const QString &name, const QByteArray &text) const
    {
        QFile made(folder.filePath(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(text) != text.size())
            return {};
        return made.fileName();
    }
    QByteArray content(const QString &name) const
    {
        QFile read(folder.filePath(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    void importFile(const QString &name, const QByteArray &text)
    {
        dialogs::setNextFileName(file(name, text));
        action("actionImportUsers")->trigger();
    }
    QStringList preview() const
    {
        QStringList lines;
        const auto *list = find<QTreeWidget>("importPreview");
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            lines << list->topLevelItem(row)->text(0) + u' ' + list->topLevelItem(row)->text(1);
        return lines;
    }
    const std::map<std::string, config::User> &users() const
    {
        return workspace.content().configuration()->users;
    }

    QTemporaryDir folder;
    Workspace workspace;
    Session session{workspace};
    test::RecordingMessages messages;
    test::RecordingNavigator navigator;
    UsersPage page{PageContext{workspace, session, navigator, messages}};
};

} // namespace

/// Users from files and into files.
class UserFilesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void previewComesBeforeTheImport();
    void cancellingChangesNothing();
    void anotherFormatCanBeChosen();
    void brokenFilesSayWhere();
    void missingFilesSayWhy();
    void nothingToImport();
    void exportsWithoutHashes();
    void exportsWithHashesAfterAWarning();
    void htpasswdNeedsHashes();
    void readOnlyImportsNothing();
};

void UserFilesTest::previewComesBeforeTheImport()
{
    Fixture f;
    f.importFile(u"team.csv"_s, "name,password_hash,group\nzoe," + kHash +
                                    ",dev ops\nalice,,dev\nmallory,secret,\n");
    auto *dialog = f.find<QDialog>("userImportDialog");
    QVERIFY(dialog != nullptr && dialog->isVisible());
    // What is rejected comes first.
    QCOMPARE(f.preview(), (QStringList{u"Rejected mallory"_s, u"New zoe"_s, u"Unchanged alice"_s}));
    QVERIFY(f.find<QLabel>("importSummary")
                ->text()
                .startsWith(u"1 new, 0 changed, 1 unchanged, "
                            "1 rejected."_s));
    QVERIFY(!f.users().contains("zoe")); // not before it is accepted
    f.find<QPushButton>("importAccept")->click();
    QVERIFY(f.users().contains("zoe"));
    QCOMPARE(f.users().at("zoe").labels, (acl::Labels{{"group", {"dev", "ops"}}}));
    QVERIFY(!f.users().contains("mallory"));
    QCOMPARE(f.workspace.undoStack().count(), 1);
    f.workspace.undoStack().undo();
    QVERIFY(!f.users().contains("zoe"));
}

void UserFilesTest::cancellingChangesNothing()
{
    Fixture f;
    f.importFile(u"htpasswd"_s, "zoe:" + kHash + '\n');
    f.find<QDialog>("userImportDialog")->reject();
    QVERIFY(!f.workspace.isModified());
    // No file chosen.
    dialogs::setNextFileName({});
    f.action("actionImportUsers")->trigger();
    QTRY_VERIFY(f.find<QDialog>("userImportDialog") == nullptr);
}

void UserFilesTest::anotherFormatCanBeChosen()
{
    Fixture f;
    f.importFile(u"users.txt"_s, "zoe:" + kHash + '\n');
    auto *format = f.find<QComboBox>("importFormat");
    QCOMPARE(format->currentIndex(), 2); // guessed
    QCOMPARE(f.preview(), QStringList{u"New zoe"_s});
    format->setCurrentIndex(1);
    QVERIFY(f.find<QLabel>("importProblem")->text().contains(u"JSON"_s));
    QVERIFY(!f.find<QPushButton>("importAccept")->isEnabled());
    format->setCurrentIndex(2);
    QVERIFY(f.find<QLabel>("importProblem")->isHidden());
    QVERIFY(f.find<QPushButton>("importAccept")->isEnabled());
}

void UserFilesTest::brokenFilesSayWhere()
{
    Fixture f;
    f.importFile(u"broken.csv"_s, "name,group\nzoe,\"dev\n");
    QVERIFY2(f.find<QLabel>("importProblem")->text().startsWith(u"Line 2: "_s),
             qPrintable(f.find<QLabel>("importProblem")->text()));
    QVERIFY(!f.find<QPushButton>("importAccept")->isEnabled());
}

void UserFilesTest::missingFilesSayWhy()
{
    Fixture f;
    dialogs::setNextFileName(f.folder.filePath(u"none.csv"_s));
    f.action("actionImportUsers")->trigger();
    QVERIFY(f.find<QDialog>("userImportDialog") == nullptr);
    QCOMPARE(f.messages.messages.back().kind, MessageKind::Error);
    QVERIFY(f.messages.messages.back().text.contains(u"none.csv"_s));
}

void UserFilesTest::nothingToImport()
{
    Fixture f;
    f.importFile(u"same.json"_s, "{\"alice\": {}}");
    QCOMPARE(f.preview(), QStringList{u"Unchanged alice"_s});
    QVERIFY(!f.find<QPushButton>("importAccept")->isEnabled());
}

void UserFilesTest::exportsWithoutHashes()
{
    Fixture f;
    dialogs::setNextFileName(f.folder.filePath(u"out.csv"_s));
    f.action("actionExportUsers")->trigger();
    QVERIFY(f.content(u"out.csv"_s).startsWith("name,"));
    QVERIFY(!f.content(u"out.csv"_s).contains("$2"));
    dialogs::setNextFileName(f.folder.filePath(u"out.json"_s));
    f.action("actionExportUsers")->trigger();
    QVERIFY(f.content(u"out.json"_s).startsWith("{"));
    QVERIFY(!f.content(u"out.json"_s).contains("$2"));
}

void UserFilesTest::exportsWithHashesAfterAWarning()
{
    Fixture f;
    f.importFile(u"htpasswd"_s, "zoe:" + kHash + '\n');
    f.find<QPushButton>("importAccept")->click();
    const QString name = f.folder.filePath(u"out.htpasswd"_s);
    dialogs::setNextConfirm(false);
    f.action("actionExportUserHashes")->trigger();
    QVERIFY(!QFile::exists(name));
    dialogs::setNextConfirm(true);
    dialogs::setNextFileName(name);
    f.action("actionExportUserHashes")->trigger();
    QVERIFY(f.content(u"out.htpasswd"_s).contains("zoe:" + kHash));
    QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void UserFilesTest::htpasswdNeedsHashes()
{
    Fixture f;
    const QString name = f.folder.filePath(u"out.htpasswd"_s);
    dialogs::setNextFileName(name);
    f.action("actionExportUsers")->trigger();
    QVERIFY(!QFile::exists(name));
    QCOMPARE(f.messages.messages.back().kind, MessageKind::Error);
}

void UserFilesTest::readOnlyImportsNothing()
{
    Fixture f;
    f.workspace.setReadOnlyReason(u"Because."_s);
    QVERIFY(!f.action("actionImportUsers")->isEnabled());
    QVERIFY(f.action("actionImportUsers")->toolTip().contains(u"Because."_s));
    QVERIFY(f.action("actionExportUsers")->isEnabled());
}

QTEST_MAIN(UserFilesTest)
#include "UserFilesTest.moc"
