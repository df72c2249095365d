// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/Session.h"
#include "gui/workspace/Workspace.h"
#include "shared/config/ConfigurationFile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using gui::ConnectionSpec;
using gui::Session;
using gui::Workspace;
using ApplyResult = Session::ApplyResult;
using Kind = ApplyResult::Kind;
using State = Session::State;

namespace {

const QByteArray kText = "# kept\nserver:\n  addr: \":5001\"\ntoken:\n  issuer: \"Wharfgate\"\n"
                         "  expiration: 900\n  certificate: \"/x.crt\"\n  key: \"/x.key\"\n"
                         "users:\n  \"alice\": {}\nacl:\n  - match: {account: \"alice\"}\n"
                         "    actions: [\"pull\"]\n";

QByteArray withIssuer(const QByteArray &issuer)
{
    return QByteArray(kText).replace("Wharfgate", issuer);
}

struct Fixture
{
    QTemporaryDir directory;
    Workspace workspace;
    Session session{workspace};

    Fixture() { write(kText); }
    QString path() const { return directory.filePath(u"wharfgate.yml"_s); }
    void write(const QByteArray &text) const
    {
        QSaveFile file(path()); // by a rename, as editors do
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0 || !file.commit())
            qFatal("The file cannot be written.");
    }
    QByteArray read(const QString &name = u"wharfgate.yml"_s) const
    {
        QFile file(directory.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void open(const QString &name = {})
    {
        ConnectionSpec spec;
        spec.kind = ConnectionSpec::Kind::File;
        spec.path = name.isEmpty() ? path() : name;
        session.open(spec);
    }
    bool edit(const QByteArray &issuer)
    {
        return workspace.perform(u"Edit"_s, {config::ReplaceText{withIssuer(issuer).toStdString()}})
            .has_value();
    }
    QByteArray text() const { return QByteArray::fromStdString(workspace.content().text()); }
    ApplyResult apply(const std::optional<QString> &overwrite = {})
    {
        std::optional<ApplyResult> result;
        const auto done = [&](const ApplyResult &value) { result = value; };
        if (overwrite)
            session.overwrite(*overwrite, {}, &session, done);
        else
            session.apply({}, &session, done);
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 20'000))
            qFatal("The apply is not answered.");
        return *result;
    }
};

} // namespace

class FileSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens();
    void saysWhyItCannotBeOpened_data();
    void saysWhyItCannotBeOpened();
    void opensAFileWithErrors();
    void savesWithABackup();
    void followsTheFile();
    void saysWhenTheFileChangedUnderEdits();
    void conflicts();
    void theFileIsGone();
    void ownWritingMovesNothing();
    void followsASwappedLink();
    void isReadOnlyWithItsReason();
    void reloads();
    void closingStopsWatching();
};

void FileSessionTest::opens()
{
    Fixture f;
    f.open();
    QCOMPARE(f.session.state(), State::File);
    QVERIFY(!f.session.hasDaemon());
    QVERIFY(!f.session.isLive());
    QVERIFY(f.session.canChange());
    QVERIFY(f.session.stateText().contains(u"wharfgate.yml"_s));
    QCOMPARE(f.text(), kText);
    QCOMPARE(f.workspace.baseRevision().toStdString(), config::revisionOf(kText.toStdString()));
}

void FileSessionTest::saysWhyItCannotBeOpened_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("absent") << u"/nowhere/wharfgate.yml"_s;
    QTest::newRow("folder") << u"/tmp"_s;
    QTest::newRow("device") << u"/dev/null"_s;
}

void FileSessionTest::saysWhyItCannotBeOpened()
{
    QFETCH(QString, name);
    Fixture f;
    f.open(name);
    QCOMPARE(f.session.state(), State::Closed);
    QVERIFY2(f.session.stateText().contains(name), qPrintable(f.session.stateText()));
    QVERIFY(!f.workspace.isOpen());
    QVERIFY(!f.session.canChange());
    QCOMPARE(f.apply().kind, Kind::Failed);
}

void FileSessionTest::opensAFileWithErrors()
{
    Fixture f;
    f.write("server: [\n");
    f.open();
    QCOMPARE(f.session.state(), State::File);
    QVERIFY(f.workspace.content().hasErrors());
    QVERIFY(f.edit("Mended"));
    QCOMPARE(f.apply().kind, Kind::Applied);
}

void FileSessionTest::savesWithABackup()
{
    Fixture f;
    f.open();
    QVERIFY(f.edit("Ours"));
    const ApplyResult result = f.apply();
    QCOMPARE(result.kind, Kind::Applied);
    QCOMPARE(f.read(), withIssuer("Ours"));
    QCOMPARE(f.read(u"wharfgate.yml.bak"_s), kText);
    QVERIFY(!f.workspace.isModified());
    QVERIFY(f.workspace.undoStack().canUndo());
    QCOMPARE(f.workspace.baseRevision().toStdString(),
             config::revisionOf(withIssuer("Ours").toStdString()));
}

void FileSessionTest::followsTheFile()
{
    Fixture f;
    f.open();
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    for (const QByteArray issuer : {"One", "Two", "Three"}) { // each replaces the file
        f.write(withIssuer(issuer));
        QTRY_COMPARE(f.text(), withIssuer(issuer));
    }
    QFile file(f.path()); // written in place
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(withIssuer("Four"));
    file.close();
    QTRY_COMPARE(f.text(), withIssuer("Four"));
    QCOMPARE(moved.count(), 0);
    QVERIFY(!f.workspace.isModified());
}

