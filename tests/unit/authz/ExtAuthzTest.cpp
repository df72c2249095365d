// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authz/ExtAuthz.h"
#include "tests/unit/authn/Script.h"

#include <optional>

using namespace wharfgate;
using namespace wharfgate::authz;
using namespace wharfgate::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

acl::Request sampleRequest()
{
    acl::Request request;
    request.account = "alice";
    request.type = "repository";
    request.name = "alice/app";
    request.service = "Docker registry";
    request.ip = acl::IpAddress::parse("10.0.0.1");
    request.actions = {"pull", "push"};
    return request;
}

Verdict ask(const ExtAuthz &authorizer, const acl::Request &request,
            const http::Cancellation &cancelled = nullptr)
{
    std::optional<Verdict> verdict;
    authorizer.authorize(request, cancelled, [&verdict](Verdict v) { verdict = std::move(v); });
    if (!QTest::qWaitFor([&verdict] { return verdict.has_value(); }, 20'000))
        qFatal("no answer");
    return *verdict;
}

} // namespace

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(std::vector<std::string>)

class ExtAuthzTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheRequestAsGoDoes();
    void escapesAsGoDoes_data();
    void escapesAsGoDoes();
    void mapsExitCodes_data();
    void mapsExitCodes();
    void grantsValidActionsOnce();
    void failsWhenTheProgramDoes_data();
    void failsWhenTheProgramDoes();
    void isBusyWhenTheClientLeft();
    void givesTheProgramItsInput();
};

void ExtAuthzTest::writesTheRequestAsGoDoes()
{
    acl::Request request = sampleRequest();
    QCOMPARE(toProgramInput(request),
             R"({"Account":"alice","Type":"repository","Name":"alice/app",)"
             R"("Service":"Docker registry","IP":"10.0.0.1","Actions":["pull","push"],)"
             R"("Labels":null})"s);
    request.account.clear();
    request.ip = acl::IpAddress::parse("2001:db8:0:0::1");
    request.actions = {};
    request.labels = {{"project", {"p2", "p1"}}, {"group", {}}, {"Z", {""}}};
    QCOMPARE(toProgramInput(request),
             R"({"Account":"","Type":"repository","Name":"alice/app",)"
             R"("Service":"Docker registry","IP":"2001:db8::1","Actions":[],)"
             R"("Labels":{"Z":[""],"group":[],"project":["p2","p1"]}})"s);
    request.ip.reset();
    QVERIFY(toProgramInput(request).find(R"("IP":"",)") != std::string::npos);
}

void ExtAuthzTest::escapesAsGoDoes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("json");
    QTest::newRow("markup") << "<a href='x'>&amp;</a>"s
                            << R"("\u003ca href='x'\u003e\u0026amp;\u003c/a\u003e")"s;
    QTest::newRow("quotes") << R"(a"b\c/d)"s
                            << R"("a\"b\\c/d")"s;
    QTest::newRow("controls") << "\0\x01\b\t\n\v\f\r\x1f\x7f"s
                              << "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\x7f\""s;
    QTest::newRow("not UTF-8") << "a\xff\xc3z"s
                               << R"("a\ufffd\ufffdz")"s;
    QTest::newRow("surrogate half") << "\xed\xa0\x80"s
                                    << R"("\ufffd\ufffd\ufffd")"s;
    QTest::newRow("line separators") << "\u2028\u2029\u202A"s
                                     << "\"\\u2028\\u2029\u202A\""s;
    QTest::newRow("other text") << "jürgen 日本 😀 \uFFFD"s
                                << "\"jürgen 日本 😀 \uFFFD\""s;
}

void ExtAuthzTest::escapesAsGoDoes()
{
    QFETCH(std::string, text);
    QFETCH(std::string, json);
    acl::Request request;
    request.account = request.type = request.name = request.service = text;
    request.actions = {text};
    request.labels = {{text, {text}}};
    QCOMPARE(toProgramInput(request), "{\"Account\":" + json + ",\"Type\":" + json +
                                          ",\"Name\":" + json + ",\"Service\":" + json +
                                          ",\"IP\":\"\",\"Actions\":[" + json + "],\"Labels\":{" +
                                          json + ":[" + json + "]}}");
}

