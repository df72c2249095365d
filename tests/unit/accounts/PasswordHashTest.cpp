// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/PasswordHash.h"

#include <QTest>
#include <algorithm>
#include <ctime>
#include <limits>
#include <set>

using namespace wharfgate;
using namespace wharfgate::accounts;
using namespace std::string_literals;

namespace {

// Made by docker_auth's own bcrypt, see tests/data/vectors/http-config.yml.
const std::string kHash123 = "$2y$05$0rixp8oDnz5JZh5E3KYILOLxNn8i3Pwc0TiIjWo6CmsYj.YNVQnCq";
const std::string kHashEmpty = "$2y$05$SLTO6BCd/8iDt7c1GPwl2uV.8fT3CP8.s9RkBjbPNOgVkyfZvVd9i";
const std::string kHash72 = "$2y$05$fJN/aArmwabWOS7mhF25w.wtFvdAqfZjMWYIKWUkm68.o..P6X68S";
const std::string kYescryptAbc = "$y$j9T$abcdefgh$cE/zSmgGQ22Ygc8nLXKuT3nUZXHf0YG99.kClc69lz4";
const std::string kSha512Abc = "$6$saltsalt$mXmsbOzRhx9FdAbQCUHYMV8i33aUx8FUsjR813r/"
                               "Te3OUwcAdbwkebLKfLOfUCihpvpN7Ji1TH3bltSG02PNE1";
const std::string kSha512RoundsAbc =
    "$6$rounds=2000$abcdefgh$xHChE7KrfBg7Un6KipIqAMKCt36fTmiyz8OZtf.x7P6OjQ5zK6Sgl."
    "2mnCXJ6kR7W85ZnV5mZTKYwOpF8JL3N.";
const std::string kSha256Abc = "$5$abcdefgh$GWC.d7xOSLhP/GcaRji73naeduVqYleJMZzcp5xzFj3";

std::string replaced(std::string text, std::size_t at, std::size_t length, const std::string &by)
{
    return text.replace(at, length, by);
}

/// What `work` costs this thread, whatever else the machine does.
double processorSeconds(const auto &work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    const double begin = now();
    work();
    return now() - begin;
}

} // namespace

Q_DECLARE_METATYPE(std::string)

class PasswordHashTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifies_data();
    void verifies();
    void inspects_data();
    void inspects();
    void limitsCost_data();
    void limitsCost();
    void doesTheSameWorkForLockedAndWrong();
    void hashesNewPasswords();
    void refusesToHash_data();
    void refusesToHash();
    void generatesPasswords();
};

