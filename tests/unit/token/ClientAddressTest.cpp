// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/ClientAddress.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using token::ClientAddressPolicy;

namespace {

http::Peer peerAt(std::string address)
{
    http::Peer peer;
    peer.address = std::move(address);
    peer.port = 40'000;
    return peer;
}

/// What came out, for comparing: "10.1.2.3", or "error: …".
QByteArray resultOf(const http::Request &request, const http::Peer &peer,
                    const ClientAddressPolicy &policy)
{
    const auto address = clientAddress(request, peer, policy);
    return QByteArray::fromStdString(address ? address->ip.toString()
                                             : "error: " + address.error());
}

/// server.real_ip_header and real_ip_pos of the recorded configurations.
const std::map<QString, ClientAddressPolicy> &recordedPolicies()
{
    static const std::map<QString, ClientAddressPolicy> all = {
        {u"realip"_s, {"X-Forwarded-For", 0, {}}},
        {u"realip-last"_s, {"X-Forwarded-For", -1, {}}},
        {u"realip-m3"_s, {"X-Forwarded-For", -3, {}}},
        {u"realip-2"_s, {"X-Real-Ip", 2, {}}},
    };
    return all;
}

/// Where the answer differs from the recorded one on purpose, with the address that counts here.
const std::map<QString, QByteArray> &differences()
{
    static const std::map<QString, QByteArray> all = {
        // real_ip_pos beyond the header: an error, where docker_auth crashes
        {u"realip-2-missing"_s,
         "error: client address not provided: X-Real-Ip has 1 entries, and real_ip_pos is 2"},
        {u"realip-2-list"_s,
         "error: client address not provided: X-Real-Ip has 2 entries, and real_ip_pos is 2"},
        // RFC 9110 5.3: repeated header lines are one list
        {u"realip-last-two-headers2"_s, "10.1.2.3"},
    };
    return all;
}

} // namespace

class ClientAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recorded_data();
    void recorded();
    void positions_data();
    void positions();
    void addressesInHeader_data();
    void addressesInHeader();
    void peers_data();
    void peers();
    void trustedProxies_data();
    void trustedProxies();
    void hostAndPort_data();
    void hostAndPort();
    void keepsTheTextAsFound();
};

void ClientAddressTest::recorded_data()
{
    QTest::addColumn<QJsonObject>("recorded");

    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/http.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    while (!file.atEnd()) {
        const QJsonObject object = QJsonDocument::fromJson(file.readLine()).object();
        const QString id = object.value("id"_L1).toString();
        if (!recordedPolicies().contains(object.value("config"_L1).toString()) ||
            id == "realip-index-noip"_L1) // the start page reads no address
            continue;
        QTest::newRow(qPrintable(id)) << object;
        ++count;
    }
    QVERIFY(count >= 25);
}

void ClientAddressTest::recorded()
{
    QFETCH(QJsonObject, recorded);

    http::Request request;
    for (const QJsonValue &header : recorded.value("request"_L1).toObject()["headers"_L1].toArray())
        request.headers.emplace_back(header.toArray()[0].toString().toStdString(),
                                     header.toArray()[1].toString().toStdString());
    const QByteArray found = resultOf(request, peerAt("127.0.0.1"),
                                      recordedPolicies().at(recorded["config"_L1].toString()));
    const auto difference = differences().find(recorded["id"_L1].toString());
    if (difference != differences().end()) {
        QCOMPARE(found, difference->second);
        return;
    }
    const QJsonObject response = recorded["response"_L1].toObject();
    if (response["status"_L1].toInt() == 400) {
        const QString body = response["body"_L1].toString().trimmed();
        QCOMPARE("Bad request: " + found.mid(7), body.toUtf8());
        return;
    }
    // The rules let 10.0.0.0/8 into ten/ and 2001:db8::/32 into six/.
    QVERIFY2(!found.startsWith("error"), found.constData());
    const bool isListed = found.startsWith("10.") || found.startsWith("2001:db8:");
    const QJsonArray access = response["claims"_L1]["access"_L1].toArray();
    QCOMPARE(access.size(), 1);
    QCOMPARE(isListed, !access[0]["actions"_L1].toArray().isEmpty());
}