void ExtAuthzTest::mapsExitCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<std::vector<std::string>>("actions");
    QTest::newRow("0") << 0 << Outcome::Decided << std::vector{"pull"s, "push"s};
    QTest::newRow("1") << 1 << Outcome::Decided << std::vector<std::string>();
    // 2 is not "no match" here, as it is for ext_auth.
    QTest::newRow("2") << 2 << Outcome::Failed << std::vector<std::string>();
    QTest::newRow("3") << 3 << Outcome::Failed << std::vector<std::string>();
    QTest::newRow("127") << 127 << Outcome::Failed << std::vector<std::string>();
}

void ExtAuthzTest::mapsExitCodes()
{
    QFETCH(int, code);
    QFETCH(Outcome, outcome);
    QFETCH(std::vector<std::string>, actions);
    const Script script("echo junk; echo because >&2; exit " + QByteArray::number(code));
    const Verdict verdict = ask(ExtAuthz(script.program()), sampleRequest());
    QCOMPARE(verdict.outcome, outcome);
    QCOMPARE(verdict.actions, actions);
    QCOMPARE(verdict.authorizer, "ext_authz"s);
    QCOMPARE(verdict.program, "because"s);
    QVERIFY(!verdict.rule.has_value());
    const QString failure = script.path(u"program"_s) + u" failed with exit code %1"_s.arg(code);
    QCOMPARE(QString::fromStdString(verdict.reason),
             outcome == Outcome::Failed ? failure : QString());
}

void ExtAuthzTest::grantsValidActionsOnce()
{
    const Script script("exit 0");
    acl::Request request = sampleRequest();
    request.actions = {"*", "pull", "", "pull", "pu sh", "push", "pull"};
    QCOMPARE(ask(ExtAuthz(script.program()), request).actions,
             (std::vector{"*"s, "pull"s, "push"s}));
}

void ExtAuthzTest::failsWhenTheProgramDoes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    QTest::newRow("hangs") << QByteArray("sleep 60") << u": no answer within 300 ms"_s;
    QTest::newRow("dies") << QByteArray("kill -9 $$") << u": killed by signal 9"_s;
    QTest::newRow("talks") << QByteArray("exec yes") << u": wrote more than 65536 bytes"_s;
}

void ExtAuthzTest::failsWhenTheProgramDoes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const Script script(body);
    config::ExternalProgram program = script.program();
    program.timeout = body.startsWith("sleep") ? 300ms : 10'000ms;
    Verdict verdict = ask(ExtAuthz(program), sampleRequest());
    QCOMPARE(verdict.outcome, Outcome::Failed);
    QVERIFY(verdict.actions.empty());
    QCOMPARE(QString::fromStdString(verdict.reason), script.path(u"program"_s) + reason);
    program.command += ".missing";
    verdict = ask(ExtAuthz(program), sampleRequest());
    QCOMPARE(verdict.outcome, Outcome::Failed);
    QVERIFY(verdict.actions.empty());
}

void ExtAuthzTest::isBusyWhenTheClientLeft()
{
    const Script script("exit 0");
    const auto left = std::make_shared<std::atomic<bool>>(true);
    const Verdict verdict = ask(ExtAuthz(script.program()), sampleRequest(), left);
    QCOMPARE(verdict.outcome, Outcome::Busy);
    QVERIFY(verdict.actions.empty());
}

void ExtAuthzTest::givesTheProgramItsInput()
{
    const Script script("cat >\"$1/input\"; env >\"$1/env\"");
    QCOMPARE(ask(ExtAuthz(script.program()), sampleRequest()).outcome, Outcome::Decided);
    QCOMPARE(script.content(u"input"_s).toStdString(), toProgramInput(sampleRequest()));
    const QByteArray environment = script.content(u"env"_s);
    QVERIFY(environment.contains("WHARFGATE_ACCOUNT=alice\n"));
    QVERIFY(environment.contains("WHARFGATE_SERVICE=Docker registry\n"));
    QVERIFY(environment.contains("WHARFGATE_CLIENT_IP=10.0.0.1\n"));
}

QTEST_GUILESS_MAIN(ExtAuthzTest)
#include "ExtAuthzTest.moc"
