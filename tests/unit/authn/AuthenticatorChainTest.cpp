// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/AuthenticatorChain.h"

#include <QTest>
#include <QTimer>
#include <optional>

using namespace wharfgate;
using namespace wharfgate::authn;
using namespace std::string_literals;

namespace {

/// Answers as it was told, at once or later, and remembers that it was asked.
class Scripted final : public Authenticator
{
public:
    enum class When
    {
        AtOnce,
        Later
    };
    Scripted(Outcome outcome, When when, std::vector<std::string> &asked)
        : m_outcome(outcome)
        , m_when(when)
        , m_asked(asked)
    {}
    std::string_view name() const override { return "scripted"; }
    void authenticate(const Attempt &attempt, VerdictCallback done) const override
    {
        m_asked.push_back(attempt.account + '/' + attempt.password + '/' + attempt.clientAddress +
                          '/' + attempt.service);
        Verdict verdict;
        verdict.outcome = m_outcome;
        verdict.labels = {{"number", {std::to_string(m_asked.size())}}};
        if (m_when == When::AtOnce)
            done(verdict);
        else
            QTimer::singleShot(0, [done, verdict] { done(verdict); });
    }

private:
    Outcome m_outcome;
    When m_when;
    std::vector<std::string> &m_asked;
};

} // namespace

class AuthenticatorChainTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsAtTheFirstThatKnows_data();
    void stopsAtTheFirstThatKnows();
};

void AuthenticatorChainTest::stopsAtTheFirstThatKnows_data()
{
    QTest::addColumn<QList<Outcome>>("answers");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("asked");

    const auto row = [](const char *name, const QList<Outcome> &answers, Outcome outcome,
                        int asked) { QTest::newRow(name) << answers << outcome << asked; };
    using enum Outcome;
    row("accepted first", {Accepted, Refused}, Accepted, 1);
    row("refused first", {Refused, Accepted}, Refused, 1);
    row("failed first", {Failed, Accepted}, Failed, 1);
    row("busy first", {Busy, Accepted}, Busy, 1);
    row("accepted second", {NoMatch, Accepted}, Accepted, 2);
    row("refused second", {NoMatch, Refused, Accepted}, Refused, 2);
    row("failed last", {NoMatch, NoMatch, Failed}, Failed, 3);
    row("nobody", {NoMatch, NoMatch}, Refused, 2);
    row("no authenticator", {}, Refused, 0);
}

void AuthenticatorChainTest::stopsAtTheFirstThatKnows()
{
    QFETCH(QList<Outcome>, answers);
    QFETCH(Outcome, outcome);
    QFETCH(int, asked);
    for (const auto when : {Scripted::When::AtOnce, Scripted::When::Later}) {
        std::vector<std::string> calls;
        std::vector<std::unique_ptr<const Authenticator>> links;
        for (const Outcome answer : std::as_const(answers))
            links.push_back(std::make_unique<Scripted>(answer, when, calls));
        const AuthenticatorChain chain(std::move(links));
        std::vector<Verdict> verdicts;
        {
            const Attempt attempt{"alice", "secret", "10.0.0.1", "registry", nullptr};
            chain.authenticate(attempt, [&](Verdict v) { verdicts.push_back(std::move(v)); });
        } // the chain keeps what it needs of the attempt
        QTRY_VERIFY(!verdicts.empty());
        QTest::qWait(1);
        QCOMPARE(verdicts.size(), std::size_t{1});
        const Verdict &verdict = verdicts.front();
        QCOMPARE(verdict.outcome, outcome);
        QCOMPARE(calls, std::vector<std::string>(static_cast<std::size_t>(asked),
                                                 "alice/secret/10.0.0.1/registry"));
        const bool nobody = answers.count(Outcome::NoMatch) == answers.size();
        QCOMPARE(verdict.authenticator, nobody ? ""s : "scripted"s);
        QCOMPARE(verdict.reason, nobody ? "no authenticator knows this account"s : ""s);
        QCOMPARE(verdict.labels.empty(), nobody);
    }
}

QTEST_GUILESS_MAIN(AuthenticatorChainTest)
#include "AuthenticatorChainTest.moc"
