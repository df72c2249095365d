// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationFile.h"
#include "tests/unit/control/ConsoleFixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;
using wharfgate::test::ConsoleFixture;
using wharfgate::test::ControlClient;

namespace {

QString revisionOf(const QByteArray &text)
{
    return QString::fromStdString(wharfgate::config::revisionOf(text.toStdString()));
}

QJsonObject applyParams(const QByteArray &text, const QByteArray &base)
{
    return {{u"text"_s, QString::fromUtf8(text)}, {u"baseRevision"_s, revisionOf(base)}};
}

} // namespace

/// configuration.get, configuration.validate and configuration.apply of a running daemon.
class ConfigurationMethodsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ConsoleFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void showsTheFile();
    void keepsEveryByteOfTheFile();
    void showsTheFileOnDiskAndWhatIsInForce();
    void hidesSecretsFromViewers();
    void saysWhyTheFileIsNotWritable();
    void validates();
    void takesWrongParametersForErrors_data();
    void takesWrongParametersForErrors();
    void applies();
    void tellsOtherClients();
    void reloadsOnce();
    void refusesAConflict();
    void refusesErrors();
    void takesBackWhatCannotBeLoaded();
    void takesBackATakenAddress();
    void refusesAFileThatCannotBeWritten();
    void saysWhatNeedsARestart();
    void logsWhoChangedWhat();
    void takesOverChangedRights();

private:
    ControlClient greeted() { return m_fixture->greeted(); }
    static ErrorCode codeOf(const Reply &reply) { return ConsoleFixture::codeOf(reply); }

    std::unique_ptr<ConsoleFixture> m_fixture;
};

void ConfigurationMethodsTest::showsTheFile()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    const Reply reply = client.call(u"configuration.get"_s);
    QVERIFY(reply);
    QCOMPARE(reply->value("text"_L1), QString::fromUtf8(m_fixture->text()));
    QCOMPARE(reply->value("revision"_L1), revisionOf(m_fixture->text()));
    QCOMPARE(reply->value("inForce"_L1), revisionOf(m_fixture->text()));
    QCOMPARE(reply->value("file"_L1), m_fixture->daemon.configurationFile());
    QCOMPARE(reply->value("writable"_L1), true);
    QCOMPARE(reply->value("reason"_L1), QString());
    QCOMPARE(reply->value("redacted"_L1), false);
}

void ConfigurationMethodsTest::keepsEveryByteOfTheFile()
{
    QByteArray text = "\xEF\xBB\xBF# \xC3\xA4\t\xF0\x9F\x90\xB3\n" + m_fixture->text();
    text.replace("\n", "\r\n").chop(2);
    m_fixture->start(text);
    ControlClient client = greeted();
    const QString shown = client.call(u"configuration.get"_s)->value("text"_L1).toString();
    QCOMPARE(shown.toUtf8(), text);
    const Reply applied = client.call(u"configuration.apply"_s,
                                      {{u"text"_s, shown}, {u"baseRevision"_s, revisionOf(text)}});
    QVERIFY(applied);
    QCOMPARE(m_fixture->fileText(), text);
}

void ConfigurationMethodsTest::showsTheFileOnDiskAndWhatIsInForce()
{
    m_fixture->start(m_fixture->text());
    m_fixture->daemon.writeConfiguration("broken: [\n");
    ControlClient client = greeted();
    const Reply reply = client.call(u"configuration.get"_s);
    QCOMPARE(reply->value("text"_L1), u"broken: [\n"_s);
    QCOMPARE(reply->value("revision"_L1), revisionOf("broken: [\n"));
    QCOMPARE(reply->value("inForce"_L1), revisionOf(m_fixture->text()));
    const Reply status = client.call(u"status"_s);
    QCOMPARE(status->value("onDisk"_L1)["differs"_L1], true);
    QCOMPARE(status->value("onDisk"_L1)["revision"_L1], revisionOf("broken: [\n"));
    QVERIFY(QFile::remove(m_fixture->daemon.configurationFile()));
    QCOMPARE(codeOf(client.call(u"configuration.get"_s)), ErrorCode::Io);
}

