// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/CommandLine.h"
#include "daemon/cli/ExitCode.h"
#include "tests/unit/control/ConsoleFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <set>
#include <sstream>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::ConsoleFixture;

namespace {

/// One run of wharfgated, on a thread of its own for the daemon lives in this one.
struct Run
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    Run(const std::vector<std::string> &words, const std::string &input = {})
    {
        std::istringstream in(input);
        std::ostringstream outStream;
        std::ostringstream errStream;
        std::atomic<bool> isDone = false;
        std::thread thread([&] {
            code = cli::runCommandLine(words, {in, outStream, errStream});
            isDone = true;
        });
        if (!QTest::qWaitFor([&] { return isDone.load(); }, 20'000))
            qFatal("the command does not end");
        thread.join();
        out = QByteArray::fromStdString(outStream.str());
        err = QByteArray::fromStdString(errStream.str());
    }
    QJsonObject result() const { return QJsonDocument::fromJson(out).object(); }
};

} // namespace

/// wharfgated ctl.
class CtlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ConsoleFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void printsResults();
    void findsTheSocketByTheConfiguration();
    void readsParametersFromStandardInput();
    void followsEvents();
    void fails_data();
    void fails();
    void showsProblems();
    void saysWhereItLooked();
    void saysWhatIsNotAllowed();
    void endsWithTheDaemon();
    void listsEveryMethod();

private:
    std::string socket() const { return m_fixture->daemon.controlSocket().toStdString(); }
    Run ctl(std::vector<std::string> words, const std::string &input = {}) const
    {
        words.insert(words.begin(), {"ctl", "--socket", socket()});
        return {words, input};
    }

    std::unique_ptr<ConsoleFixture> m_fixture;
};

void CtlTest::printsResults()
{
    m_fixture->start(m_fixture->text());
    Run run = ctl({"status"});
    QCOMPARE(run.code, int(cli::Success));
    QCOMPARE(run.result()["issuer"_L1], u"Test"_s);
    QVERIFY(run.out.count('\n') > 20); // for people
    QCOMPARE(run.err, QByteArray());
    run = ctl({"hello"});
    QCOMPARE(run.result()["protocol"_L1], u"1.0"_s);
    run = ctl({"explain", R"({"request":{"account":"alice","name":"blue/x","actions":["pull"]}})"});
    QCOMPARE(run.result()["decision"_L1]["rule"_L1], 1);
}

void CtlTest::findsTheSocketByTheConfiguration()
{
    const std::string path = m_fixture->daemon.folder().toStdString() + "/other.sock";
    m_fixture->start(
        m_fixture->text("[pull]", "control: {socket: " + QByteArray::fromStdString(path) + "}\n"));
    const std::string file = m_fixture->daemon.configurationFile().toStdString();
    QCOMPARE(Run({"ctl", "--config", file, "ping"}).code, int(cli::Success));
    m_fixture->daemon.writeConfiguration(m_fixture->text("[pull]", "control: {socket: none}\n"));
    const Run none({"ctl", "--config", file, "ping"});
    QCOMPARE(none.code, int(cli::InvalidConfiguration));
    QVERIFY(none.err.contains("none"));
    m_fixture->daemon.writeConfiguration("a: [\n");
    QCOMPARE(Run({"ctl", "--config", file, "ping"}).code, int(cli::InvalidConfiguration));
}

void CtlTest::readsParametersFromStandardInput()
{
    m_fixture->start(m_fixture->text());
    const Run run = ctl({"log.level", "-"}, R"({"level":"debug"})");
    QCOMPARE(run.result(), (QJsonObject{{u"level"_s, u"debug"_s}}));
}

void CtlTest::followsEvents()
{
    m_fixture->start(m_fixture->text());
    QTimer::singleShot(500, [this] {
        m_fixture->daemon.get("/auth?service=s&scope=repository:x:pull");
        QTimer::singleShot(1000, [this] { m_fixture->daemon.console().stop(); });
    });
    const Run run = ctl({"events.subscribe"});
    QCOMPARE(run.code, int(cli::Unavailable));
    const QByteArray line = run.out.mid(run.out.indexOf("\n{") + 1).split('\n').value(0);
    const QJsonObject notification = QJsonDocument::fromJson(line).object();
    QCOMPARE(notification["method"_L1], u"events"_s);
    QCOMPARE(notification["params"_L1]["items"_L1].toArray().size(), 1);
    QVERIFY(run.err.contains("stopped"));
}

