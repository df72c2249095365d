// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/cli/CommandRun.h"

#include "ssl/Certificate.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace wharfgate;
using namespace wharfgate::test;
using namespace Qt::StringLiterals;

/// `wharfgated registry-setup` and `export-jwks`, on a workspace that `init` made.
class RegistrySetupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void printsSettingsAndWritesTheFilesTheyName();
    void writesNoJwksForRegistry2();
    void writesNoFilesBesideManifests();
    void advisesAboutTheKeyName();
    void leavesForeignFilesAlone();
    void refusesWrongOptions_data();
    void refusesWrongOptions();
    void needsNoPrivateKey();
    void namesACertificateThatIsNotThere();
    void exportsTheKeyUnderTheNameOfTokens();

private:
    CommandRun setup(std::vector<std::string> options) const;
    QByteArray output(const QString &name) const;
    void setKidFormat(const QByteArray &format) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    QString m_output;
};

void RegistrySetupTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString workspace = m_folder->filePath(u"ws"_s);
    m_file = workspace + u"/wharfgate.yml"_s;
    m_output = m_folder->filePath(u"out"_s);
    QVERIFY(QDir().mkpath(m_output));
    QCOMPARE(CommandRun({"init", workspace.toStdString()}).code, 0);
}

CommandRun RegistrySetupTest::setup(std::vector<std::string> options) const
{
    std::vector<std::string> words{"registry-setup", m_file.toStdString(), "--output",
                                   m_output.toStdString()};
    words.insert(words.end(), options.begin(), options.end());
    return CommandRun(words);
}

QByteArray RegistrySetupTest::output(const QString &name) const
{
    QFile file(m_output + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

void RegistrySetupTest::setKidFormat(const QByteArray &format) const
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    static const QRegularExpression kSetting(u"kid_format: [a-z0-9]+"_s);
    text = QString::fromUtf8(text)
               .replace(kSetting, u"kid_format: "_s + QString::fromUtf8(format))
               .toUtf8();
    QVERIFY(text.contains("kid_format: " + format));
    QVERIFY(file.resize(0) && file.seek(0) && file.write(text) == text.size());
}

void RegistrySetupTest::printsSettingsAndWritesTheFilesTheyName()
{
    const CommandRun run =
        setup({"--realm", "https://auth.example.com:5001/auth", "--service", "My registry"});
    QCOMPARE(run.code, 0);
    QCOMPARE(run.out, "REGISTRY_AUTH=token\n"
                      "REGISTRY_AUTH_TOKEN_REALM=https://auth.example.com:5001/auth\n"
                      "REGISTRY_AUTH_TOKEN_SERVICE='My registry'\n"
                      "REGISTRY_AUTH_TOKEN_ISSUER=Wharfgate\n"
                      "REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE=/certs/wharfgate-token.pem\n"
                      "REGISTRY_AUTH_TOKEN_JWKS=/certs/wharfgate-jwks.json\n"
                      "REGISTRY_AUTH_TOKEN_SIGNINGALGORITHMS=[ES256]\n");
    // The token's certificate and its authority, nothing secret.
    const auto bundle =
        tls::CertificateChain::fromPem(output(u"wharfgate-token.pem"_s).toStdString());
    QVERIFY(bundle);
    QCOMPARE(bundle->certificates().size(), std::size_t(2));
    QVERIFY(bundle->certificates().back().isAuthority());
    QVERIFY(!output(u"wharfgate-token.pem"_s).contains("PRIVATE"));
    const QJsonObject key =
        QJsonDocument::fromJson(output(u"wharfgate-jwks.json"_s)).object()[u"keys"_s][0].toObject();
    QCOMPARE(key[u"alg"_s].toString(), u"ES256"_s);
    QVERIFY(!key.contains(u"d"_s));
}

void RegistrySetupTest::writesNoJwksForRegistry2()
{
    const CommandRun run = setup(
        {"--realm", "https://a.example/auth", "--registry-version", "2.8", "--format", "compose"});
    QCOMPARE(run.code, 0);
    QVERIFY(run.out.contains("image: registry:2.8"));
    QVERIFY(!run.out.contains("JWKS") && !run.out.contains("SIGNINGALGORITHMS"));
    QCOMPARE(output(u"wharfgate-jwks.json"_s), "(no file)");
    QVERIFY(output(u"wharfgate-token.pem"_s).startsWith("-----BEGIN CERTIFICATE-----"));
}

void RegistrySetupTest::writesNoFilesBesideManifests()
{
    const CommandRun run = setup({"--realm", "https://a.example/auth", "--format", "k8s"});
    QCOMPARE(run.code, 0);
    QVERIFY(run.out.contains("kind: ConfigMap"));
    QVERIFY(run.out.contains("    -----BEGIN CERTIFICATE-----"));
    QVERIFY(QDir(m_output).isEmpty());
}

void RegistrySetupTest::advisesAboutTheKeyName()
{
    setKidFormat("legacy");
    // With a JWKS file the registry knows the name; registry 2 knows it anyway.
    QCOMPARE(setup({"--realm", "https://a.example/auth"}).code, 0);
    QCOMPARE(setup({"--realm", "https://a.example/auth", "--registry-version", "2.8"}).code, 0);
    setKidFormat("rfc7638");
    const CommandRun run =
        setup({"--realm", "https://a.example/auth", "--registry-version", "2.8"});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains("refuses every token. Set token.kid_format to legacy"),
             run.err.constData());
    QVERIFY(run.out.contains("REGISTRY_AUTH=token"));
}

