// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/StaticUsers.h"
#include "daemon/authn/PasswordPool.h"
#include "daemon/authn/VerifiedCredentials.h"
#include "shared/accounts/PasswordHash.h"

#include <QTest>
#include <algorithm>
#include <ctime>
#include <limits>
#include <optional>

using namespace wharfgate;
using namespace wharfgate::authn;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

constexpr int kPatience = 60'000; // the pool has the lowest priority, and the machine may be busy

// bcrypt cost 5, from tests/data/vectors/http-config.yml
const std::string kHashEmpty = "$2y$05$SLTO6BCd/8iDt7c1GPwl2uV.8fT3CP8.s9RkBjbPNOgVkyfZvVd9i";
const std::string kHash123 = "$2y$05$0rixp8oDnz5JZh5E3KYILOLxNn8i3Pwc0TiIjWo6CmsYj.YNVQnCq";

config::User userWith(std::optional<std::string> hash, acl::Labels labels = {})
{
    config::User user;
    user.passwordHash = std::move(hash);
    user.labels = std::move(labels);
    return user;
}

std::map<std::string, config::User> sampleUsers()
{
    return {
        {"test", userWith(kHash123, {{"group", {"vip", "dev"}}})},
        {"emptypw", userWith(kHashEmpty)},
        {"nopass", userWith(std::nullopt, {{"project", {"p1"}}})},
        {"locked", userWith("!" + kHash123)},
        {"lockedjunk", userWith("!")},
        {"badhash", userWith("notahash")},
        {"nohash", userWith("")},
        {"huge", userWith("$2y$31$0rixp8oDnz5JZh5E3KYILOLxNn8i3Pwc0TiIjWo6CmsYj.YNVQnCq")},
        {"spaces in name", userWith(kHash123)},
        {"", userWith(std::nullopt)},
    };
}

Verdict ask(const Authenticator &authenticator, const std::string &account,
            const std::string &password)
{
    std::optional<Verdict> verdict;
    int answers = 0;
    authenticator.authenticate({account, password, "10.0.0.1", "registry", nullptr},
                               [&](Verdict v) {
                                   verdict = std::move(v);
                                   ++answers;
                               });
    if (!QTest::qWaitFor([&] { return verdict.has_value(); }, kPatience) || answers != 1)
        qFatal("not exactly one answer");
    return *verdict;
}

/// What this process has cost so far, whatever else the machine does.
double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

} // namespace

class StaticUsersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void returnsLabels();
    void saysAtOnceWhatNeedsNoWork();
    void doesTheSameWorkForAll();
    void spendsNothingWithoutPasswords();
    void refusesWhenThePoolIsFull();
    void dropsWorkOfClientsThatLeft();
    void outlivesNobody();
    void remembersRightPasswords();
    void remembersNothingElse();

private:
    const std::shared_ptr<PasswordPool> m_pool = std::make_shared<PasswordPool>(1, 64);
    const std::shared_ptr<VerifiedCredentials> m_none = std::make_shared<VerifiedCredentials>(0s);
};

void StaticUsersTest::decides_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("reason");

    const auto row = [](const char *name, const QString &account, const QByteArray &password,
                        Outcome outcome, const char *reason = "") {
        QTest::newRow(name) << account << password << outcome << QString::fromLatin1(reason);
    };
    const QString test = QStringLiteral("test");
    row("right", test, "123", Outcome::Accepted);
    row("wrong", test, "124", Outcome::Refused, "wrong password");
    row("empty for a password", test, "", Outcome::Refused, "wrong password");
    row("NUL", test, QByteArray("123\0", 4), Outcome::Refused, "wrong password");
    row("empty password", QStringLiteral("emptypw"), "", Outcome::Accepted);
    row("not the empty password", QStringLiteral("emptypw"), "x", Outcome::Refused,
        "wrong password");
    row("NUL for the empty password", QStringLiteral("emptypw"), QByteArray("\0", 1),
        Outcome::Refused, "wrong password");
    row("any password", QStringLiteral("nopass"), "whatever", Outcome::Accepted);
    row("none for any", QStringLiteral("nopass"), "", Outcome::Accepted);
    row("anonymous", QString(), "", Outcome::Accepted);
    row("anonymous with a password", QString(), "xyz", Outcome::Accepted);
    row("locked, right", QStringLiteral("locked"), "123", Outcome::Refused, "account is locked");
    row("locked, wrong", QStringLiteral("locked"), "1", Outcome::Refused, "account is locked");
    row("lock alone", QStringLiteral("lockedjunk"), "", Outcome::Refused, "account is locked");
    const char *bad = "the account's password hash cannot be used";
    row("no hash", QStringLiteral("badhash"), "notahash", Outcome::Refused, bad);
    row("empty hash", QStringLiteral("nohash"), "", Outcome::Refused, bad);
    row("absurd cost", QStringLiteral("huge"), "123", Outcome::Refused, bad);
    row("spaces", QStringLiteral("spaces in name"), "123", Outcome::Accepted);
    row("unknown", QStringLiteral("who"), "nope", Outcome::NoMatch);
    row("another case", QStringLiteral("Test"), "123", Outcome::NoMatch);
    row("space behind", QStringLiteral("test "), "123", Outcome::NoMatch);
    row("prefix", QStringLiteral("tes"), "123", Outcome::NoMatch);
}

