// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ProgramEnvironment.h"
#include "tests/unit/authn/RunProgram.h"
#include "tests/unit/authn/Script.h"

#include <QTest>

using namespace wharfgate;
using namespace wharfgate::authn;
using namespace wharfgate::tests;
using namespace Qt::StringLiterals;

namespace {

QProcessEnvironment daemonVariables()
{
    QProcessEnvironment daemon;
    for (const QString &name :
         {u"PATH"_s, u"HOME"_s, u"LANG"_s, u"LC_ALL"_s, u"TZ"_s, u"CICD_SECRET"_s, u"OTHER"_s,
          u"NOTIFY_SOCKET"_s, u"LISTEN_FDS"_s, u"LISTEN_PID"_s, u"LISTEN_FDNAMES"_s,
          u"WATCHDOG_PID"_s, u"WATCHDOG_USEC"_s, u"CREDENTIALS_DIRECTORY"_s})
        daemon.insert(name, u"daemon's "_s + name);
    return daemon;
}

QStringList sortedKeys(const QProcessEnvironment &environment)
{
    QStringList keys = environment.keys();
    keys.sort();
    return keys;
}

} // namespace

class ProgramEnvironmentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesWhatIsConfigured_data();
    void passesWhatIsConfigured();
    void prefersConfiguredValues();
    void describesTheRequest();
    void reachesTheProgram();
};

void ProgramEnvironmentTest::passesWhatIsConfigured_data()
{
    QTest::addColumn<QStringList>("set");
    QTest::addColumn<QStringList>("passed");
    QTest::addColumn<QStringList>("expected");
    const QStringList basic{u"HOME"_s, u"LANG"_s, u"LC_ALL"_s, u"PATH"_s, u"TZ"_s};
    QTest::newRow("neither: as docker_auth")
        << QStringList{} << QStringList{}
        << QStringList{u"CICD_SECRET"_s, u"HOME"_s, u"LANG"_s, u"LC_ALL"_s,
                       u"OTHER"_s,       u"PATH"_s, u"TZ"_s};
    QTest::newRow("environment") << QStringList{u"A"_s} << QStringList{}
                                 << QStringList{u"A"_s} + basic;
    QTest::newRow("pass_environment")
        << QStringList{} << QStringList{u"CICD_SECRET"_s} << QStringList{u"CICD_SECRET"_s} + basic;
    QTest::newRow("both") << QStringList{u"A"_s} << QStringList{u"CICD_SECRET"_s}
                          << QStringList{u"A"_s, u"CICD_SECRET"_s} + basic;
    QTest::newRow("not there") << QStringList{} << QStringList{u"MISSING"_s} << basic;
    QTest::newRow("asked for by name") << QStringList{} << QStringList{u"CREDENTIALS_DIRECTORY"_s}
                                       << QStringList{u"CREDENTIALS_DIRECTORY"_s} + basic;
}

void ProgramEnvironmentTest::passesWhatIsConfigured()
{
    QFETCH(QStringList, set);
    QFETCH(QStringList, passed);
    QFETCH(QStringList, expected);
    config::ExternalProgram program;
    for (const QString &name : std::as_const(set))
        program.environment[name.toStdString()] = "configured";
    for (const QString &name : std::as_const(passed))
        program.passEnvironment.push_back(name.toStdString());
    QCOMPARE(sortedKeys(programEnvironment(program, daemonVariables())), expected);
}

void ProgramEnvironmentTest::prefersConfiguredValues()
{
    config::ExternalProgram program;
    program.environment = {{"PATH", "/opt/bin"}, {"EMPTY", ""}};
    program.passEnvironment = {"OTHER"};
    const QProcessEnvironment result = programEnvironment(program, daemonVariables());
    QCOMPARE(result.value(u"PATH"_s), u"/opt/bin"_s);
    QCOMPARE(result.value(u"OTHER"_s), u"daemon's OTHER"_s);
    QVERIFY(result.contains(u"EMPTY"_s));
}

void ProgramEnvironmentTest::describesTheRequest()
{
    QProcessEnvironment environment;
    environment.insert(u"WHARFGATE_ACCOUNT"_s, u"root"_s); // somebody's idea of a default
    ProgramCall call;
    call.account = "jürgen";
    call.service = "Docker registry";
    call.clientAddress = "2001:db8::1";
    addRequest(environment, call);
    QCOMPARE(environment.value(u"WHARFGATE_ACCOUNT"_s), u"jürgen"_s);
    QCOMPARE(environment.value(u"WHARFGATE_SERVICE"_s), u"Docker registry"_s);
    QCOMPARE(environment.value(u"WHARFGATE_CLIENT_IP"_s), u"2001:db8::1"_s);
}

void ProgramEnvironmentTest::reachesTheProgram()
{
    qputenv("CICD_SECRET", "from the daemon");
    qputenv("NOTIFY_SOCKET", "/run/systemd/notify");
    const Script script("printf '%s|' \"$CICD_SECRET\" \"$GIVEN\" \"${NOTIFY_SOCKET-unset}\" "
                        "\"$WHARFGATE_ACCOUNT\" \"$WHARFGATE_SERVICE\" \"$WHARFGATE_CLIENT_IP\"");
    config::ExternalProgram program = script.program();
    const auto output = [&program] {
        ProgramCall call = callWith("");
        call.account = "jürgen";
        call.service = "Docker registry";
        call.clientAddress = "10.0.0.1";
        return runOnce(ProgramRunner(program), std::move(call)).output;
    };
    QCOMPARE(output(), std::string("from the daemon||unset|jürgen|Docker registry|10.0.0.1|"));
    program.environment = {{"GIVEN", "$(id) \"'"}};
    QCOMPARE(output(), std::string("|$(id) \"'|unset|jürgen|Docker registry|10.0.0.1|"));
    program.passEnvironment = {"CICD_SECRET"};
    QCOMPARE(output(),
             std::string("from the daemon|$(id) \"'|unset|jürgen|Docker registry|10.0.0.1|"));
}

QTEST_GUILESS_MAIN(ProgramEnvironmentTest)
#include "ProgramEnvironmentTest.moc"
