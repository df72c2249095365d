// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/CertificateReport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;

namespace {

PairReport wholePair()
{
    CertificateReport certificate;
    certificate.subject = u"CN=é"_s;
    certificate.issuer = u"CN=Authority"_s;
    certificate.names = {u"a.example"_s, u"192.0.2.1"_s};
    certificate.serial = u"0A:1B"_s;
    certificate.notBefore = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    certificate.notAfter = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
    certificate.keyType = u"ec-p256"_s;
    certificate.keyBits = 256;
    certificate.usages = {u"serverAuth"_s};
    certificate.sha256 = u"AB:CD"_s;
    certificate.selfSigned = true;
    certificate.authority = true;
    certificate.pem = u"-----BEGIN"_s;

    PairReport pair;
    pair.role = u"server"_s;
    pair.certificateFile = u"/a.crt"_s;
    pair.keyFile = u"/a.key"_s;
    pair.sameAs = u"token"_s;
    pair.chain = {certificate, certificate};
    pair.key = {u"ec-p256"_s, 256, u"root"_s, u"0600"_s, true};
    pair.keyIds = {u"a"_s, u"b"_s, u"c"_s};
    pair.jwk = {{u"kty"_s, u"EC"_s}};
    pair.checks = {{u"dates"_s, CheckReport::Outcome::Pass, u"m"_s, u""_s},
                   {u"expired"_s, CheckReport::Outcome::Fail, u"m"_s, u"r"_s},
                   {u"self-signed"_s, CheckReport::Outcome::Warn, u"m"_s, u"r"_s}};
    pair.error = u"e"_s;
    PairReport staged = pair;
    pair.staged = std::make_shared<const PairReport>(std::move(staged));
    pair.waiting =
        WaitingReport{u"csr"_s, {u"cn"_s, {u"n"_s}, 0, u"rsa-2048"_s}, certificate.notBefore};
    pair.previous = PreviousReport{certificate.notAfter, certificate.notBefore};
    return pair;
}

} // namespace

/// The certificate objects of the protocol.
class CertificateReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void inspectionRoundTrip();
    void absentIsNull();
    void strangeInput_data();
    void strangeInput();
    void stagedPairsDoNotNest();
};

void CertificateReportTest::roundTrip()
{
    const PairReport pair = wholePair();
    const QByteArray text = QJsonDocument(pair.toJson()).toJson();
    QVERIFY(PairReport::fromJson(QJsonDocument::fromJson(text).object()) == pair);
    PairReport other = pair;
    other.staged.reset();
    QVERIFY(!(PairReport::fromJson(other.toJson()) == pair));
    QCOMPARE(pair.toJson()["chain"_L1].toArray().at(0).toObject()["notBefore"_L1].toString(),
             u"2023-11-14T22:13:20.123Z"_s);
}

void CertificateReportTest::inspectionRoundTrip()
{
    const PairReport pair = wholePair();
    InspectionReport report;
    report.certificates = pair.chain;
    report.keys = {{u"rsa"_s, 2048, pair.keyIds, u"AB"_s}, {u"rsa"_s, 2048, pair.keyIds, {}}};
    report.checks = pair.checks;
    QVERIFY(InspectionReport::fromJson(report.toJson()) == report);
    QVERIFY(report.toJson()["keys"_L1].toArray().at(1).toObject()["matches"_L1].isNull());
}

void CertificateReportTest::absentIsNull()
{
    const QJsonObject json = PairReport().toJson();
    for (const auto &member : {"sameAs"_L1, "staged"_L1, "waiting"_L1, "previous"_L1, "error"_L1})
        QVERIFY(json.contains(member) && json[member].isNull());
    QVERIFY(PairReport::fromJson(json) == PairReport());
}

void CertificateReportTest::strangeInput_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"chain":null,"staged":null,"waiting":null})");
    QTest::newRow("other types") << QByteArray(
        R"({"role":1,"chain":{},"key":[],"checks":"x","jwk":1,"error":{},"sameAs":false})");
    QTest::newRow("strange lists")
        << QByteArray(R"({"chain":[1,null,{"names":[1,{}],"notAfter":"soon","keyBits":1e99}]})");
}

void CertificateReportTest::strangeInput()
{
    QFETCH(QByteArray, json);
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const PairReport pair = PairReport::fromJson(object);
    QVERIFY(pair.role.isEmpty() && pair.sameAs.isEmpty() && pair.error.isEmpty());
    QVERIFY(!pair.staged && !pair.waiting && !pair.previous);
    for (const CertificateReport &certificate : pair.chain)
        QVERIFY(certificate.names.isEmpty() && !certificate.notAfter.isValid());
    QCOMPARE(CheckReport::fromJson({{u"result"_s, u"perhaps"_s}}).outcome,
             CheckReport::Outcome::Fail);
}

void CertificateReportTest::stagedPairsDoNotNest()
{
    QJsonObject json = wholePair().toJson();
    for (int i = 0; i < 50; ++i) {
        QJsonObject outer = wholePair().toJson();
        outer.insert(u"staged"_s, json);
        json = outer;
    }
    const PairReport pair = PairReport::fromJson(json);
    QVERIFY(pair.staged && !pair.staged->staged);
}

QTEST_GUILESS_MAIN(CertificateReportTest)
#include "CertificateReportTest.moc"
