// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ProgramRunner.h"
#include "tests/unit/authn/RunProgram.h"
#include "tests/unit/authn/Script.h"

#include <QElapsedTimer>
#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace wharfgate;
using namespace wharfgate::authn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace wharfgate::tests;
using Status = ProgramResult::Status;

class ProgramRunnerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesInputAndTakesOutput();
    void reportsExitCodes_data();
    void reportsExitCodes();
    void reportsSignals();
    void explainsWhatCannotStart_data();
    void explainsWhatCannotStart();
    void killsWhatTakesTooLong();
    void killsGrandchildren();
    void answersThoughTheBackgroundHoldsThePipes();
    void readsAllThatWasWrittenBeforeTheEnd();
    void limitsOutput();
    void discardsEndlessStandardError();
    void doesNotMindUnreadInput_data();
    void doesNotMindUnreadInput();
    void keepsTheFirstErrorLine_data();
    void keepsTheFirstErrorLine();
    void hidesTheSecret();
    void passesArgumentsUntouched();
    void inheritsNoDescriptor();
    void startsWithDefaultSignals();
};

void ProgramRunnerTest::givesInputAndTakesOutput()
{
    const Script script("cat; printf '<end>'");
    const std::string input("user pass\nword \xff\x01 $HOME `id` \"'", 32);
    const ProgramResult result = runOnce(script.program(), input);
    QCOMPARE(result.status, Status::Exited);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, input + "<end>");
    QVERIFY(result.errorLine.empty());
    QVERIFY(result.reason.empty());
}

void ProgramRunnerTest::reportsExitCodes_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {0, 1, 2, 3, 126, 127, 255})
        QTest::addRow("%d", code) << code;
}

void ProgramRunnerTest::reportsExitCodes()
{
    QFETCH(int, code);
    const Script script("exit " + QByteArray::number(code));
    const ProgramResult result = runOnce(script.program());
    QCOMPARE(result.status, Status::Exited);
    QCOMPARE(result.exitCode, code);
}

void ProgramRunnerTest::reportsSignals()
{
    const Script script("echo oh >&2; kill -SEGV $$");
    const ProgramResult result = runOnce(script.program());
    QCOMPARE(result.status, Status::Failed);
    QVERIFY(QString::fromStdString(result.reason).endsWith(u": killed by signal 11"_s));
    QCOMPARE(result.errorLine, std::string("oh"));
}

void ProgramRunnerTest::explainsWhatCannotStart_data()
{
    QTest::addColumn<QByteArray>("interpreter");
    QTest::addColumn<QString>("command"); // within the folder; empty: as it is
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no file") << QByteArray("#!/bin/sh\n") << u"missing"_s << 0700 << u"not found"_s;
    QTest::newRow("no folder") << QByteArray("#!/bin/sh\n") << u"a/b"_s << 0700 << u"not found"_s;
    QTest::newRow("folder") << QByteArray("#!/bin/sh\n") << u"."_s << 0700 << u"not a file"_s;
    QTest::newRow("not executable")
        << QByteArray("#!/bin/sh\n") << u"program"_s << 0600 << u"not executable"_s;
    QTest::newRow("no interpreter") << QByteArray("#!/no/such/shell -e\n") << u"program"_s << 0700
                                    << u"its interpreter /no/such/shell is missing"_s;
    QTest::newRow("DOS line ends") << QByteArray("#!/bin/sh\r\n") << u"program"_s << 0700
                                   << u"its interpreter /bin/sh\\r is missing"_s;
    QTest::newRow("no #! line")
        << QByteArray("echo\n") << u"program"_s << 0700
        << u"neither a program for this system nor a script with a #! line"_s;
    QTest::newRow("empty file")
        << QByteArray() << u"program"_s << 0700
        << u"neither a program for this system nor a script with a #! line"_s;
}