void CtlTest::fails_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no method") << QStringList() << int(cli::Usage) << "argument is missing"_ba;
    QTest::newRow("unknown method")
        << QStringList{u"stats"_s} << int(cli::Usage) << "no such method"_ba;
    QTest::newRow("no JSON") << QStringList{u"explain"_s, u"{"_s} << int(cli::Usage)
                             << "no JSON"_ba;
    QTest::newRow("a list") << QStringList{u"explain"_s, u"[]"_s} << int(cli::Usage)
                            << "must be a JSON object"_ba;
    QTest::newRow("wrong parameter")
        << QStringList{u"explain"_s, u"{}"_s} << int(cli::Usage) << "request must be an object"_ba;
    QTest::newRow("too many words")
        << QStringList{u"ping"_s, u"{}"_s, u"x"_s} << int(cli::Usage) << "unexpected argument"_ba;
    QTest::newRow("refused") << QStringList{u"program.try"_s, uR"({"program":"ext_auth"})"_s}
                             << int(cli::Findings) << "no section ext_auth"_ba;
}

void CtlTest::fails()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QByteArray, message);
    m_fixture->start(m_fixture->text());
    std::vector<std::string> list;
    for (const QString &word : words)
        list.push_back(word.toStdString());
    const Run run = ctl(list);
    QCOMPARE(run.code, code);
    QVERIFY2(run.err.contains(message), run.err.constData());
    QCOMPARE(run.out, QByteArray());
}

void CtlTest::showsProblems()
{
    m_fixture->start(m_fixture->text());
    m_fixture->daemon.writeConfiguration(m_fixture->text("[pull]", "log: {level: loud}\n"));
    const Run run = ctl({"service.reload"});
    QCOMPARE(run.code, int(cli::InvalidConfiguration));
    QVERIFY2(run.err.contains("  line 12: error: log.level: "), run.err.constData());
}

void CtlTest::saysWhereItLooked()
{
    const Run run = ctl({"ping"});
    QCOMPARE(run.code, int(cli::Unavailable));
    QVERIFY(run.err.contains(QByteArray::fromStdString(socket())));
    QVERIFY(run.err.contains("--socket"));
}

void CtlTest::saysWhatIsNotAllowed()
{
    m_fixture->start(m_fixture->text("[pull]", "control: {admins: [], viewers: [\"" +
                                                   QByteArray::number(::geteuid()) + "\"]}\n"));
    const Run viewer = ctl({"service.reload"});
    QCOMPARE(viewer.code, int(cli::NotPermitted));
    QVERIFY(viewer.err.contains("control.admins"));
    m_fixture->daemon.writeConfiguration(m_fixture->text("[pull]", "control: {admins: []}\n"));
    m_fixture->daemon.daemon().reload("test");
    const Run stranger = ctl({"status"});
    QCOMPARE(stranger.code, int(cli::NotPermitted));
    QVERIFY(stranger.err.contains("may not use the console"));
}

void CtlTest::endsWithTheDaemon()
{
    m_fixture->start(m_fixture->text());
    const Run run = ctl({"service.stop"});
    QCOMPARE(run.code, int(cli::Success));
    QVERIFY(m_fixture->daemon.isStopAsked());
}

void CtlTest::listsEveryMethod()
{
    m_fixture->start(m_fixture->text());
    const Run run({"ctl", "--help"});
    QCOMPARE(run.code, int(cli::Success));
    const QByteArrayList words = run.out.simplified().split(' ');
    for (const QString &name : m_fixture->daemon.console().server().methods().names())
        QVERIFY2(words.contains(name.toUtf8()), qPrintable(name));
    QVERIFY(words.contains("hello"));
}

QTEST_GUILESS_MAIN(CtlTest)
#include "CtlTest.moc"