void RegistrySetupTest::leavesForeignFilesAlone()
{
    QFile file(m_output + u"/wharfgate-token.pem"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("my notes") == 8);
    file.close();
    const CommandRun run = setup({"--realm", "https://a.example/auth"});
    QCOMPARE(run.code, 73);
    QVERIFY2(run.err.contains("was left alone"), run.err.constData());
    QCOMPARE(output(u"wharfgate-token.pem"_s), "my notes");
    QVERIFY(file.remove());
    QCOMPARE(setup({"--realm", "https://a.example/auth"}).code, 0);
    QCOMPARE(setup({"--realm", "https://a.example/auth"}).code, 0); // its own are replaced
}

void RegistrySetupTest::refusesWrongOptions_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::newRow("format") << u"--format"_s << u"helm"_s;
    QTest::newRow("version") << u"--registry-version"_s << u"1.0"_s;
}

void RegistrySetupTest::refusesWrongOptions()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    const CommandRun run = setup({option.toStdString(), value.toStdString()});
    QCOMPARE(run.code, 64);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.contains(option.toUtf8()), run.err.constData());
    QVERIFY(QDir(m_output).isEmpty());
}

void RegistrySetupTest::needsNoPrivateKey()
{
    QVERIFY(QFile::remove(QFileInfo(m_file).path() + u"/ssl/token.key"_s));
    QCOMPARE(setup({"--realm", "https://a.example/auth"}).code, 0);
    QCOMPARE(CommandRun({"export-jwks", m_file.toStdString()}).code, 0);
}

void RegistrySetupTest::namesACertificateThatIsNotThere()
{
    QVERIFY(QFile::remove(QFileInfo(m_file).path() + u"/ssl/token.crt"_s));
    for (const CommandRun &run : {setup({"--realm", "https://a.example/auth"}),
                                  CommandRun({"export-jwks", m_file.toStdString()})}) {
        QCOMPARE(run.code, 69);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains("token.crt"), run.err.constData());
    }
}

void RegistrySetupTest::exportsTheKeyUnderTheNameOfTokens()
{
    setKidFormat("rfc7638");
    const CommandRun run({"export-jwks", m_file.toStdString()});
    QCOMPARE(run.code, 0);
    const QJsonArray keys = QJsonDocument::fromJson(run.out).object()[u"keys"_s].toArray();
    QCOMPARE(keys.size(), 1);
    const QJsonObject key = keys[0].toObject();
    // RFC 7638, computed here from the required members.
    const QByteArray members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" +
                               key[u"x"_s].toString().toUtf8() + "\",\"y\":\"" +
                               key[u"y"_s].toString().toUtf8() + "\"}";
    const QByteArray digest = QCryptographicHash::hash(members, QCryptographicHash::Sha256);
    QCOMPARE(key[u"kid"_s].toString().toUtf8(),
             digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QTEST_GUILESS_MAIN(RegistrySetupTest)
#include "RegistrySetupTest.moc"
