// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/acl/IpAddress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using wharfgate::acl::IpAddress;
using wharfgate::acl::IpNetwork;

class IpAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_data();
    void parse();
    void refused_data();
    void refused();
    void network_data();
    void network();
    void refusedNetworks_data();
    void refusedNetworks();
    void within_data();
    void within();
    void bytes();
};

void IpAddressTest::parse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");

    QTest::newRow("v4") << "10.1.2.3"_ba
                        << "10.1.2.3"_ba;
    QTest::newRow("v4 lowest") << "0.0.0.0"_ba
                               << "0.0.0.0"_ba;
    QTest::newRow("v4 highest") << "255.255.255.255"_ba
                                << "255.255.255.255"_ba;
    QTest::newRow("unspecified") << "::"_ba
                                 << "::"_ba;
    QTest::newRow("loopback") << "::1"_ba
                              << "::1"_ba;
    QTest::newRow("prefix only") << "2001:db8::"_ba
                                 << "2001:db8::"_ba;
    QTest::newRow("in the middle") << "2001:db8::1"_ba
                                   << "2001:db8::1"_ba;
    QTest::newRow("written out") << "2001:0DB8:0:0:0:0:0:1"_ba
                                 << "2001:db8::1"_ba;
    QTest::newRow("the longest run") << "1:0:0:2:0:0:0:3"_ba
                                     << "1:0:0:2::3"_ba;
    QTest::newRow("the first of equal runs") << "1:0:0:2:3:0:0:4"_ba
                                             << "1::2:3:0:0:4"_ba;
    QTest::newRow("one zero field stays") << "1:2:3:4:5:6:7::"_ba
                                          << "1:2:3:4:5:6:7:0"_ba;
    QTest::newRow("one zero field first") << "::2:3:4:5:6:7:8"_ba
                                          << "0:2:3:4:5:6:7:8"_ba;
    QTest::newRow("mapped") << "::ffff:10.1.2.3"_ba
                            << "10.1.2.3"_ba;
    QTest::newRow("mapped in hex") << "::FFFF:0a01:0203"_ba
                                   << "10.1.2.3"_ba;
    QTest::newRow("mapped, written out") << "0:0:0:0:0:ffff:10.1.2.3"_ba
                                         << "10.1.2.3"_ba;
    QTest::newRow("embedded, not mapped") << "::10.1.2.3"_ba
                                          << "::a01:203"_ba;
    QTest::newRow("embedded behind a prefix") << "64:ff9b::192.0.2.1"_ba
                                              << "64:ff9b::c000:201"_ba;
    QTest::newRow("embedded after six fields") << "1:2:3:4:5:6:1.2.3.4"_ba
                                               << "1:2:3:4:5:6:102:304"_ba;
}

void IpAddressTest::parse()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, canonical);
    const auto address = IpAddress::parse(text.toStdString());
    QVERIFY(address);
    QCOMPARE(QByteArray::fromStdString(address->toString()), canonical);
    QVERIFY(IpAddress::parse(address->toString()) == address);
    QCOMPARE(address->isV4(), !canonical.contains(':'));
}

void IpAddressTest::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    const char *texts[] = {"",
                           " ",
                           "10.1.2",
                           "10.1.2.",
                           "10.1.2.3.4",
                           "10.1.2.3.",
                           ".10.1.2.3",
                           "10..2.3",
                           "10.1.2.256",
                           "10.1.2.1000",
                           "99999999999.1.2.3",
                           "010.1.2.3",
                           "10.1.2.03",
                           "10.1.2.00",
                           "0x0a.1.2.3",
                           "10.1.2.-3",
                           "10.1.2.+3",
                           "10.1.2.3 ",
                           " 10.1.2.3",
                           "10.1.2.3/32",
                           "10.1.2.3:80",
                           "167838211",
                           "localhost",
                           ":",
                           ":::",
                           "::1::",
                           "1::2::3",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7:8:",
                           ":1:2:3:4:5:6:7:8",
                           "1:2:3:4:5:6:7:8::",
                           "::1:2:3:4:5:6:7:8",
                           "1:2:3:4::5:6:7:8",
                           "1:2:3:4:5:6:7:",
                           "12345::",
                           "00001::",
                           "g::",
                           "[::1]",
                           "fe80::1%eth0",
                           "fe80::1%",
                           "::ffff:10.1.2",
                           "::ffff:10.1.2.300",
                           "::ffff:010.1.2.3",
                           "::ffff:10.1.2.3:1",
                           "1:2:3:4:5:1.2.3.4",
                           "1:2:3:4:5:6:7:1.2.3.4",
                           "::1.2.3.4::",
                           "1.2.3.4::",
                           "::.1.2.3",
                           "::abc.1.2.3",
                           "-::1"};
    for (const char *text : texts)
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("NUL") << QByteArray("10.1.2.3\0", 9);
    QTest::newRow("wide digits") << "１0.1.2.3"_ba;
    QTest::newRow("long") << QByteArray(100000, ':');
    QTest::newRow("long digits") << QByteArray(100000, '1');
}