void ProgramRunnerTest::explainsWhatCannotStart()
{
    QFETCH(QByteArray, interpreter);
    QFETCH(QString, command);
    QFETCH(int, mode);
    QFETCH(QString, reason);
    const Script script("", interpreter);
    config::ExternalProgram program = script.program();
    chmod(program.command.c_str(), static_cast<mode_t>(mode));
    program.command = script.path(command).toStdString();

    const ProgramRunner runner(program);
    for (int i = 0; i < 3; ++i) { // a failure frees its place
        const ProgramResult result = runOnce(runner, callWith("a b"));
        QCOMPARE(result.status, Status::Failed);
        QCOMPARE(QString::fromStdString(result.reason),
                 QString::fromStdString(program.command) + u" could not be started: "_s + reason);
    }
    program.command = "no-such-program-in-path";
    QVERIFY(runOnce(program).reason.ends_with("not found in $PATH"));
}

void ProgramRunnerTest::killsWhatTakesTooLong()
{
    const Script script("echo waiting >&2; trap '' TERM INT; sleep 60; echo late");
    config::ExternalProgram program = script.program();
    program.timeout = 1000ms;
    QElapsedTimer timer;
    timer.start();
    const ProgramResult result = runOnce(program);
    QVERIFY(timer.elapsed() >= 1000 && timer.elapsed() < 10'000);
    QCOMPARE(result.status, Status::Failed);
    QVERIFY(QString::fromStdString(result.reason).endsWith(u": no answer within 1000 ms"_s));
    QCOMPARE(result.errorLine, std::string("waiting"));
}

void ProgramRunnerTest::killsGrandchildren()
{
    const Script script("(sleep 60 & echo $! >\"$1/pid\"; wait) & wait");
    config::ExternalProgram program = script.program();
    program.timeout = 2000ms;
    QCOMPARE(runOnce(program).status, Status::Failed);
    const QByteArray pid = script.content(u"pid"_s);
    QVERIFY(!pid.isEmpty());
    QTRY_VERIFY(!isAlive(pid));
}

void ProgramRunnerTest::answersThoughTheBackgroundHoldsThePipes()
{
    const Script script("sleep 60 & echo $! >\"$1/pid\"; echo answer");
    QElapsedTimer timer;
    timer.start();
    const ProgramResult result = runOnce(script.program());
    QVERIFY(timer.elapsed() < 10'000);
    QCOMPARE(result.status, Status::Exited);
    QCOMPARE(result.output, std::string("answer\n"));
    QTRY_VERIFY(!isAlive(script.content(u"pid"_s)));
}

void ProgramRunnerTest::readsAllThatWasWrittenBeforeTheEnd()
{
    const Script script("head -c 60000 /dev/zero | tr '\\0' x");
    const ProgramRunner runner(script.program());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(runOnce(runner, callWith("")).output.size(), std::size_t{60'000});
}

void ProgramRunnerTest::limitsOutput()
{
    const Script script("echo much >&2; exec yes");
    config::ExternalProgram program = script.program();
    program.maxOutputBytes = 1000;
    QElapsedTimer timer;
    timer.start();
    const ProgramResult result = runOnce(program);
    QVERIFY(timer.elapsed() < 10'000);
    QCOMPARE(result.status, Status::Failed);
    QVERIFY(QString::fromStdString(result.reason).endsWith(u": wrote more than 1000 bytes"_s));
    QVERIFY(result.output.empty());

    const Script exact("head -c 1000 /dev/zero");
    program.command = exact.program().command;
    QCOMPARE(runOnce(program).output.size(), std::size_t{1000});
}

void ProgramRunnerTest::discardsEndlessStandardError()
{
    const Script script("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo done");
    const ProgramResult result = runOnce(script.program());
    QCOMPARE(result.status, Status::Exited);
    QCOMPARE(result.output, std::string("done\n"));
    QVERIFY(result.errorLine.size() <= 256);
    QVERIFY(result.errorLine.starts_with("xxxxxxxx"));
}

void ProgramRunnerTest::doesNotMindUnreadInput_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("ignores it") << QByteArray("exit 0");
    QTest::newRow("closes it") << QByteArray("exec <&-; sleep 0.1; exit 0");
    QTest::newRow("reads a little") << QByteArray("head -c 10 >/dev/null; exit 0");
}

void ProgramRunnerTest::doesNotMindUnreadInput()
{
    QFETCH(QByteArray, body);
    const Script script(body);
    const ProgramResult result = runOnce(script.program(), std::string(2'000'000, 'x'));
    QCOMPARE(result.status, Status::Exited);
    QCOMPARE(result.exitCode, 0);
}

void ProgramRunnerTest::keepsTheFirstErrorLine_data()
{
    QTest::addColumn<QByteArray>("text"); // for printf
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("one line") << QByteArray("no route to host\\n")
                              << QByteArray("no route to host");
    QTest::newRow("no line break") << QByteArray("oops") << QByteArray("oops");
    QTest::newRow("second line") << QByteArray("one\\ntwo\\n") << QByteArray("one");
    QTest::newRow("blank first") << QByteArray("\\n\\r\\n\\none\\n") << QByteArray("one");
    QTest::newRow("carriage return") << QByteArray("one\\rtwo\\n") << QByteArray("one");
    QTest::newRow("control characters")
        << QByteArray("a\\033[31mb\\001\\tc\\n") << QByteArray("a\\x1b[31mb\\x01\\tc");
    QTest::newRow("not UTF-8") << QByteArray("a\\377b\\n") << QByteArray("a\\xffb");
    QTest::newRow("UTF-8") << QByteArray("für\\n") << QByteArray("für");
}

void ProgramRunnerTest::keepsTheFirstErrorLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, line);
    const Script script("printf '" + text + "' >&2; exit 1");
    QCOMPARE(QByteArray::fromStdString(runOnce(script.program()).errorLine), line);
}

void ProgramRunnerTest::hidesTheSecret()
{
    const Script script("read u p; echo \"$p, bad password '$p'$p\" >&2");
    const ProgramRunner runner(script.program());
    ProgramCall call = callWith("bob hunter2\n");
    call.secret = Secret("hunter2");
    QCOMPARE(runOnce(runner, std::move(call)).errorLine, std::string("***, bad password '***'***"));
    // Also where masking makes room within the limit.
    const Script longLine("read u p; for i in $(seq 60); do printf %s \"$p\"; done >&2");
    const ProgramRunner longRunner(longLine.program());
    call = callWith("bob correct-horse-battery\n");
    call.secret = Secret("correct-horse-battery");
    const ProgramResult result = runOnce(longRunner, std::move(call));
    QCOMPARE(result.errorLine.find("horse"), std::string::npos);
    QCOMPARE(result.errorLine.size(), std::size_t{180});
}

void ProgramRunnerTest::passesArgumentsUntouched()
{
    const Script script("shift; for a; do printf '[%s]' \"$a\"; done");
    config::ExternalProgram program = script.program();
    program.args.insert(program.args.end(), {"", "a b", "$HOME", "`id`", "; exit 3", "*", "\"'\\"});
    QCOMPARE(runOnce(program).output, std::string("[][a b][$HOME][`id`][; exit 3][*][\"'\\]"));
}

void ProgramRunnerTest::inheritsNoDescriptor()
{
    const int leaky = open("/etc/passwd", O_RDONLY); // without close-on-exec, as some library might
    QVERIFY(leaky > 2);
    const Script script("ls /proc/$$/fd");
    const QByteArray listed = QByteArray::fromStdString(runOnce(script.program()).output);
    close(leaky);
    QList<QByteArray> numbers = listed.trimmed().split('\n');
    numbers.removeAll("10"); // the shell's own copy of the script
    numbers.removeAll("255");
    QCOMPARE(numbers, (QList<QByteArray>{"0", "1", "2"}));
}

void ProgramRunnerTest::startsWithDefaultSignals()
{
    const auto oldPipe = signal(SIGPIPE, SIG_IGN);
    sigset_t hup;
    sigemptyset(&hup);
    sigaddset(&hup, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &hup, nullptr); // inherited by the runner's thread
    const Script script("grep -E 'Sig(Ign|Blk)' /proc/self/status | tr -d '0\\t\\n'");
    const std::string output = runOnce(script.program()).output;
    pthread_sigmask(SIG_UNBLOCK, &hup, nullptr);
    signal(SIGPIPE, oldPipe);
    QCOMPARE(output, std::string("SigBlk:SigIgn:"));
}

QTEST_GUILESS_MAIN(ProgramRunnerTest)
#include "ProgramRunnerTest.moc"
