// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ExtAuth.h"
#include "tests/unit/authn/Script.h"

#include <optional>

using namespace wharfgate;
using namespace wharfgate::authn;
using namespace wharfgate::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

Verdict ask(const Authenticator &authenticator, const std::string &account,
            const std::string &password, http::Cancellation cancelled = nullptr)
{
    std::optional<Verdict> verdict;
    authenticator.authenticate({account, password, "10.0.0.1", "registry", std::move(cancelled)},
                               [&verdict](Verdict v) { verdict = std::move(v); });
    if (!QTest::qWaitFor([&verdict] { return verdict.has_value(); }, 20'000))
        qFatal("no answer");
    return *verdict;
}

} // namespace

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(wharfgate::acl::Labels)

class ExtAuthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAccountAndPassword();
    void mapsExitCodes_data();
    void mapsExitCodes();
    void failsWhenTheProgramDoes_data();
    void failsWhenTheProgramDoes();
    void isBusyWhenTooManyRun();
    void answersWhenTheClientLeft();
    void doesNotAsk_data();
    void doesNotAsk();
    void asksWhenAllowed();
    void neverTellsThePassword();
    void readsLabels_data();
    void readsLabels();
    void rejectsOtherOutput_data();
    void rejectsOtherOutput();
    void playsTheScenarioOfAReadScript();
    void asksEachTimeUnlessConfigured();
    void remembersWhatItAccepted();
    void remembersNoRefusal();
};

void ExtAuthTest::writesAccountAndPassword()
{
    const Script script("cat >\"$1/input\"");
    const ExtAuth authenticator(script.program());
    QCOMPARE(ask(authenticator, "alice", "pa ss\nword\xff").outcome, Outcome::Accepted);
    QCOMPARE(script.content(u"input"_s), QByteArray("alice pa ss\nword\xff"));
}

void ExtAuthTest::mapsExitCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("reason"); // behind the program's name
    QTest::newRow("0") << 0 << Outcome::Accepted << QString();
    QTest::newRow("1") << 1 << Outcome::Refused << u" refused (exit code 1)"_s;
    QTest::newRow("2") << 2 << Outcome::NoMatch << QString();
    QTest::newRow("3") << 3 << Outcome::Failed << u" failed with exit code 3"_s;
    QTest::newRow("127") << 127 << Outcome::Failed << u" failed with exit code 127"_s;
    QTest::newRow("255") << 255 << Outcome::Failed << u" failed with exit code 255"_s;
}

void ExtAuthTest::mapsExitCodes()
{
    QFETCH(int, code);
    QFETCH(Outcome, outcome);
    QFETCH(QString, reason);
    // Labels and junk count only with exit code 0.
    const Script script((code == 0 ? QByteArray() : "echo '{\"labels\":{\"a\":[\"b\"]}} junk';") +
                        "echo because >&2; exit " + QByteArray::number(code));
    const ExtAuth authenticator(script.program());
    const Verdict verdict = ask(authenticator, "alice", "x");
    QCOMPARE(verdict.outcome, outcome);
    QVERIFY(verdict.labels.empty());
    QCOMPARE(verdict.program, "because"s);
    QCOMPARE(verdict.authenticator, outcome == Outcome::NoMatch ? ""s : "ext_auth"s);
    QCOMPARE(QString::fromStdString(verdict.reason),
             reason.isEmpty() ? QString() : script.path(u"program"_s) + reason);
}

void ExtAuthTest::failsWhenTheProgramDoes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    QTest::newRow("hangs") << QByteArray("sleep 60") << u": no answer within 300 ms"_s;
    QTest::newRow("dies") << QByteArray("kill -9 $$") << u": killed by signal 9"_s;
    QTest::newRow("talks") << QByteArray("exec yes") << u": wrote more than 65536 bytes"_s;
    QTest::newRow("junk") << QByteArray("echo yes") << u": its standard output is not JSON"_s;
}

