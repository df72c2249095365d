// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/KeyedHash.h"

#include <QTest>

using wharfgate::tls::KeyedHash;

class KeyedHashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dependsOnTextsAlone();
    void everyObjectHasItsOwnKey();
};

void KeyedHashTest::dependsOnTextsAlone()
{
    const KeyedHash hash;
    QVERIFY(hash.of({"alice", "secret"}) == hash.of({"alice", "secret"}));
    const auto one = hash.of({"alice", "secret"});
    QVERIFY(hash.of({"alice", "secret", ""}) != one);
    QVERIFY(hash.of({"alices", "ecret"}) != one);
    QVERIFY(hash.of({"", "alicesecret"}) != one);
    QVERIFY(hash.of({"secret", "alice"}) != one);
    QVERIFY(hash.of({"alice", std::string_view("secret\0", 7)}) != one);
    QVERIFY(hash.of({}) != hash.of({""}));
}

void KeyedHashTest::everyObjectHasItsOwnKey()
{
    QVERIFY(KeyedHash().of({"alice"}) != KeyedHash().of({"alice"}));
}

QTEST_GUILESS_MAIN(KeyedHashTest)
#include "KeyedHashTest.moc"