void ClientAddressTest::positions_data()
{
    QTest::addColumn<int>("position");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("expected");

    const QByteArrayList three = {"10.0.0.1, 10.0.0.2 ,\t10.0.0.3"};
    QTest::newRow("first") << 0 << three << "10.0.0.1"_ba;
    QTest::newRow("second") << 1 << three << "10.0.0.2"_ba;
    QTest::newRow("third") << 2 << three << "10.0.0.3"_ba;
    QTest::newRow("last") << -1 << three << "10.0.0.3"_ba;
    QTest::newRow("last but one") << -2 << three << "10.0.0.2"_ba;
    QTest::newRow("as many as there are") << -3 << three << "10.0.0.1"_ba;
    QTest::newRow("more than there are") << -4 << three << "10.0.0.1"_ba;
    QTest::newRow("least number") << std::numeric_limits<int>::min() << three << "10.0.0.1"_ba;
    QTest::newRow("beyond") << 3 << three
                            << "error: client address not provided: X-Forwarded-For has 3 entries, "
                               "and real_ip_pos is 3"_ba;
    QTest::newRow("greatest number")
        << std::numeric_limits<int>::max() << three
        << "error: client address not provided: X-Forwarded-For has 3 entries, and real_ip_pos is "
           "2147483647"_ba;
    QTest::newRow("lines are joined: first")
        << 0 << QByteArrayList{"10.0.0.1", "10.0.0.2"} << "10.0.0.1"_ba;
    QTest::newRow("lines are joined: last")
        << -1 << QByteArrayList{"10.0.0.1, 10.0.0.2", "10.0.0.3"} << "10.0.0.3"_ba;
    QTest::newRow("lines are joined: third")
        << 2 << QByteArrayList{"10.0.0.1", "10.0.0.2,10.0.0.3"} << "10.0.0.3"_ba;
    QTest::newRow("no line") << 0 << QByteArrayList{} << "error: client address not provided"_ba;
    QTest::newRow("no line, from the end")
        << -1 << QByteArrayList{} << "error: client address not provided"_ba;
    QTest::newRow("empty line") << 0 << QByteArrayList{""}
                                << "error: client address not provided"_ba;
    QTest::newRow("only white space")
        << 0 << QByteArrayList{" \t "} << "error: client address not provided"_ba;
    QTest::newRow("empty entry") << 1 << QByteArrayList{"10.0.0.1,,10.0.0.3"}
                                 << "error: client address not provided"_ba;
    QTest::newRow("empty last entry")
        << -1 << QByteArrayList{"10.0.0.1,"} << "error: client address not provided"_ba;
}

void ClientAddressTest::positions()
{
    QFETCH(int, position);
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArray, expected);

    http::Request request;
    request.headers.emplace_back("Host", "auth.example.com");
    for (const QByteArray &line : std::as_const(lines))
        request.headers.emplace_back("x-forwarded-for", line.toStdString()); // in any letter case
    QCOMPARE(resultOf(request, peerAt("127.0.0.1"), {"X-Forwarded-For", position, {}}), expected);
}