void IpAddressTest::refused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!IpAddress::parse(text.toStdString()));
}

void IpAddressTest::network_data()
{
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("canonical");
    QTest::addColumn<QByteArray>("inside"); // separated by spaces
    QTest::addColumn<QByteArray>("outside");

    QTest::newRow("one address") << "10.1.2.3"_ba
                                 << "10.1.2.3"_ba
                                 << "10.1.2.3 ::ffff:10.1.2.3"_ba
                                 << "10.1.2.4 ::10.1.2.3"_ba;
    QTest::newRow("/8") << "10.0.0.0/8"_ba
                        << "10.0.0.0/8"_ba
                        << "10.0.0.0 10.255.255.255"_ba
                        << "11.0.0.0 9.255.255.255 ::1"_ba;
    QTest::newRow("/08") << "10.0.0.0/08"_ba
                         << "10.0.0.0/8"_ba
                         << "10.9.9.9"_ba
                         << "11.0.0.0"_ba;
    QTest::newRow("host bits") << "10.1.2.3/8"_ba
                               << "10.0.0.0/8"_ba
                               << "10.200.0.1"_ba
                               << "1.1.1.1"_ba;
    QTest::newRow("/31") << "10.1.2.2/31"_ba
                         << "10.1.2.2/31"_ba
                         << "10.1.2.2 10.1.2.3"_ba
                         << "10.1.2.4 10.1.2.1"_ba;
    QTest::newRow("/20") << "172.16.0.0/20"_ba
                         << "172.16.0.0/20"_ba
                         << "172.16.15.255"_ba
                         << "172.16.16.0"_ba;
    QTest::newRow("all of IPv4") << "0.0.0.0/0"_ba
                                 << "0.0.0.0/0"_ba
                                 << "1.2.3.4 ::ffff:1.2.3.4"_ba
                                 << "::1 ::"_ba;
    QTest::newRow("all of IPv6") << "::/0"_ba
                                 << "::/0"_ba
                                 << "::1 2001:db8::1"_ba
                                 << "1.2.3.4 ::ffff:1.2.3.4"_ba;
    QTest::newRow("v6 /32") << "2001:db8::/32"_ba
                            << "2001:db8::/32"_ba
                            << "2001:db8:ffff::1"_ba
                            << "2001:db9::1 32.1.13.184"_ba;
    QTest::newRow("v6 /10") << "fe80::/10"_ba
                            << "fe80::/10"_ba
                            << "fe80::1 febf::1"_ba
                            << "fec0::1"_ba;
    QTest::newRow("mapped network") << "::ffff:10.1.2.0/120"_ba
                                    << "10.1.2.0/24"_ba
                                    << "10.1.2.255 ::ffff:10.1.2.1"_ba
                                    << "10.1.3.3"_ba;
    QTest::newRow("all mapped") << "::ffff:0:0/96"_ba
                                << "0.0.0.0/0"_ba
                                << "10.1.2.3"_ba
                                << "::1"_ba;
    QTest::newRow("wider than mapped") << "::ffff:10.1.2.3/95"_ba
                                       << "::fffe:0:0/95"_ba
                                       << "::fffe:1:2"_ba
                                       << "10.1.2.3 ::ffff:10.1.2.3"_ba;
}