void ExtAuthTest::failsWhenTheProgramDoes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const Script script(body);
    config::ExternalProgram program = script.program();
    program.timeout = body.startsWith("sleep") ? 300ms : 10'000ms;
    const Verdict verdict = ask(ExtAuth(program), "alice", "x");
    QCOMPARE(verdict.outcome, Outcome::Failed);
    QCOMPARE(QString::fromStdString(verdict.reason), script.path(u"program"_s) + reason);
    program.command += ".missing";
    QCOMPARE(ask(ExtAuth(program), "alice", "x").outcome, Outcome::Failed);
}

void ExtAuthTest::isBusyWhenTooManyRun()
{
    const Script script("until [ -e \"$1/go\" ]; do sleep 0.02; done");
    config::ExternalProgram program = script.program();
    program.maxConcurrent = 1;
    program.maxQueue = 0;
    const ExtAuth authenticator(program);
    std::optional<Verdict> first;
    authenticator.authenticate({"alice", "x", {}, {}, nullptr}, [&](Verdict v) { first = v; });
    QCOMPARE(ask(authenticator, "alice", "x").outcome, Outcome::Busy);
    QFile(script.path(u"go"_s)).open(QIODevice::WriteOnly);
    QTRY_VERIFY(first.has_value());
    QCOMPARE(first->outcome, Outcome::Accepted);
}

void ExtAuthTest::answersWhenTheClientLeft()
{
    const Script script("sleep 60");
    const auto left = std::make_shared<std::atomic<bool>>(true);
    const Verdict verdict = ask(ExtAuth(script.program()), "alice", "x", left);
    QCOMPARE(verdict.outcome, Outcome::Busy); // nobody reads it; but never Accepted or NoMatch
}

void ExtAuthTest::doesNotAsk_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<std::string>("password");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("anonymous") << ""s
                               << ""s << Outcome::NoMatch;
    QTest::newRow("no name") << ""s
                             << "secret"s << Outcome::NoMatch;
    QTest::newRow("no password") << "alice"s
                                 << ""s << Outcome::NoMatch;
    QTest::newRow("space") << "alice x"s
                           << "secret"s << Outcome::Refused;
    QTest::newRow("space behind") << "alice "s
                                  << "secret"s << Outcome::Refused;
    QTest::newRow("no-break space") << "alice\u00A0x"s
                                    << "secret"s << Outcome::Refused;
    QTest::newRow("ideographic space") << "alice\u3000x"s
                                       << "secret"s << Outcome::Refused;
    QTest::newRow("line break") << "bob bobpw\nadmin"s
                                << "x"s << Outcome::Refused;
    QTest::newRow("tab") << "alice\tx"s
                         << "secret"s << Outcome::Refused;
    QTest::newRow("carriage return") << "alice\rx"s
                                     << "secret"s << Outcome::Refused;
    QTest::newRow("NUL in the name") << "alice\0x"s
                                     << "secret"s << Outcome::Refused;
    QTest::newRow("C1 control") << "alice\u0085x"s
                                << "secret"s << Outcome::Refused;
    QTest::newRow("NUL in the password") << "alice"s
                                         << "secret\0x"s << Outcome::Refused;
}

void ExtAuthTest::doesNotAsk()
{
    QFETCH(std::string, account);
    QFETCH(std::string, password);
    QFETCH(Outcome, outcome);
    const Script script("touch \"$1/asked\"");
    const ExtAuth authenticator(script.program());
    std::optional<Verdict> verdict;
    authenticator.authenticate({account, password, {}, {}, nullptr},
                               [&verdict](Verdict v) { verdict = std::move(v); });
    QVERIFY(verdict.has_value()); // at once
    QCOMPARE(verdict->outcome, outcome);
    QCOMPARE(verdict->reason.empty(), outcome == Outcome::NoMatch);
    QVERIFY(!QFile::exists(script.path(u"asked"_s)));
}