void StaticUsersTest::decides()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, password);
    QFETCH(Outcome, outcome);
    QFETCH(QString, reason);
    const StaticUsers users(sampleUsers(), m_pool, m_none);
    const Verdict verdict = ask(users, account.toStdString(), password.toStdString());
    QCOMPARE(verdict.outcome, outcome);
    QCOMPARE(QString::fromStdString(verdict.reason), reason);
    QCOMPARE(verdict.authenticator, outcome == Outcome::NoMatch ? ""s : "static"s);
    if (outcome != Outcome::Accepted)
        QVERIFY(verdict.labels.empty());
}

void StaticUsersTest::returnsLabels()
{
    const StaticUsers users(sampleUsers(), m_pool, m_none);
    QCOMPARE(ask(users, "test", "123").labels, (acl::Labels{{"group", {"vip", "dev"}}}));
    QCOMPARE(ask(users, "nopass", "").labels, (acl::Labels{{"project", {"p1"}}}));
    QVERIFY(ask(users, "emptypw", "").labels.empty());
}

void StaticUsersTest::saysAtOnceWhatNeedsNoWork()
{
    auto users = sampleUsers();
    users.erase("");
    const StaticUsers authenticator(users, m_pool, m_none);
    for (const std::string account : {"nopass", ""}) {
        bool answered = false;
        authenticator.authenticate({account, "x", {}, {}, nullptr},
                                   [&](const Verdict &) { answered = true; });
        QVERIFY(answered);
    }
    QCOMPARE(ask(authenticator, "", "").outcome, Outcome::NoMatch);
}

void StaticUsersTest::doesTheSameWorkForAll()
{
    const std::string hash = *accounts::hashPassword("right", 9);
    const StaticUsers users({{"alice", userWith(hash)},
                             {"locked", userWith("!" + hash)},
                             {"junk", userWith("junk")},
                             {"any", userWith(std::nullopt)}},
                            m_pool, m_none);
    const auto least = [&users](const std::string &account, const std::string &password) {
        double seconds = std::numeric_limits<double>::max();
        for (int i = 0; i < 5; ++i) {
            const double begin = processorSeconds();
            ask(users, account, password);
            seconds = std::min(seconds, processorSeconds() - begin);
        }
        return seconds;
    };
    const double wrong = least("alice", "wrong");
    const std::map<std::string, double> times{{"right", least("alice", "right")},
                                              {"unknown", least("bob", "wrong")},
                                              {"locked", least("locked", "right")},
                                              {"junk", least("junk", "wrong")},
                                              {"unknown, empty", least("carol", "")}};
    for (const auto &[name, time] : times)
        QVERIFY2(time > wrong * 0.5 && time < wrong * 2, name.c_str());
}

void StaticUsersTest::spendsNothingWithoutPasswords()
{
    const StaticUsers users({{"", userWith(std::nullopt)}, {"junk", userWith("junk")}}, m_pool,
                            m_none);
    bool answered = false;
    users.authenticate({"bob", "x", {}, {}, nullptr}, [&](const Verdict &verdict) {
        answered = verdict.outcome == Outcome::NoMatch;
    });
    QVERIFY(answered);
    users.authenticate({"junk", "junk", {}, {}, nullptr}, [&](const Verdict &verdict) {
        answered = verdict.outcome == Outcome::Refused;
    });
    QVERIFY(answered);
}