void ClientAddressTest::addressesInHeader_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // empty: refused

    QTest::newRow("v4") << "10.1.2.3"_ba
                        << "10.1.2.3"_ba;
    QTest::newRow("v4 and port") << "10.1.2.3:80"_ba
                                 << "10.1.2.3"_ba;
    QTest::newRow("v6") << "2001:db8::1"_ba
                        << "2001:db8::1"_ba;
    QTest::newRow("v6 in brackets") << "[2001:db8::1]"_ba
                                    << "2001:db8::1"_ba;
    QTest::newRow("v6 and port") << "[2001:db8::1]:443"_ba
                                 << "2001:db8::1"_ba;
    QTest::newRow("v6 that ends in digits") << "2001:db8::1:443"_ba
                                            << "2001:db8::1:443"_ba;
    QTest::newRow("mapped v4") << "::ffff:10.1.2.3"_ba
                               << "10.1.2.3"_ba;
    QTest::newRow("mapped v4 and port") << "[::ffff:10.1.2.3]:1"_ba
                                        << "10.1.2.3"_ba;
    QTest::newRow("loopback") << "::1"_ba
                              << "::1"_ba;
    QTest::newRow("name") << "localhost"_ba
                          << ""_ba;
    QTest::newRow("unknown (RFC 7239)") << "unknown"_ba
                                        << ""_ba;
    QTest::newRow("quotes") << "\"10.1.2.3\""_ba
                            << ""_ba;
    QTest::newRow("leading zero") << "010.1.2.3"_ba
                                  << ""_ba;
    QTest::newRow("short") << "10.1"_ba
                           << ""_ba;
    QTest::newRow("number") << "167837955"_ba
                            << ""_ba;
    QTest::newRow("hexadecimal") << "0x0a.1.2.3"_ba
                                 << ""_ba;
    QTest::newRow("too great") << "10.1.2.256"_ba
                               << ""_ba;
    QTest::newRow("five parts") << "10.1.2.3.4"_ba
                                << ""_ba;
    QTest::newRow("network") << "10.0.0.0/8"_ba
                             << ""_ba;
    QTest::newRow("port without digits") << "10.1.2.3:"_ba
                                         << ""_ba;
    QTest::newRow("port of letters") << "10.1.2.3:http"_ba
                                     << ""_ba;
    QTest::newRow("two ports") << "10.1.2.3:1:2"_ba
                               << ""_ba;
    QTest::newRow("zone") << "fe80::1%eth0"_ba
                          << ""_ba;
    QTest::newRow("zone in brackets") << "[fe80::1%eth0]:80"_ba
                                      << ""_ba;
    QTest::newRow("bracket without end") << "[2001:db8::1"_ba
                                         << ""_ba;
    QTest::newRow("bracket without begin") << "2001:db8::1]"_ba
                                           << ""_ba;
    QTest::newRow("text behind the bracket") << "[2001:db8::1]x"_ba
                                             << ""_ba;
    QTest::newRow("bad port behind the bracket") << "[2001:db8::1]:x"_ba
                                                 << ""_ba;
    QTest::newRow("empty brackets") << "[]"_ba
                                    << ""_ba;
    QTest::newRow("only a port") << ":80"_ba
                                 << ""_ba;
    QTest::newRow("forwarded syntax") << "for=10.1.2.3"_ba
                                      << ""_ba;
    QTest::newRow("space within") << "10.1.2.3 x"_ba
                                  << ""_ba;
    QTest::newRow("NUL") << QByteArray("10.1.2.3\0", 9) << ""_ba;
}

void ClientAddressTest::addressesInHeader()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);

    http::Request request;
    request.headers.emplace_back("X-Real-Ip", text.toStdString());
    const QByteArray found = resultOf(request, peerAt("127.0.0.1"), {"X-Real-Ip", 0, {}});
    if (expected.isEmpty())
        QVERIFY2(found.startsWith("error: unable to parse remote addr "), found.constData());
    else
        QCOMPARE(found, expected);
}

void ClientAddressTest::peers_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("v4") << "10.1.2.3"_ba
                        << "10.1.2.3"_ba;
    QTest::newRow("v6") << "2001:db8::1"_ba
                        << "2001:db8::1"_ba;
    QTest::newRow("mapped v4, from a dual-stack socket") << "::ffff:10.1.2.3"_ba
                                                         << "10.1.2.3"_ba;
    QTest::newRow("link-local with zone") << "fe80::1%eth0"_ba
                                          << "fe80::1"_ba;
    QTest::newRow("Unix socket")
        << ""_ba
        << "error: client address not provided: connections over a Unix socket need "
           "server.real_ip_header"_ba;
    QTest::newRow("nonsense") << "somewhere"_ba
                              << "error: unable to parse remote addr somewhere"_ba;
}

void ClientAddressTest::peers()
{
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, expected);

    http::Request request;
    request.headers.emplace_back("X-Forwarded-For", "192.0.2.1"); // not configured, so not read
    QCOMPARE(resultOf(request, peerAt(peer.toStdString()), {}), expected);
}