void ExtAuthTest::asksWhenAllowed()
{
    const Script script("cat >\"$1/input\"");
    config::ExternalProgram program = script.program();
    program.allowSpaces = true;
    program.allowEmptyPassword = true;
    const ExtAuth authenticator(program);
    QCOMPARE(ask(authenticator, "a b", "c").outcome, Outcome::Accepted);
    QCOMPARE(script.content(u"input"_s), QByteArray("a b c"));
    QCOMPARE(ask(authenticator, "alice", "").outcome, Outcome::Accepted);
    QCOMPARE(script.content(u"input"_s), QByteArray("alice "));
    QCOMPARE(ask(authenticator, "", "").outcome, Outcome::NoMatch);
    QCOMPARE(ask(authenticator, "a\nb", "c").outcome, Outcome::Refused);
}

void ExtAuthTest::neverTellsThePassword()
{
    for (const char *end :
         {"exit 1", "exit 7", "echo \"$p\"", "echo \"{\\\"labels\\\": \\\"$p\\\"}\""}) {
        const Script script(QByteArray("read u p; echo \"bad password $p for $u\" >&2;") + end);
        const ExtAuth authenticator(script.program());
        for (const char *password : {"hunter2", "hunter2\n", "hunter2  ", "\thunter2\nmore"}) {
            const Verdict verdict = ask(authenticator, "alice", password);
            QCOMPARE(verdict.reason.find("hunter2"), std::string::npos);
            QCOMPARE(verdict.program, "bad password *** for alice"s);
        }
    }
}

void ExtAuthTest::readsLabels_data()
{
    QTest::addColumn<std::string>("output");
    QTest::addColumn<acl::Labels>("labels");
    const auto row = [](const char *name, const char *output, const acl::Labels &labels) {
        QTest::newRow(name) << std::string(output) << labels;
    };
    row("nothing", "", {});
    row("null", "null", {});
    row("empty object", "{}", {});
    row("no labels", R"({"other": [1, {"labels": 2}]})", {});
    row("null labels", R"({"labels": null})", {});
    row("empty labels", R"({"labels": {}})", {});
    row("article", "{\"labels\": {\"group\": [\"CICD\"]}}\n", {{"group", {"CICD"}}});
    row("several", R"({"labels":{"b":["2","1"],"a":[]},"x":1})", {{"a", {}}, {"b", {"2", "1"}}});
    row("escapes", R"({"labels":{"\u00fc":["\ud83d\ude00\n\/"]}})", {{"ü", {"😀\n/"}}});
    row("null list", R"({"labels":{"a":null}})", {{"a", {}}});
    row("null value", R"({"labels":{"a":[null,"x"]}})", {{"a", {"", "x"}}});
    row("another case", R"({"Labels":{"a":["x"]}})", {{"a", {"x"}}});
    row("white space", " \t\r\n {\"labels\" : {\"a\" : [ \"x\" ] } } \n\n", {{"a", {"x"}}});
    row("not UTF-8", "{\"labels\":{\"a\":[\"x\xff\"]}}", {{"a", {"x\uFFFD"}}});
}

void ExtAuthTest::readsLabels()
{
    QFETCH(std::string, output);
    QFETCH(acl::Labels, labels);
    const auto result = parseProgramLabels(output);
    QVERIFY2(result.has_value(), result ? "" : result.error().detail.c_str());
    QCOMPARE(*result, labels);
}

