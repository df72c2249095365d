// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authz/AclAuthorizer.h"
#include "daemon/authz/AuthorizerChain.h"

#include <QTest>
#include <QTimer>

using namespace wharfgate;
using namespace wharfgate::authz;
using namespace std::string_literals;

namespace {

acl::Rule ruleFor(const std::string &account, std::vector<std::string> actions,
                  const std::string &comment)
{
    acl::Rule rule;
    rule.match.account = account;
    rule.actions = std::move(actions);
    rule.comment = comment;
    return rule;
}

std::unique_ptr<AclAuthorizer> sampleRules()
{
    acl::Rule labelled = ruleFor("many", {"pull"}, "labels");
    labelled.match.name = "${labels:a}/${labels:b}";
    auto compiled = acl::AccessList::compile({ruleFor("admin", {"*"}, "all"),
                                              ruleFor("alice", {"pull"}, "read"),
                                              ruleFor("banned", {}, "nothing"), labelled});
    return std::make_unique<AclAuthorizer>(std::move(*compiled.list));
}

acl::Request requestBy(const std::string &account)
{
    acl::Request request;
    request.account = account;
    request.type = "repository";
    request.name = "app";
    request.service = "registry";
    request.actions = {"pull", "push"};
    return request;
}

Verdict ask(const Authorizer &authorizer, const acl::Request &request)
{
    std::vector<Verdict> verdicts;
    authorizer.authorize(request, nullptr, [&](Verdict v) { verdicts.push_back(std::move(v)); });
    if (!QTest::qWaitFor([&] { return !verdicts.empty(); }) || verdicts.size() != 1)
        qFatal("not exactly one answer");
    return verdicts.front();
}

/// Answers as it was told, at once or later.
class Scripted final : public Authorizer
{
public:
    enum class When
    {
        AtOnce,
        Later
    };
    Scripted(Outcome outcome, When when, int &asked)
        : m_outcome(outcome)
        , m_when(when)
        , m_asked(asked)
    {}
    std::string_view name() const override { return "scripted"; }
    void authorize(const acl::Request &request, const http::Cancellation &,
                   VerdictCallback done) const override
    {
        ++m_asked;
        Verdict verdict;
        verdict.outcome = m_outcome;
        if (m_outcome == Outcome::Decided)
            verdict.actions = request.actions;
        if (m_when == When::AtOnce)
            done(verdict);
        else
            QTimer::singleShot(0, [done, verdict] { done(verdict); });
    }

private:
    Outcome m_outcome;
    When m_when;
    int &m_asked;
};

} // namespace

class AuthorizerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheRules_data();
    void followsTheRules();
    void tellsOfTooManyLabels();
    void stopsAtTheFirstThatDecides_data();
    void stopsAtTheFirstThatDecides();
};

void AuthorizerTest::followsTheRules_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QStringList>("actions");
    QTest::addColumn<int>("rule"); // -1: none
    QTest::addColumn<QString>("comment");
    const auto word = [](const char *text) { return QString::fromLatin1(text); };
    QTest::newRow("everything") << word("admin") << Outcome::Decided
                                << QStringList{word("pull"), word("push")} << 0 << word("all");
    QTest::newRow("some") << word("alice") << Outcome::Decided << QStringList{word("pull")} << 1
                          << word("read");
    QTest::newRow("decided to grant nothing")
        << word("banned") << Outcome::Decided << QStringList{} << 2 << word("nothing");
    QTest::newRow("no rule") << word("bob") << Outcome::NoMatch << QStringList{} << -1 << QString();
    QTest::newRow("anonymous") << QString() << Outcome::NoMatch << QStringList{} << -1 << QString();
}

void AuthorizerTest::followsTheRules()
{
    QFETCH(QString, account);
    QFETCH(Outcome, outcome);
    QFETCH(QStringList, actions);
    QFETCH(int, rule);
    QFETCH(QString, comment);
    const Verdict verdict = ask(*sampleRules(), requestBy(account.toStdString()));
    QCOMPARE(verdict.outcome, outcome);
    QStringList granted;
    for (const std::string &action : verdict.actions)
        granted.append(QString::fromStdString(action));
    QCOMPARE(granted, actions);
    QCOMPARE(verdict.rule ? static_cast<int>(*verdict.rule) : -1, rule);
    QCOMPARE(QString::fromStdString(verdict.ruleComment), comment);
    QCOMPARE(verdict.authorizer, rule < 0 ? ""s : "acl"s);
    QVERIFY(verdict.reason.empty());
}

void AuthorizerTest::tellsOfTooManyLabels()
{
    acl::Request request = requestBy("many");
    for (int i = 0; i < 200; ++i) {
        request.labels["a"].push_back("a" + std::to_string(i));
        request.labels["b"].push_back("b" + std::to_string(i));
    }
    request.name = "a1/b1";
    std::vector<std::unique_ptr<const Authorizer>> links;
    links.push_back(sampleRules());
    const Verdict verdict = ask(AuthorizerChain(std::move(links)), request);
    QVERIFY(verdict.actions.empty());
    QVERIFY(verdict.reason.find("4096 combinations") != std::string::npos);
}

void AuthorizerTest::stopsAtTheFirstThatDecides_data()
{
    QTest::addColumn<QList<Outcome>>("answers");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("asked");
    QTest::addColumn<bool>("granted");
    const auto row = [](const char *name, const QList<Outcome> &answers, Outcome outcome, int asked,
                        bool granted) {
        QTest::newRow(name) << answers << outcome << asked << granted;
    };
    using enum Outcome;
    row("first", {Decided, Failed}, Decided, 1, true);
    row("failed first", {Failed, Decided}, Failed, 1, false);
    row("busy first", {Busy, Decided}, Busy, 1, false);
    row("second", {NoMatch, Decided}, Decided, 2, true);
    row("failed second", {NoMatch, Failed, Decided}, Failed, 2, false);
    row("nobody", {NoMatch, NoMatch}, Decided, 2, false);
    row("no authorizer", {}, Decided, 0, false);
}

void AuthorizerTest::stopsAtTheFirstThatDecides()
{
    QFETCH(QList<Outcome>, answers);
    QFETCH(Outcome, outcome);
    QFETCH(int, asked);
    QFETCH(bool, granted);
    for (const auto when : {Scripted::When::AtOnce, Scripted::When::Later}) {
        int count = 0;
        std::vector<std::unique_ptr<const Authorizer>> links;
        for (const Outcome answer : std::as_const(answers))
            links.push_back(std::make_unique<Scripted>(answer, when, count));
        const AuthorizerChain chain(std::move(links));
        const Verdict verdict = ask(chain, requestBy("alice"));
        QCOMPARE(verdict.outcome, outcome);
        QCOMPARE(count, asked);
        QCOMPARE(verdict.actions.size(), granted ? std::size_t{2} : std::size_t{0});
        const bool nobody = answers.count(Outcome::NoMatch) == answers.size();
        QCOMPARE(verdict.authorizer, nobody ? ""s : "scripted"s);
    }
}

QTEST_GUILESS_MAIN(AuthorizerTest)
#include "AuthorizerTest.moc"