void ConfigurationMethodsTest::hidesSecretsFromViewers()
{
    // Nobody is an administrator, and the user of the test may look.
    const QByteArray rights =
        "control: {admins: [], viewers: [\"" + QByteArray::number(::geteuid()) + "\"]}\n";
    m_fixture->start(m_fixture->text("[pull]", rights));
    ControlClient client = greeted();
    const Reply reply = client.call(u"configuration.get"_s);
    QVERIFY(reply);
    QVERIFY(!client.lastLine().contains("2y$04"));
    const QString text = reply->value("text"_L1).toString();
    QVERIFY(text.contains("alice: {password: \"*\", labels: {team: [blue]}} # a comment"_L1));
    QCOMPARE(reply->value("redacted"_L1), true);
    QCOMPARE(reply->value("writable"_L1), false);
    QVERIFY(!reply->value("reason"_L1).toString().isEmpty());
    QCOMPARE(reply->value("revision"_L1), revisionOf(m_fixture->fileText()));
    for (const QString &method :
         {u"configuration.apply"_s, u"service.reload"_s, u"service.stop"_s, u"program.try"_s,
          u"counters.resetRules"_s, u"certificates.rotate"_s})
        QCOMPARE(codeOf(client.call(method)), ErrorCode::NotAuthorized);
    QCOMPARE(codeOf(client.call(u"log.level"_s, {{u"level"_s, u"debug"_s}})),
             ErrorCode::NotAuthorized);
    QVERIFY(client.call(u"log.level"_s));
    QVERIFY(client.call(u"configuration.validate"_s, {{u"text"_s, QString(200'000, u'#')}}));
}

void ConfigurationMethodsTest::saysWhyTheFileIsNotWritable()
{
    m_fixture->start(m_fixture->text());
    QVERIFY(QFile::remove(m_fixture->daemon.configurationFile()));
    QVERIFY(QDir(m_fixture->daemon.folder()).mkdir(u"auth.yml"_s));
    ControlClient client = greeted();
    QCOMPARE(codeOf(client.call(u"configuration.get"_s)), ErrorCode::Io);
    QCOMPARE(codeOf(client.call(u"configuration.apply"_s,
                                applyParams(m_fixture->text(), m_fixture->text()))),
             ErrorCode::Io);
}

void ConfigurationMethodsTest::validates()
{
    m_fixture->start(m_fixture->text());
    ControlClient client = greeted();
    const auto problems = [&](const QByteArray &text) {
        return client.call(u"configuration.validate"_s, {{u"text"_s, QString::fromUtf8(text)}})
            ->value("problems"_L1)
            .toArray();
    };
    const auto has = [&](const QByteArray &text, QLatin1StringView code,
                         QLatin1StringView severity) {
        for (const QJsonValue problem : problems(text)) {
            if (problem["code"_L1] == code && problem["severity"_L1] == severity)
                return problem["line"_L1].toInt() > 0 &&
                       !problem["message"_L1].toString().isEmpty();
        }
        return false;
    };
    QVERIFY(has(m_fixture->text("[pull]", "adr: 1\n"), "unknown-key"_L1, "warning"_L1));
    QVERIFY(has(m_fixture->text("[pull]", "log: {level: loud}\n"), "bad-choice"_L1, "error"_L1));
    QVERIFY(has(m_fixture->text("[pull]", "ext_auth: {command: /nowhere/at/all}\n"),
                "missing-program"_L1, "error"_L1)); // only the daemon's machine knows
    QVERIFY(has("a: [\n", "bad-yaml"_L1, "error"_L1));
    QCOMPARE(m_fixture->fileText(), m_fixture->text());
}

void ConfigurationMethodsTest::takesWrongParametersForErrors_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<QString>("parameter");
    const QJsonObject none;
    QTest::newRow("validate without a text") << u"configuration.validate"_s << none << u"text"_s;
    QTest::newRow("validate with a number")
        << u"configuration.validate"_s << QJsonObject{{u"text"_s, 1}} << u"text"_s;
    QTest::newRow("apply without a text")
        << u"configuration.apply"_s << QJsonObject{{u"baseRevision"_s, u"x"_s}} << u"text"_s;
    QTest::newRow("apply without a revision")
        << u"configuration.apply"_s << QJsonObject{{u"text"_s, u"x"_s}} << u"baseRevision"_s;
    QTest::newRow("apply with a list as comment") << u"configuration.apply"_s
                                                  << QJsonObject{{u"text"_s, u"x"_s},
                                                                 {u"baseRevision"_s, u"x"_s},
                                                                 {u"comment"_s, QJsonArray()}}
                                                  << u"comment"_s;
}

void ConfigurationMethodsTest::takesWrongParametersForErrors()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QFETCH(QString, parameter);
    m_fixture->start(m_fixture->text());
    const Reply reply = greeted().call(method, params);
    QCOMPARE(codeOf(reply), ErrorCode::InvalidParams);
    QCOMPARE(reply.error().data, (QJsonObject{{u"parameter"_s, parameter}}));
}

void ConfigurationMethodsTest::applies()
{
    const QByteArray before = m_fixture->text("[pull]");
    const QByteArray after = m_fixture->text("[pull, push]");
    m_fixture->start(before);
    ControlClient client = greeted();
    const Reply reply = client.call(u"configuration.apply"_s, applyParams(after, before));
    QVERIFY2(reply.has_value(), qPrintable(reply ? QString() : reply.error().message));
    QCOMPARE(reply->value("revision"_L1), revisionOf(after));
    QVERIFY(reply->value("problems"_L1).isArray());
    QCOMPARE(m_fixture->fileText(), after);
    QFile backup(m_fixture->daemon.configurationFile() + u".bak"_s);
    QVERIFY(backup.open(QIODevice::ReadOnly));
    QCOMPARE(backup.readAll(), before);
    const Reply status = client.call(u"status"_s);
    QCOMPARE(status->value("revision"_L1), revisionOf(after));
    QCOMPARE(status->value("lastReload"_L1)["ok"_L1], true);
    QCOMPARE(status->value("lastReload"_L1)["reason"_L1], u"configuration.apply"_s);
    QCOMPARE(status->value("onDisk"_L1)["differs"_L1], false);
}

void ConfigurationMethodsTest::tellsOtherClients()
{
    const QByteArray before = m_fixture->text("[pull]");
    const QByteArray after = m_fixture->text("[push]");
    m_fixture->start(before);
    ControlClient other = greeted();
    ControlClient client = greeted();
    QVERIFY(client.call(u"configuration.apply"_s, applyParams(after, before)));
    for (ControlClient *each : {&other, &client}) {
        const auto told = each->notification(u"configurationChanged"_s);
        QVERIFY(told);
        QCOMPARE(told->value("revision"_L1), revisionOf(after));
        QCOMPARE(told->value("previous"_L1), revisionOf(before));
        QCOMPARE(told->value("by"_L1)["uid"_L1].toInteger(), qint64{::geteuid()});
        QCOMPARE(told->value("reason"_L1), u"configuration.apply"_s);
    }
    // A change by an editor is nobody's.
    m_fixture->daemon.writeConfiguration(before);
    const auto told = other.notification(u"configurationChanged"_s);
    QVERIFY(told);
    QVERIFY(told->value("by"_L1).isNull());
    QCOMPARE(told->value("revision"_L1), revisionOf(before));
    m_fixture->daemon.writeConfiguration("broken: [\n");
    const auto failed = other.notification(u"reloadFailed"_s);
    QVERIFY(failed);
    QVERIFY(!failed->value("error"_L1).toString().isEmpty());
    QVERIFY(!failed->value("problems"_L1).toArray().isEmpty());
}

void ConfigurationMethodsTest::reloadsOnce()
{
    const QByteArray before = m_fixture->text("[pull]");
    const QByteArray after = m_fixture->text("[push]");
    m_fixture->start(before);
    ControlClient client = greeted();
    QVERIFY(client.call(u"configuration.apply"_s, applyParams(after, before)));
    QVERIFY(client.notification(u"configurationChanged"_s));
    QTest::qWait(1500); // the watch looks some time after a change
    QVERIFY(client.call(u"ping"_s));
    QVERIFY(client.messages().empty());
    QCOMPARE(m_fixture->daemon.log().count("service.reloaded"), 1);
}

void ConfigurationMethodsTest::refusesAConflict()
{
    const QByteArray base = m_fixture->text("[pull]");
    const QByteArray theirs = m_fixture->text("[push]");
    m_fixture->start(base);
    ControlClient first = greeted();
    ControlClient second = greeted();
    QVERIFY(first.call(u"configuration.apply"_s, applyParams(theirs, base)));
    const Reply reply =
        second.call(u"configuration.apply"_s, applyParams(m_fixture->text("[delete]"), base));
    QCOMPARE(codeOf(reply), ErrorCode::Conflict);
    QCOMPARE(reply.error().data["revision"_L1], revisionOf(theirs));
    QCOMPARE(reply.error().data["text"_L1], QString::fromUtf8(theirs));
    QCOMPARE(m_fixture->fileText(), theirs);
}

void ConfigurationMethodsTest::refusesErrors()
{
    const QByteArray before = m_fixture->text();
    m_fixture->start(before);
    ControlClient client = greeted();
    for (const QByteArray &text :
         {m_fixture->text("[pull]", "log: {level: loud}\n"), "a: ["_ba, ""_ba,
          m_fixture->text("[pull]", "ext_auth: {command: /nowhere/at/all}\n")}) {
        const Reply reply = client.call(u"configuration.apply"_s, applyParams(text, before));
        QCOMPARE(codeOf(reply), ErrorCode::InvalidConfiguration);
        QVERIFY(!reply.error().data["problems"_L1].toArray().isEmpty());
    }
    QCOMPARE(m_fixture->fileText(), before);
    QVERIFY(!QFile::exists(m_fixture->daemon.configurationFile() + u".bak"_s));
    QVERIFY(client.messages().empty());
}

void ConfigurationMethodsTest::takesBackWhatCannotBeLoaded()
{
    const QByteArray before = m_fixture->text();
    m_fixture->start(before);
    ControlClient client = greeted();
    // Both files are there and readable, but do not belong together.
    QByteArray after = before;
    after.replace("ssl/token.key", "ssl/server.key");
    const Reply reply = client.call(u"configuration.apply"_s, applyParams(after, before));
    QCOMPARE(codeOf(reply), ErrorCode::Refused);
    QVERIFY(reply.error().message.contains("as it was before"_L1));
    QCOMPARE(m_fixture->fileText(), before);
    const Reply status = client.call(u"status"_s);
    QCOMPARE(status->value("revision"_L1), revisionOf(before));
    QCOMPARE(status->value("lastReload"_L1)["ok"_L1], false);
    QVERIFY(client.notification(u"reloadFailed"_s));
    QTest::qWait(1500);
    QVERIFY(client.call(u"ping"_s));
    QVERIFY(client.messages().empty()); // putting it back is no change
    QFile backup(m_fixture->daemon.configurationFile() + u".bak"_s);
    QVERIFY(backup.open(QIODevice::ReadOnly));
    QCOMPARE(backup.readAll(), before);
}

void ConfigurationMethodsTest::takesBackATakenAddress()
{
    const QByteArray before = m_fixture->text();
    m_fixture->start(before);
    ConsoleFixture other;
    other.start(other.text());
    QByteArray after = before;
    after.replace("127.0.0.1:0", "127.0.0.1:" + QByteArray::number(other.daemon.port()));
    ControlClient client = greeted();
    const Reply reply = client.call(u"configuration.apply"_s, applyParams(after, before));
    QCOMPARE(codeOf(reply), ErrorCode::Refused);
    QVERIFY(reply.error().message.contains("in use"_L1));
    QCOMPARE(m_fixture->fileText(), before);
    QVERIFY(m_fixture->daemon.get("/auth?service=s").status == 200);
}

void ConfigurationMethodsTest::refusesAFileThatCannotBeWritten()
{
    const QByteArray before = m_fixture->text();
    m_fixture->start(before);
    ControlClient client = greeted();
    const int other =
        ::open(m_fixture->daemon.configurationFile().toUtf8().constData(), O_RDONLY | O_CLOEXEC);
    QCOMPARE(::flock(other, LOCK_EX), 0);
    const QJsonObject params = applyParams(m_fixture->text("[push]"), before);
    QCOMPARE(codeOf(client.call(u"configuration.apply"_s, params)), ErrorCode::Busy);
    ::close(other);
    QVERIFY(client.call(u"configuration.apply"_s, params));
}

void ConfigurationMethodsTest::saysWhatNeedsARestart()
{
    QByteArray before = m_fixture->text();
    QByteArray after = before;
    after.replace("127.0.0.1:0\"", "127.0.0.1:0\", threads: 3");
    m_fixture->start(before);
    ControlClient client = greeted();
    const QJsonArray expected{u"server.threads"_s};
    const Reply checked =
        client.call(u"configuration.validate"_s, {{u"text"_s, QString::fromUtf8(after)}});
    QCOMPARE(checked->value("restartNeeded"_L1), expected);
    QCOMPARE(client.call(u"configuration.apply"_s, applyParams(after, before))
                 ->value("restartNeeded"_L1),
             expected);
    QCOMPARE(client.call(u"status"_s)->value("restartNeeded"_L1), expected);
    QVERIFY(client.call(u"configuration.apply"_s, applyParams(before, after)));
    QCOMPARE(client.call(u"status"_s)->value("restartNeeded"_L1), QJsonArray());
}

void ConfigurationMethodsTest::logsWhoChangedWhat()
{
    const QByteArray before = m_fixture->text("[pull]");
    const QByteArray after = m_fixture->text("[push]");
    m_fixture->start(before);
    ControlClient client = greeted();
    QJsonObject params = applyParams(after, before);
    params[u"comment"_s] = u"for bob\n2026-01-01T00:00:00Z error forged.record: x"_s;
    QVERIFY(client.call(u"configuration.apply"_s, params));
    const QByteArray log = m_fixture->daemon.log();
    QVERIFY2(log.contains("control.configuration-applied"), log.constData());
    QVERIFY(log.contains("uid=" + QByteArray::number(::geteuid())));
    QVERIFY(log.contains("before=" + revisionOf(before).toUtf8()));
    QVERIFY(log.contains("after=" + revisionOf(after).toUtf8()));
    QVERIFY(log.contains("changed_lines=1 "));
    QVERIFY(log.contains("for bob\\n2026"));
    QVERIFY(!log.contains("2y$04"));
}

void ConfigurationMethodsTest::takesOverChangedRights()
{
    const QByteArray before = m_fixture->text();
    m_fixture->start(before);
    ControlClient client = greeted();
    const QByteArray after =
        before + "control: {admins: [], viewers: [\"" + QByteArray::number(::geteuid()) + "\"]}\n";
    QVERIFY(client.call(u"configuration.apply"_s, applyParams(after, before)));
    QCOMPARE(client.notification(u"bye"_s)->value("reason"_L1), u"not-authorized"_s);
    QVERIFY(client.waitForEnd());
    ControlClient again(m_fixture->daemon.controlSocket());
    QCOMPARE(again.call(u"hello"_s, {{u"protocol"_s, u"1.0"_s}})->value("role"_L1), u"viewer"_s);
}

int main(int argc, char **argv)
{
    ::signal(SIGPIPE, SIG_IGN); // as the program does
    QCoreApplication application(argc, argv);
    ConfigurationMethodsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ConfigurationMethodsTest.moc"