void ExtAuthTest::rejectsOtherOutput_data()
{
    QTest::addColumn<std::string>("output");
    for (const char *output : {

             "OK",
             "true",
             "1",
             "\"labels\"",
             "[]",
             "[{}]",
             "{",
             "{\"labels\"}",
             "{} {}",
             "{},{}",
             "{}]",
             "],[",
             "{\"labels\":[]}",
             "{\"labels\":\"a\"}",
             "{\"labels\":1}",
             "{\"labels\":{\"a\":\"x\"}}",
             "{\"labels\":{\"a\":{}}}",
             "{\"labels\":{\"a\":[1]}}",
             "{\"labels\":{\"a\":[[\"x\"]]}}",
             "{\"labels\":{\"a\":[true]}}",
             "{'labels':{}}",
             "{\"labels\":{\"a\":[\"x\"]}} trailing",
             "{\"labels\":{},}"})
        QTest::newRow(output) << std::string(output);
    QTest::newRow("space") << " "s;
    QTest::newRow("line break") << "\n"s;
    QTest::newRow("deep") << std::string(60'000, '[');
    QTest::newRow("NUL") << "{}\0"s;
}

void ExtAuthTest::rejectsOtherOutput()
{
    QFETCH(std::string, output);
    const auto result = parseProgramLabels(output);
    QVERIFY(!result.has_value());
    QVERIFY(result.error().detail.starts_with("its standard output "));
}

/// The script of the article that the product replaces, in its own words of shell.
void ExtAuthTest::playsTheScenarioOfAReadScript()
{
    qputenv("CICD_SECRET", "s3cr3t");
    const Script script("read u p\n"
                        "if [ \"$u\" == \"cicd\" ]; then\n"
                        "  if [ \"$p\" == \"$CICD_SECRET\" ]; then\n"
                        "    echo '{\"labels\": {\"group\": [\"CICD\"]}}'\n"
                        "    exit 0\n"
                        "  fi\n"
                        "  exit 1\n"
                        "fi\n"
                        "[ \"$p\" == boxpw ]\n"
                        "exit $?\n",
                        "#!/bin/bash\n");
    const ExtAuth authenticator(script.program());
    QCOMPARE(ask(authenticator, "cicd", "s3cr3t").labels, (acl::Labels{{"group", {"CICD"}}}));
    QCOMPARE(ask(authenticator, "cicd", "wrong").outcome, Outcome::Refused);
    QCOMPARE(ask(authenticator, "bob", "boxpw").outcome, Outcome::Accepted);
    QCOMPARE(ask(authenticator, "bob", "s3cr3t").outcome, Outcome::Refused);
}

/// A program that writes a line per call, accepts "right" and gives a label.
const char *const kCounting =
    "printf 'x\\n' >>\"$1/calls\"; read -r input; "
    "case $input in *right) echo '{\"labels\":{\"g\":[\"a\"]}}';; *) exit 1;; "
    "esac";

config::ExternalProgram remembering(const Script &script)
{
    config::ExternalProgram program = script.program();
    program.credentialCache = 1h;
    return program;
}

void ExtAuthTest::asksEachTimeUnlessConfigured()
{
    const Script script(kCounting);
    const ExtAuth authenticator(script.program());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ask(authenticator, "alice", "right").outcome, Outcome::Accepted);
    QCOMPARE(script.content(u"calls"_s), QByteArray("x\nx\nx\n"));
}

void ExtAuthTest::remembersWhatItAccepted()
{
    const Script script(kCounting);
    const ExtAuth authenticator(remembering(script));
    for (int i = 0; i < 3; ++i) {
        const Verdict verdict = ask(authenticator, "alice", "right");
        QCOMPARE(verdict.outcome, Outcome::Accepted);
        QCOMPARE(verdict.authenticator, "ext_auth"s);
        QCOMPARE(verdict.labels, (acl::Labels{{"g", {"a"}}}));
    }
    QCOMPARE(script.content(u"calls"_s), QByteArray("x\n"));
    // The program sees all of these; each may matter to it.
    ask(authenticator, "bob", "right");
    ask(authenticator, "alice", "also right");
    const auto askFrom = [&](const char *address, const char *service) {
        std::optional<Verdict> verdict;
        authenticator.authenticate({"alice", "right", address, service, nullptr},
                                   [&verdict](Verdict v) { verdict = std::move(v); });
        QVERIFY(QTest::qWaitFor([&verdict] { return verdict.has_value(); }, 20'000));
    };
    askFrom("10.0.0.2", "registry");
    askFrom("10.0.0.1", "other");
    QCOMPARE(script.content(u"calls"_s), QByteArray("x\nx\nx\nx\nx\n"));
}

void ExtAuthTest::remembersNoRefusal()
{
    const Script script(kCounting);
    const ExtAuth authenticator(remembering(script));
    for (int i = 0; i < 2; ++i)
        QCOMPARE(ask(authenticator, "alice", "wrong").outcome, Outcome::Refused);
    QCOMPARE(script.content(u"calls"_s), QByteArray("x\nx\n"));
}

QTEST_GUILESS_MAIN(ExtAuthTest)
#include "ExtAuthTest.moc"