void PasswordHashTest::verifies_data()
{
    QTest::addColumn<std::string>("stored");
    QTest::addColumn<std::string>("password");
    QTest::addColumn<bool>("matches");

    const auto row = [](const char *name, const std::string &stored, const std::string &password,
                        bool matches) { QTest::newRow(name) << stored << password << matches; };
    row("2y", kHash123, "123", true);
    row("2a", "$2a$05$0tlREC1XdzYlaiwfjS51LOeDdn4LRm6S49RRZZvjd/hGzZL8mElc6", "two", true);
    row("2b", "$2b$05$o/JAPnfQ2VlPKuCaCyQXVOPGDSyGTMVD5BW7crdXONjp8EP7cJCGq", "two", true);
    row("2x", "$2x$05$s0zEwB8LaGgU4nu0CoU0zu62vAFqftAGnxIPFsp5uK8IHIFV2D.V2", "two", true);
    row("any letter", replaced(kHash123, 2, 1, "z"), "123", true);
    row("no letter", replaced(kHash123, 2, 1, ""), "123", true);
    row("UTF-8", "$2y$05$WzPUgUfvfNUid22o3Wp06.8Vuzfo6fX9Ml3OZUlHym9GeLEm4lunC", "pässwörd", true);
    // libxcrypt's own 2a works around, and its 2x keeps, a fault with such bytes; Go has neither.
    row("2a, high bytes", "$2a$05$WzPUgUfvfNUid22o3Wp06.8Vuzfo6fX9Ml3OZUlHym9GeLEm4lunC",
        "pässwörd", true);
    row("2x, high bytes", "$2x$05$WzPUgUfvfNUid22o3Wp06.8Vuzfo6fX9Ml3OZUlHym9GeLEm4lunC",
        "pässwörd", true);
    row("Latin-1 is another password",
        "$2y$05$WzPUgUfvfNUid22o3Wp06.8Vuzfo6fX9Ml3OZUlHym9GeLEm4lunC", "p\xE4ssw\xF6rd", false);
    row("empty password", kHashEmpty, "", true);
    row("something for the empty password", kHashEmpty, "x", false);
    row("nothing for a password", kHash123, "", false);
    row("72 bytes", kHash72, std::string(72, 'L'), true);
    row("73 bytes count as 72", kHash72, std::string(73, 'L'), true);
    row("10,000 bytes count as 72", kHash72, std::string(10'000, 'L'), true);
    row("NUL behind byte 72", kHash72, std::string(72, 'L') + "\0"s, false);
    row("71 bytes", kHash72, std::string(71, 'L'), false);
    row("wrong", kHash123, "124", false);
    row("longer", kHash123, "1234", false);
    row("case", "$2a$05$0tlREC1XdzYlaiwfjS51LOeDdn4LRm6S49RRZZvjd/hGzZL8mElc6", "Two", false);
    row("cut at NUL", kHash123, "123\0abc"s, false);
    row("NUL alone", kHashEmpty, "\0"s, false);
    row("line break behind the hash", kHash123 + "\n", "123", true);
    row("other text behind the hash", kHash123 + "zzz", "123", true);
    row("space before the hash", " " + kHash123, "123", false);
    row("hash cut by one", kHash123.substr(0, 59), "123", false);
    row("hash changed", replaced(kHash123, 59, 1, "u"), "123", false);
    row("salt changed", replaced(kHash123, 10, 1, "A"), "123", false);
    row("salt not in the alphabet", replaced(kHash123, 10, 1, "!"), "123", false);
    row("digest not in the alphabet", replaced(kHash123, 40, 1, "$"), "123", false);
    row("cost changed", replaced(kHash123, 4, 2, "06"), "123", false);
    row("cost in one digit", replaced(kHash123, 4, 2, "5"), "123", false);
    row("cost with a sign", replaced(kHash123, 4, 2, "+5"), "123", false);
    row("locked", "!" + kHash123, "123", false);
    row("locked twice", "!!" + kHash123, "123", false);
    row("yescrypt", kYescryptAbc, "abc", true);
    row("yescrypt, wrong", kYescryptAbc, "abd", false);
    row("yescrypt, empty", kYescryptAbc, "", false);
    row("yescrypt, locked", "!" + kYescryptAbc, "abc", false);
    row("yescrypt, cut", kYescryptAbc.substr(0, kYescryptAbc.size() - 1), "abc", false);
    row("sha512", kSha512Abc, "abc", true);
    row("sha512, wrong", kSha512Abc, "abd", false);
    row("sha512, NUL", kSha512Abc, "abc\0"s, false);
    row("sha512, longer than libxcrypt takes", kSha512Abc, std::string(5000, 'a'), false);
    row("sha512 with rounds", kSha512RoundsAbc, "abc", true);
    row("sha512 with rounds, wrong", kSha512RoundsAbc, "ABC", false);
    row("sha256", kSha256Abc, "abc", true);
    row("sha256, wrong", kSha256Abc, "", false);
    row("md5", "$1$abcdefgh$Kn5qrjcQzV7oAHBJ23Cu3/", "abc", false);
    row("DES", "abFZSxKKdq5s6", "abc", false);
    row("plain text", "plain", "plain", false);
    row("empty hash", "", "", false);
    row("lock alone", "!", "", false);
    row("star", "*", "*", false);
    row("libxcrypt's failure token", "*0", "", false);
    row("prefix alone", "$2y$", "", false);
    row("NUL in the hash", replaced(kHash123, 20, 1, "\0"s), "123", false);
}

void PasswordHashTest::verifies()
{
    QFETCH(std::string, stored);
    QFETCH(std::string, password);
    QFETCH(bool, matches);
    QCOMPARE(verifyPassword(stored, password), matches);
}

void PasswordHashTest::inspects_data()
{
    QTest::addColumn<std::string>("stored");
    QTest::addColumn<HashScheme>("scheme");
    QTest::addColumn<int>("cost");
    QTest::addColumn<bool>("locked");
    QTest::addColumn<bool>("wellFormed");

    QTest::newRow("bcrypt") << kHash123 << HashScheme::Bcrypt << 5 << false << true;
    QTest::newRow("locked bcrypt") << "!" + kHash123 << HashScheme::Bcrypt << 5 << true << true;
    QTest::newRow("cut bcrypt") << kHash123.substr(0, 50) << HashScheme::Bcrypt << 5 << false
                                << false;
    QTest::newRow("yescrypt") << kYescryptAbc << HashScheme::Yescrypt << 12 << false << true;
    QTest::newRow("sha512") << kSha512Abc << HashScheme::Sha512 << 5000 << false << true;
    QTest::newRow("rounds") << kSha512RoundsAbc << HashScheme::Sha512 << 2000 << false << true;
    QTest::newRow("sha256") << kSha256Abc << HashScheme::Sha256 << 5000 << false << true;
    QTest::newRow("lock alone") << "!"s << HashScheme::Unknown << 0 << true << false;
    QTest::newRow("md5") << "$1$abcdefgh$Kn5qrjcQzV7oAHBJ23Cu3/"s << HashScheme::Unknown << 0
                         << false << false;
    QTest::newRow("nothing") << ""s << HashScheme::Unknown << 0 << false << false;
    QTest::newRow("plain") << "notahash"s << HashScheme::Unknown << 0 << false << false;
}

void PasswordHashTest::inspects()
{
    QFETCH(std::string, stored);
    const HashInfo info = inspectHash(stored);
    QTEST(info.scheme, "scheme");
    QTEST(info.cost, "cost");
    QTEST(info.locked, "locked");
    QTEST(info.wellFormed, "wellFormed");
}

void PasswordHashTest::limitsCost_data()
{
    QTest::addColumn<std::string>("stored");
    QTest::addColumn<int>("cost");
    QTest::addColumn<bool>("wellFormed");

    const auto sha = [](const char *rounds) { return replaced(kSha512RoundsAbc, 10, 4, rounds); };
    QTest::newRow("bcrypt 3") << replaced(kHash123, 4, 2, "03") << 3 << false;
    QTest::newRow("bcrypt 4") << replaced(kHash123, 4, 2, "04") << 4 << true;
    QTest::newRow("bcrypt 16") << replaced(kHash123, 4, 2, "16") << 16 << true;
    QTest::newRow("bcrypt 17") << replaced(kHash123, 4, 2, "17") << 17 << false;
    QTest::newRow("bcrypt 31") << replaced(kHash123, 4, 2, "31") << 31 << false;
    QTest::newRow("bcrypt 99") << replaced(kHash123, 4, 2, "99") << 99 << false;
    QTest::newRow("sha 999") << sha("999") << 999 << false;
    QTest::newRow("sha 1000") << sha("1000") << 1000 << true;
    QTest::newRow("sha 1000000") << sha("1000000") << 1'000'000 << true;
    QTest::newRow("sha 1000001") << sha("1000001") << 1'000'001 << false;
    QTest::newRow("sha 999999999") << sha("999999999") << 999'999'999 << false;
    QTest::newRow("sha beyond int") << sha("99999999999") << 0 << false;
    QTest::newRow("sha negative") << sha("-2000") << 0 << false;
    QTest::newRow("sha no number") << sha("") << 0 << false;
    QTest::newRow("sha leading zero") << sha("02000") << 2000 << false;
    QTest::newRow("yescrypt 256 MiB") << replaced(kYescryptAbc, 4, 1, "D") << 16 << true;
    QTest::newRow("yescrypt 512 MiB") << replaced(kYescryptAbc, 4, 1, "E") << 17 << false;
    QTest::newRow("yescrypt largest") << replaced(kYescryptAbc, 4, 1, "j") << 48 << false;
    QTest::newRow("yescrypt two characters") << replaced(kYescryptAbc, 4, 1, "z") << 0 << false;
}

void PasswordHashTest::limitsCost()
{
    QFETCH(std::string, stored);
    const HashInfo info = inspectHash(stored);
    QTEST(info.cost, "cost");
    QTEST(info.wellFormed, "wellFormed");
    if (info.wellFormed)
        return;
    const double seconds = processorSeconds([&stored] {
        verifyPassword(stored, "123");
        wasteVerification(stored, "123");
    });
    QVERIFY(!verifyPassword(stored, "123"));
    QVERIFY2(seconds < 0.1, "a hash that cannot be used must cost nothing");
}

void PasswordHashTest::doesTheSameWorkForLockedAndWrong()
{
    const std::string stored = replaced(kHash123, 4, 2, "09");
    const std::string locked = "!" + stored;
    const auto leastOfFive = [](const auto &work) {
        double least = std::numeric_limits<double>::max();
        for (int i = 0; i < 5; ++i)
            least = std::min(least, processorSeconds(work));
        return least;
    };
    const double wrong = leastOfFive([&] { verifyPassword(stored, "x"); });
    const double lockedTime = leastOfFive([&] { verifyPassword(locked, "x"); });
    const double nul = leastOfFive([&] { verifyPassword(stored, "x\0y"s); });
    const double wasted = leastOfFive([&] { wasteVerification(stored, "x"); });
    for (const double time : {lockedTime, nul, wasted})
        QVERIFY2(time > wrong * 0.5 && time < wrong * 2, qPrintable(QString::number(time / wrong)));
}

void PasswordHashTest::hashesNewPasswords()
{
    const auto hash = hashPassword("s3cret", 4);
    QVERIFY(hash.has_value());
    QVERIFY(hash->starts_with("$2y$04$"));
    QCOMPARE(hash->size(), std::size_t{60});
    QVERIFY(verifyPassword(*hash, "s3cret"));
    QVERIFY(!verifyPassword(*hash, "s3cre"));
    QVERIFY(*hash != *hashPassword("s3cret", 4)); // salted
    QCOMPARE(inspectHash(*hashPassword("x")).cost, kDefaultBcryptCost);
    QVERIFY(verifyPassword(*hashPassword("", 4), ""));
}

void PasswordHashTest::refusesToHash_data()
{
    QTest::addColumn<std::string>("password");
    QTest::addColumn<int>("cost");
    QTest::newRow("73 bytes") << std::string(73, 'x') << 4;
    QTest::newRow("NUL") << "a\0b"s << 4;
    QTest::newRow("cost 3") << "a"s << 3;
    QTest::newRow("cost 17") << "a"s << 17;
    QTest::newRow("cost -1") << "a"s << -1;
}

void PasswordHashTest::refusesToHash()
{
    QFETCH(std::string, password);
    QFETCH(int, cost);
    const auto hash = hashPassword(password, cost);
    QVERIFY(!hash.has_value());
    QCOMPARE(hash.error().code, ErrorCode::InvalidInput);
}

void PasswordHashTest::generatesPasswords()
{
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string password = generatePassword();
        QCOMPARE(password.size(), std::size_t{20});
        QCOMPARE(password.find_first_of("0OoIl1i"), std::string::npos);
        seen.insert(password);
    }
    QCOMPARE(seen.size(), std::size_t{100});
    QCOMPARE(generatePassword(5).size(), std::size_t{5});
    QVERIFY(generatePassword(0).empty());
    QVERIFY(generatePassword(-3).empty());
}

QTEST_GUILESS_MAIN(PasswordHashTest)
#include "PasswordHashTest.moc"