void IpAddressTest::network()
{
    QFETCH(QByteArray, network);
    QFETCH(QByteArray, canonical);
    QFETCH(QByteArray, inside);
    QFETCH(QByteArray, outside);
    const auto parsed = IpNetwork::parse(network.toStdString());
    QVERIFY(parsed);
    QCOMPARE(QByteArray::fromStdString(parsed->toString()), canonical);
    QVERIFY(IpNetwork::parse(parsed->toString()) == parsed);
    for (const QByteArray &text : inside.split(' '))
        QVERIFY2(parsed->contains(IpAddress::parse(text.toStdString()).value()), text.constData());
    for (const QByteArray &text : outside.split(' '))
        QVERIFY2(!parsed->contains(IpAddress::parse(text.toStdString()).value()), text.constData());
}

void IpAddressTest::refusedNetworks_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "/",
                             "/8",
                             "10.0.0.0/",
                             "10.0.0.0/33",
                             "10.0.0.0/-1",
                             "10.0.0.0/+8",
                             "10.0.0.0/8/8",
                             "10.0.0.0/8 ",
                             "10.0.0.0 /8",
                             "10.0.0/8",
                             "10.0.0.0/a",
                             "10.0.0.0/0x8",
                             "10.0.0.0/99999999999999999999",
                             "10.0.0.0/255.0.0.0",
                             "::1/129",
                             "fe80::%eth0/10",
                             "[::]/0",
                             "/10.*/",
                             "10.1.2.*",
                             "${ip}",
                             "*"})
        QTest::newRow(text) << QByteArray(text);
}

void IpAddressTest::refusedNetworks()
{
    QFETCH(QByteArray, text);
    QVERIFY(!IpNetwork::parse(text.toStdString()));
}

void IpAddressTest::within_data()
{
    QTest::addColumn<QByteArray>("outer");
    QTest::addColumn<QByteArray>("inner");
    QTest::addColumn<bool>("contained");

    QTest::newRow("equal") << "10.0.0.0/8"_ba
                           << "10.0.0.0/8"_ba << true;
    QTest::newRow("narrower") << "10.0.0.0/8"_ba
                              << "10.1.0.0/16"_ba << true;
    QTest::newRow("address") << "10.0.0.0/8"_ba
                             << "10.1.2.3"_ba << true;
    QTest::newRow("mapped spelling") << "10.0.0.0/8"_ba
                                     << "::ffff:10.1.0.0/112"_ba << true;
    QTest::newRow("wider") << "10.1.0.0/16"_ba
                           << "10.0.0.0/8"_ba << false;
    QTest::newRow("beside") << "10.0.0.0/9"_ba
                            << "10.128.0.0/9"_ba << false;
    QTest::newRow("other family") << "::/0"_ba
                                  << "10.0.0.0/8"_ba << false;
    QTest::newRow("other family, reversed") << "0.0.0.0/0"_ba
                                            << "::1"_ba << false;
}

void IpAddressTest::within()
{
    QFETCH(QByteArray, outer);
    QFETCH(QByteArray, inner);
    QFETCH(bool, contained);
    const auto outerNetwork = IpNetwork::parse(outer.toStdString()).value();
    QCOMPARE(outerNetwork.contains(IpNetwork::parse(inner.toStdString()).value()), contained);
}

void IpAddressTest::bytes()
{
    const IpAddress v4 = IpAddress::fromV4({192, 0, 2, 1});
    QVERIFY(v4.bytes() == std::string_view("\xC0\x00\x02\x01", 4));
    QVERIFY(IpAddress::fromV6({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 1}) == v4);
    const IpAddress v6 =
        IpAddress::fromV6({0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    QCOMPARE(v6.bytes().size(), std::size_t{16});
    QCOMPARE(QByteArray::fromStdString(v6.toString()), "2001:db8::1"_ba);
}

QTEST_APPLESS_MAIN(IpAddressTest)
#include "IpAddressTest.moc"