void FileSessionTest::saysWhenTheFileChangedUnderEdits()
{
    Fixture f;
    f.open();
    QVERIFY(f.edit("Ours"));
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    f.write(withIssuer("Theirs"));
    QTRY_COMPARE(moved.count(), 1);
    QCOMPARE(f.text(), withIssuer("Ours"));
    QCOMPARE(f.workspace.base().text(), withIssuer("Theirs").toStdString());
}

void FileSessionTest::conflicts()
{
    Fixture f;
    f.open();
    QVERIFY(f.edit("Ours"));
    f.write(withIssuer("Theirs")); // not noticed yet
    const ApplyResult result = f.apply();
    QCOMPARE(result.kind, Kind::Conflict);
    QCOMPARE(result.theirText, withIssuer("Theirs").toStdString());
    QCOMPARE(f.read(), withIssuer("Theirs"));
    QCOMPARE(f.apply(result.theirRevision).kind, Kind::Applied);
    QCOMPARE(f.read(), withIssuer("Ours"));
    QCOMPARE(f.read(u"wharfgate.yml.bak"_s), withIssuer("Theirs"));
}

void FileSessionTest::theFileIsGone()
{
    Fixture f;
    f.open();
    QVERIFY(f.edit("Ours"));
    QVERIFY(QFile::remove(f.path()));
    QTRY_VERIFY(f.session.stateText().contains(u"gone"_s));
    QCOMPARE(f.session.state(), State::File);
    const ApplyResult result = f.apply();
    QCOMPARE(result.kind, Kind::Conflict);
    QVERIFY(result.theirText.empty());
    QCOMPARE(f.apply(result.theirRevision).kind, Kind::Applied);
    QCOMPARE(f.read(), withIssuer("Ours"));
    QVERIFY(!f.session.stateText().contains(u"gone"_s));
}

void FileSessionTest::ownWritingMovesNothing()
{
    Fixture f;
    f.open();
    QSignalSpy moved(&f.session, &Session::baseMovedOn);
    QVERIFY(f.edit("Ours"));
    QCOMPARE(f.apply().kind, Kind::Applied);
    QVERIFY(f.edit("Next"));
    f.write(withIssuer("Theirs")); // seen after our own writing was
    QTRY_COMPARE(moved.count(), 1);
    QCOMPARE(f.text(), withIssuer("Next"));
    QCOMPARE(f.workspace.base().text(), withIssuer("Theirs").toStdString());
}

/// As Kubernetes mounts configuration.
void FileSessionTest::followsASwappedLink()
{
    Fixture f;
    const auto make = [&](const QString &folder, const QByteArray &issuer) {
        QVERIFY(QDir(f.directory.path()).mkdir(folder));
        QFile file(f.directory.filePath(folder + u"/w.yml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(withIssuer(issuer));
    };
    make(u"one"_s, "One");
    make(u"two"_s, "Two");
    const QString link = f.directory.filePath(u"data"_s);
    QVERIFY(QFile::link(f.directory.filePath(u"one"_s), link));
    QVERIFY(QFile::link(u"data/w.yml"_s, f.directory.filePath(u"linked.yml"_s)));
    f.open(f.directory.filePath(u"linked.yml"_s));
    QCOMPARE(f.text(), withIssuer("One"));
    const QString next = f.directory.filePath(u"next"_s);
    QVERIFY(QFile::link(f.directory.filePath(u"two"_s), next));
    QCOMPARE(::rename(QFile::encodeName(next).constData(), QFile::encodeName(link).constData()), 0);
    QTRY_COMPARE(f.text(), withIssuer("Two"));
}

void FileSessionTest::isReadOnlyWithItsReason()
{
    Fixture f;
    constexpr uid_t kNobody = 65534;
    const bool isRoot = ::geteuid() == 0; // who may write everything
    if (isRoot)
        QCOMPARE(::chmod(QFile::encodeName(f.directory.path()).constData(), 0755), 0);
    else
        QVERIFY(QFile::setPermissions(f.directory.path(), QFile::ReadOwner | QFile::ExeOwner));
    QFile::setPermissions(f.path(), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
    QVERIFY(!isRoot || ::seteuid(kNobody) == 0);
    f.open();
    const bool canChange = f.session.canChange();
    const QString reason = f.workspace.readOnlyReason();
    const bool edited = f.edit("Ours");
    QVERIFY(!isRoot || ::seteuid(0) == 0);
    QFile::setPermissions(f.directory.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(f.session.state(), State::File);
    QVERIFY(!canChange);
    QVERIFY(!edited);
    QVERIFY2(reason.contains(u"cannot be written"_s), qPrintable(reason));
    QCOMPARE(f.text(), kText);
}

void FileSessionTest::reloads()
{
    Fixture f;
    f.open();
    f.write(withIssuer("Theirs"));
    f.session.reloadBase();
    QCOMPARE(f.text(), withIssuer("Theirs"));
}

void FileSessionTest::closingStopsWatching()
{
    Fixture f;
    f.open();
    f.session.close();
    QCOMPARE(f.session.state(), State::Closed);
    QSignalSpy changed(&f.workspace, &Workspace::contentChanged);
    Workspace other;
    Session watching(other);
    ConnectionSpec spec;
    spec.kind = ConnectionSpec::Kind::File;
    spec.path = f.path();
    watching.open(spec);
    f.write(withIssuer("Theirs"));
    QTRY_COMPARE(other.content().text(), withIssuer("Theirs").toStdString());
    QCOMPARE(changed.count(), 0);
    QVERIFY(!f.workspace.isOpen());
}

QTEST_GUILESS_MAIN(FileSessionTest)
#include "FileSessionTest.moc"