void StaticUsersTest::refusesWhenThePoolIsFull()
{
    const auto pool = std::make_shared<PasswordPool>(1, 2);
    const StaticUsers users(sampleUsers(), pool, m_none);
    std::map<Outcome, int> outcomes;
    int answers = 0;
    for (int i = 0; i < 50; ++i) {
        const std::string account = i % 2 == 0 ? "test" : "unknown";
        users.authenticate({account, "123", {}, {}, nullptr}, [&](const Verdict &verdict) {
            ++outcomes[verdict.outcome];
            ++answers;
        });
    }
    QVERIFY(outcomes[Outcome::Busy] > 0); // at once
    QTRY_COMPARE_WITH_TIMEOUT(answers, 50, kPatience);
    QVERIFY(outcomes[Outcome::Accepted] >= 1);
    QCOMPARE(outcomes[Outcome::Refused], 0); // never told as a wrong password
    QCOMPARE(ask(users, "test", "123").outcome, Outcome::Accepted);
}

void StaticUsersTest::dropsWorkOfClientsThatLeft()
{
    const std::string slow = *accounts::hashPassword("x", 10);
    const StaticUsers users({{"a", userWith(slow)}}, m_pool, m_none);
    const auto left = std::make_shared<std::atomic<bool>>(false);
    int answers = 0;
    int accepted = 0;
    for (int i = 0; i < 40; ++i)
        users.authenticate({"a", "x", {}, {}, left}, [&](const Verdict &verdict) {
            ++answers;
            accepted += verdict.outcome == Outcome::Accepted;
        });
    left->store(true);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 40, kPatience);
    QVERIFY(accepted < 40);
}

/// The authenticator and its pool may go while passwords wait.
void StaticUsersTest::outlivesNobody()
{
    int answers = 0;
    {
        const StaticUsers users(sampleUsers(), std::make_shared<PasswordPool>(1, 64), m_none);
        for (int i = 0; i < 20; ++i)
            users.authenticate({"test", "123", {}, {}, nullptr},
                               [&](const Verdict &) { ++answers; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, 20, kPatience);
}

/// True if the answer came without the pool, which answers through the event loop.
bool isAnsweredAtOnce(const StaticUsers &users, const std::string &account,
                      const std::string &password)
{
    const auto answered = std::make_shared<bool>(false);
    users.authenticate({account, password, {}, {}, nullptr},
                       [answered](const Verdict &) { *answered = true; });
    const bool atOnce = *answered;
    if (!QTest::qWaitFor([&] { return *answered; }, kPatience))
        qFatal("no answer");
    return atOnce;
}

void StaticUsersTest::remembersRightPasswords()
{
    const StaticUsers users(sampleUsers(), m_pool, std::make_shared<VerifiedCredentials>(1h));
    QVERIFY(!isAnsweredAtOnce(users, "test", "123"));
    QVERIFY(isAnsweredAtOnce(users, "test", "123"));
    const Verdict again = ask(users, "test", "123");
    QCOMPARE(again.outcome, Outcome::Accepted);
    QCOMPARE(again.labels, (acl::Labels{{"group", {"vip", "dev"}}}));

    const StaticUsers forgetful(sampleUsers(), m_pool, m_none);
    QVERIFY(!isAnsweredAtOnce(forgetful, "test", "123"));
    QVERIFY(!isAnsweredAtOnce(forgetful, "test", "123"));
}

void StaticUsersTest::remembersNothingElse()
{
    const auto verified = std::make_shared<VerifiedCredentials>(1h);
    auto accounts = sampleUsers();
    {
        const StaticUsers users(accounts, m_pool, verified);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(!isAnsweredAtOnce(users, "test", "124"));   // wrong
            QVERIFY(!isAnsweredAtOnce(users, "locked", "123")); // locked
            QVERIFY(!isAnsweredAtOnce(users, "who", "123"));    // unknown
            QCOMPARE(ask(users, "locked", "123").outcome, Outcome::Refused);
        }
        QCOMPARE(ask(users, "test", "123").outcome, Outcome::Accepted);
        QCOMPARE(ask(users, "test", "12").outcome, Outcome::Refused);
        QCOMPARE(ask(users, "test", "1234").outcome, Outcome::Refused);
        QCOMPARE(ask(users, "tes", "t123").outcome, Outcome::NoMatch);
    }
    // Another hash is another password, and a lock counts whatever is remembered.
    accounts["test"].passwordHash = kHashEmpty;
    QCOMPARE(ask(StaticUsers(accounts, m_pool, verified), "test", "123").outcome, Outcome::Refused);
    accounts["test"].passwordHash = "!" + kHash123;
    QCOMPARE(ask(StaticUsers(accounts, m_pool, verified), "test", "123").outcome, Outcome::Refused);
}

QTEST_GUILESS_MAIN(StaticUsersTest)
#include "StaticUsersTest.moc"