void ClientAddressTest::trustedProxies_data()
{
    QTest::addColumn<QByteArrayList>("networks");
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<bool>("isTrusted");

    QTest::newRow("in a network") << QByteArrayList{"10.0.0.0/8"} << "10.9.9.9"_ba << true;
    QTest::newRow("in a later network")
        << QByteArrayList{"192.0.2.0/24", "10.0.0.0/8"} << "10.9.9.9"_ba << true;
    QTest::newRow("single address") << QByteArrayList{"10.9.9.9"} << "10.9.9.9"_ba << true;
    QTest::newRow("mapped peer") << QByteArrayList{"10.0.0.0/8"} << "::ffff:10.9.9.9"_ba << true;
    QTest::newRow("v6") << QByteArrayList{"2001:db8::/32"} << "2001:db8::9"_ba << true;
    QTest::newRow("zone") << QByteArrayList{"fe80::/10"} << "fe80::9%eth0"_ba << true;
    QTest::newRow("Unix socket") << QByteArrayList{"10.0.0.0/8"} << ""_ba << true;
    QTest::newRow("Unix socket, nobody listed") << QByteArrayList{} << ""_ba << true;
    QTest::newRow("outside") << QByteArrayList{"10.0.0.0/8"} << "11.0.0.1"_ba << false;
    QTest::newRow("neighbour address") << QByteArrayList{"10.9.9.9"} << "10.9.9.8"_ba << false;
    QTest::newRow("nobody listed") << QByteArrayList{} << "10.9.9.9"_ba << false;
    QTest::newRow("loopback is not special")
        << QByteArrayList{"10.0.0.0/8"} << "127.0.0.1"_ba << false;
    QTest::newRow("other family") << QByteArrayList{"::/0"} << "10.9.9.9"_ba << false;
    QTest::newRow("other family, mapped")
        << QByteArrayList{"::/0"} << "::ffff:10.9.9.9"_ba << false;
}

void ClientAddressTest::trustedProxies()
{
    QFETCH(QByteArrayList, networks);
    QFETCH(QByteArray, peer);
    QFETCH(bool, isTrusted);

    ClientAddressPolicy policy{"X-Forwarded-For", 0, std::vector<acl::IpNetwork>()};
    for (const QByteArray &network : std::as_const(networks))
        policy.trustedProxies->push_back(*acl::IpNetwork::parse(network.toStdString()));
    http::Request request;
    request.headers.emplace_back("X-Forwarded-For", "192.0.2.77");
    const QByteArray found = resultOf(request, peerAt(peer.toStdString()), policy);
    QCOMPARE(found == "192.0.2.77", isTrusted);

    // From others even a broken header is ignored, and a missing one is no error.
    request.headers.front().second = "broken";
    QCOMPARE(resultOf(request, peerAt(peer.toStdString()), policy).startsWith("error"), isTrusted);
    request.headers.clear();
    QCOMPARE(resultOf(request, peerAt(peer.toStdString()), policy).startsWith("error"), isTrusted);
}

void ClientAddressTest::hostAndPort_data()
{
    addressesInHeader_data();
    QTest::newRow("empty") << ""_ba
                           << ""_ba;
    QTest::newRow("space before") << " 10.1.2.3"_ba
                                  << ""_ba;
}

void ClientAddressTest::hostAndPort()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);

    const auto ip = token::parseHostPort(text.toStdString());
    QCOMPARE(ip ? QByteArray::fromStdString(ip->toString()) : QByteArray(""), expected);
}

void ClientAddressTest::keepsTheTextAsFound()
{
    http::Request request;
    request.headers.emplace_back("X-Real-Ip", " [2001:db8::1]:443 ");
    const auto address = token::clientAddress(request, peerAt("10.0.0.1"), {"X-Real-Ip", 0, {}});
    QVERIFY(address.has_value());
    QCOMPARE(address->text, std::string("[2001:db8::1]:443"));
    const auto own = token::clientAddress(request, peerAt("fe80::1%eth0"), {});
    QVERIFY(own.has_value());
    QCOMPARE(own->text, std::string("fe80::1%eth0"));
}

QTEST_GUILESS_MAIN(ClientAddressTest)
#include "ClientAddressTest.moc"
