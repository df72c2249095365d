// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/management/CertificateOperations.h"
#include "tests/unit/certificates/CertificateFolder.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::tls;
using control::Reply;

/// What clients may send to the certificate methods, and what they may not.
class CertificateParametersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<CertificateFolder>(); }
    void passwords_data();
    void passwords();
    void wrongParameters_data();
    void wrongParameters();
    void errors_data();
    void errors();

private:
    Reply call(const QString &method, const QJsonObject &params) const
    {
        return CertificateOperations(certificateRoles(m_folder->configuration))
            .call(method, params);
    }

    std::unique_ptr<CertificateFolder> m_folder;
};

void CertificateParametersTest::passwords_data()
{
    QTest::addColumn<QJsonValue>("password");
    QTest::addColumn<bool>("given");
    QTest::newRow("none") << QJsonValue(QJsonValue::Undefined) << false;
    QTest::newRow("null") << QJsonValue() << false;
    QTest::newRow("wrong") << QJsonValue(u"wrong"_s) << true;
    QTest::newRow("empty") << QJsonValue(u""_s) << true;
}

void CertificateParametersTest::passwords()
{
    QFETCH(QJsonValue, password);
    QFETCH(bool, given);
    QFile file(QStringLiteral(TEST_DATA_DIR "/../fuzz/corpus/CertificateImportFuzzer/modern.p12"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject params = withData(u"server"_s, {file.readAll().toStdString()});
    if (!password.isUndefined())
        params.insert(u"password"_s, password);
    for (const QString &method : {u"certificates.inspect"_s, u"certificates.import"_s}) {
        const Reply reply = call(method, params);
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, control::ErrorCode::WrongPassword);
        QCOMPARE(reply.error().data["given"_L1].toBool(), given);
        QVERIFY(!reply.error().message.contains(u"wrong\""_s));
    }
    QCOMPARE(m_folder->files().size(), 4);
}

void CertificateParametersTest::wrongParameters_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<QString>("parameter");
    const auto row = [](const char *name, const QString &method, const QJsonObject &params,
                        const QString &parameter) {
        QTest::newRow(name) << method << params << parameter;
    };
    const QString server = u"server"_s;
    row("no role", u"generate"_s, {}, u"role"_s);
    row("role of another type", u"rotate"_s, {{u"role"_s, 1}}, u"role"_s);
    row("unknown role", u"discard"_s, {{u"role"_s, u"../server"_s}}, u"role"_s);
    row("no spec", u"generate"_s, {{u"role"_s, server}}, u"spec"_s);
    row("no name", u"request"_s, {{u"role"_s, server}, {u"spec"_s, QJsonObject()}}, u"spec"_s);
    row("no day", u"generate"_s, withSpec(server, {{u"days"_s, 0}}), u"spec"_s);
    row("half a day", u"generate"_s, withSpec(server, {{u"days"_s, 0.5}}), u"spec"_s);
    row("too many days", u"generate"_s, withSpec(server, {{u"days"_s, 1e12}}), u"spec"_s);
    row("weak key", u"generate"_s, withSpec(server, {{u"keyType"_s, u"rsa-1024"_s}}), u"spec"_s);
    row("name with a slash", u"generate"_s,
        withSpec(server, {{u"names"_s, QJsonArray{u"https://a/"_s}}}), u"spec"_s);
    row("names of another type", u"generate"_s, withSpec(server, {{u"names"_s, u"a"_s}}),
        u"names"_s);
    row("a number as name", u"generate"_s, withSpec(server, {{u"names"_s, QJsonArray{1}}}),
        u"names"_s);
    row("no data", u"import"_s, {{u"role"_s, server}}, u"data"_s);
    row("empty data", u"import"_s, {{u"role"_s, server}, {u"data"_s, QJsonArray()}}, u"data"_s);
    row("data not in Base64", u"inspect"_s, {{u"data"_s, QJsonArray{u"!"_s}}}, u"data"_s);
    row("data of another type", u"inspect"_s, {{u"data"_s, QJsonArray{1}}}, u"data"_s);
    row("too much data", u"inspect"_s,
        {{u"data"_s, QJsonArray{QString(1'000'000, u'A'), QString(1'000'000, u'A')}}}, u"data"_s);
    QJsonObject password = withData(server, {"x"});
    password.insert(u"password"_s, 1);
    row("password of another type", u"inspect"_s, password, u"password"_s);
    row("hosts of another type", u"list"_s, {{u"hosts"_s, u"a"_s}}, u"hosts"_s);
}

void CertificateParametersTest::wrongParameters()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QFETCH(QString, parameter);
    const Reply reply = call(u"certificates."_s + method, params);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, control::ErrorCode::InvalidParams);
    QCOMPARE(reply.error().data["parameter"_L1].toString(), parameter);
    QVERIFY(reply.error().message.endsWith(u'.'));
    QCOMPARE(m_folder->files().size(), 4);
}

void CertificateParametersTest::errors_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<int>("code");
    const QJsonObject server{{u"role"_s, u"server"_s}};
    QTest::newRow("unknown method")
        << u"certificates.steal"_s << server << int(control::ErrorCode::MethodNotFound);
    QTest::newRow("nothing staged")
        << u"certificates.rotate"_s << server << int(control::ErrorCode::Refused);
    QTest::newRow("nothing to go back to")
        << u"certificates.rollback"_s << server << int(control::ErrorCode::Refused);
    QTest::newRow("garbage") << u"certificates.import"_s << withData(u"server"_s, {"garbage"})
                             << int(control::ErrorCode::Crypto);
    const auto key = CertificateFolder::newKey();
    const auto other = CertificateFolder::newKey();
    QTest::newRow("key of another certificate")
        << u"certificates.import"_s
        << withData(u"server"_s,
                    {CertificateFolder::issue("x", key, nullptr).toPem(), other.toPem()})
        << int(control::ErrorCode::Refused);
}

void CertificateParametersTest::errors()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QFETCH(int, code);
    const Reply reply = call(method, params);
    QVERIFY(!reply);
    QCOMPARE(int(reply.error().code), code);
    QCOMPARE(m_folder->files().size(), 4);
}

QTEST_GUILESS_MAIN(CertificateParametersTest)
#include "CertificateParametersTest.moc"
