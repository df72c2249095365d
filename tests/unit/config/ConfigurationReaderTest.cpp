// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationReader.h"

#include <QTest>

using namespace wharfgate;
using namespace wharfgate::config;
using namespace std::chrono_literals;

namespace {

const char *const kServer = "server: {addr: \":5001\", certificate: s.crt, key: s.key}\n";
const char *const kToken = "token: {issuer: I, expiration: 900}\n";
const char *const kUsers = "users: {}\n";
const char *const kAcl = "acl: []\n";

ReadResult read(const std::string &yaml)
{
    return readConfiguration(yaml, "test.yml");
}

std::string messages(const ReadResult &result)
{
    std::string out;
    for (const Problem &problem : result.problems)
        out += problem.toString() + '\n';
    return out;
}

} // namespace

#define READ(name, yaml)                                                                           \
    const ReadResult name##Result = read(yaml);                                                    \
    QVERIFY2(name##Result.configuration, messages(name##Result).c_str());                          \
    const Configuration &name = *name##Result.configuration

class ConfigurationReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsServer();
    void readsTlsNumbers();
    void readsToken();
    void tokenHasItsOwnFiles();
    void readsUsers();
    void readsPrograms();
    void readsRules();
    void readsOwnSettings();
    void textsKeepTheirSource_data();
    void textsKeepTheirSource();
    void mergesMappings();
    void laterMergeWins();
    void duplicatesAreMergedWithAWarning();
    void aliasesStandForValues();
    void emptyMethodsAreAllowed();
    void ownKeyOfOthersIsIgnored();
    void problemsReadWell();
};

void ConfigurationReaderTest::readsServer()
{
    READ(c, "server:\n"
            "  addr: \"127.0.0.1:5001\"\n"
            "  net: tcp\n"
            "  path_prefix: /docker\n"
            "  real_ip_header: X-Forwarded-For\n"
            "  real_ip_pos: -2\n"
            "  certificate: s.crt\n"
            "  key: s.key\n"
            "  hsts: yes\n"
            "  tls_min_version: TLS11\n"
            "  tls_curve_preferences: [X25519, P384]\n"
            "  tls_cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,\n"
            "    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305]\n"
            "  letsencrypt: {email: \"\"}\n"
            "  trusted_proxies: [127.0.0.1, \"2001:db8::/32\"]\n"
            "  threads: 4\n" +
                std::string(kToken) + kUsers + kAcl);
    QVERIFY2(cResult.problems.empty(), messages(cResult).c_str());
    QCOMPARE(c.file, std::string("test.yml"));
    QCOMPARE(c.server.addr, std::string("127.0.0.1:5001"));
    QVERIFY(c.server.net == Server::Net::Tcp);
    QCOMPARE(c.server.pathPrefix, std::string("/docker"));
    QCOMPARE(c.server.realIpHeader, std::string("X-Forwarded-For"));
    QCOMPARE(c.server.realIpPos, -2);
    QVERIFY(c.server.hsts);
    QVERIFY(c.server.tlsMinVersion == TlsVersion::Tls11);
    QCOMPARE(c.server.tlsCurvePreferences, (std::vector<std::string>{"X25519", "P-384"}));
    QCOMPARE(c.server.tlsCipherSuites,
             (std::vector<std::string>{"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                                       "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"}));
    QCOMPARE(c.server.trustedProxies->size(), std::size_t{2});
    QVERIFY(c.server.trustedProxies->at(1).contains(*acl::IpAddress::parse("2001:db8::1")));
    QCOMPARE(c.server.threads, 4);
    QCOMPARE(c.positions.at("server.hsts"), (SourcePosition{"test.yml", 9, 3}));
}

void ConfigurationReaderTest::readsTlsNumbers()
{
    READ(c, "server: {addr: \":1\", certificate: c, key: k, tls_min_version: 0x0303, "
            "tls_curve_preferences: [29, 0x17], tls_cipher_suites: [0xc02f, 49200]}\n" +
                std::string(kToken) + kUsers + kAcl);
    QVERIFY(c.server.tlsMinVersion == TlsVersion::Tls12);
    QCOMPARE(c.server.tlsCurvePreferences, (std::vector<std::string>{"X25519", "P-256"}));
    QCOMPARE(c.server.tlsCipherSuites,
             (std::vector<std::string>{"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                                       "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"}));
}

void ConfigurationReaderTest::readsToken()
{
    READ(c, std::string(kServer) +
                "token: {issuer: \"My issuer\", expiration: 0x384, "
                "kid_format: registry-3.0}\n" +
                kUsers + kAcl);
    QCOMPARE(c.token.issuer, std::string("My issuer"));
    QCOMPARE(c.token.expiration, 900s);
    QVERIFY(c.token.kidFormat == Token::KidFormat::Registry30);
    QVERIFY(!c.token.disableLegacyKeyId);
    // The server's pair, for the file gives no other.
    QCOMPARE(c.token.certificate, std::string("s.crt"));
    QCOMPARE(c.token.key, std::string("s.key"));
}

void ConfigurationReaderTest::tokenHasItsOwnFiles()
{
    READ(c, "server: {addr: \":5001\"}\ntoken: {issuer: I, expiration: 900, certificate: t.crt, "
            "key: t.key, disable_legacy_key_id: on}\n" +
                std::string(kUsers) + kAcl);
    QCOMPARE(c.token.certificate, std::string("t.crt"));
    QCOMPARE(c.token.key, std::string("t.key"));
    QVERIFY(c.token.disableLegacyKeyId);
    QVERIFY(!c.token.kidFormat);
    QVERIFY(c.server.certificate.empty());
}

void ConfigurationReaderTest::readsUsers()
{
    READ(c, std::string(kServer) + kToken +
                "users:\n"
                "  alice:\n"
                "    password: \"$2y$10$LO.vzwpWC5LZGqThvEfznu8qhb5SGqvBSWY1J3yZ4AxtMRZ3kN5jC\"\n"
                "    labels: {group: [a, b], empty: [], none: }\n"
                "  locked: {password: \"!\"}\n"
                "  123: {password: \"!x\"}\n"
                "  open: {}\n"
                "  gone:\n"
                "  \"\": {}\n" +
                kAcl);
    QCOMPARE(c.users.size(), std::size_t{5});
    const User &alice = c.users.at("alice");
    QVERIFY(alice.passwordHash->starts_with("$2y$10$"));
    QCOMPARE(alice.labels, (acl::Labels{{"group", {"a", "b"}}, {"empty", {}}, {"none", {}}}));
    QCOMPARE(alice.position, (SourcePosition{"test.yml", 4, 3}));
    QCOMPARE(*c.users.at("locked").passwordHash, std::string("!"));
    QVERIFY(c.users.contains("123"));
    QVERIFY(!c.users.at("open").passwordHash);
    QVERIFY(!c.users.at("").passwordHash);
    QVERIFY(!c.users.contains("gone"));
    // The anonymous user has no password on purpose.
    QCOMPARE(cResult.problems.size(), std::size_t{2});
    QCOMPARE(cResult.problems[0].code, std::string("no-password"));
    QCOMPARE(cResult.problems[0].key, std::string("users.open"));
    QCOMPARE(cResult.problems[1].code, std::string("null-user"));
}

void ConfigurationReaderTest::readsPrograms()
{
    READ(c, std::string(kServer) + kToken +
                "ext_auth:\n"
                "  command: /bin/auth\n"
                "  args: [\"\", -x, 1]\n"
                "  timeout: 500ms\n"
                "  max_concurrent: 2\n"
                "  max_queue: 0\n"
                "  max_output: 4KiB\n"
                "  environment: {A: b, EMPTY: }\n"
                "  pass_environment: [CICD_SECRET]\n"
                "  allow_spaces: true\n"
                "  allow_empty_password: true\n"
                "ext_authz: {command: decide, timeout: 3}\n");
    QVERIFY2(cResult.problems.empty(), messages(cResult).c_str());
    const ExternalProgram &auth = *c.extAuth;
    QCOMPARE(auth.command, std::string("/bin/auth"));
    QCOMPARE(auth.args, (std::vector<std::string>{"", "-x", "1"}));
    QCOMPARE(auth.timeout, 500ms);
    QCOMPARE(auth.maxConcurrent, 2);
    QCOMPARE(auth.maxQueue, 0);
    QCOMPARE(auth.maxOutputBytes, std::size_t{4096});
    QCOMPARE(auth.environment, (std::map<std::string, std::string>{{"A", "b"}, {"EMPTY", ""}}));
    QCOMPARE(auth.passEnvironment, std::vector<std::string>{"CICD_SECRET"});
    QVERIFY(auth.allowSpaces && auth.allowEmptyPassword);
    QCOMPARE(auth.position.line, 3);
    QCOMPARE(c.extAuthz->command, std::string("decide"));
    QCOMPARE(c.extAuthz->timeout, 3s);
    QVERIFY(!c.acl);
}

void ConfigurationReaderTest::readsRules()
{
    READ(c, std::string(kServer) + kToken + kUsers +
                "acl:\n"
                "  - match: {account: alice, type: repository, name: \"${account}/*\",\n"
                "            ip: 10.0.0.0/8, service: reg, labels: {group: vip}}\n"
                "    actions: [pull, push]\n"
                "    comment: hello\n"
                "  - match: {}\n"
                "    actions: []\n");
    QCOMPARE(c.acl->size(), std::size_t{2});
    const acl::Rule &rule = c.acl->at(0);
    acl::MatchConditions expected;
    expected.account = "alice";
    expected.type = "repository";
    expected.name = "${account}/*";
    expected.ip = "10.0.0.0/8";
    expected.service = "reg";
    expected.labels = {{"group", "vip"}};
    QVERIFY(rule.match == expected);
    QCOMPARE(rule.actions, (std::vector<std::string>{"pull", "push"}));
    QCOMPARE(rule.comment, std::string("hello"));
    QCOMPARE(rule.positions.rule, (SourcePosition{"test.yml", 5, 5}));
    QCOMPARE(rule.positions.fields.at("ip"), (SourcePosition{"test.yml", 6, 17}));
    QCOMPARE(rule.positions.fields.at("labels.group"), (SourcePosition{"test.yml", 6, 59}));
    QCOMPARE(rule.positions.fields.at("comment").line, 8);
    QVERIFY(c.acl->at(1).match == acl::MatchConditions());
}

void ConfigurationReaderTest::readsOwnSettings()
{
    READ(c, std::string(kServer) + kToken + kUsers + kAcl +
                "limits: {max_connections: 5, max_connections_per_address: 4, request_line: 1KiB,\n"
                "  headers: 2KiB, header_count: 9, body: 10k, handshake_timeout: 1s,\n"
                "  header_timeout: 2s, body_timeout: 3s, idle_timeout: 4s, password_threads: 6,\n"
                "  password_queue: 7}\n"
                "log: {level: debug, format: json}\n"
                "journal: {file: j.jsonl, max_size: 1MiB, max_files: 0}\n");
    QCOMPARE(c.limits.maxConnections, 5);
    QCOMPARE(c.limits.maxConnectionsPerAddress, 4);
    QCOMPARE(c.limits.requestLineBytes, std::size_t{1024});
    QCOMPARE(c.limits.headerBytes, std::size_t{2048});
    QCOMPARE(c.limits.headerCount, 9);
    QCOMPARE(c.limits.bodyBytes, std::size_t{10'000});
    QCOMPARE(c.limits.handshakeTimeout, 1s);
    QCOMPARE(c.limits.headerTimeout, 2s);
    QCOMPARE(c.limits.bodyTimeout, 3s);
    QCOMPARE(c.limits.idleTimeout, 4s);
    QCOMPARE(c.limits.passwordThreads, 6);
    QCOMPARE(c.limits.passwordQueue, 7);
    QVERIFY(c.log.level == Log::Level::Debug);
    QVERIFY(c.log.format == Log::Format::Json);
    QCOMPARE(c.journal.file, std::string("j.jsonl"));
    QCOMPARE(c.journal.maxBytes, std::uint64_t{1'048'576});
    QCOMPARE(c.journal.maxFiles, 0);
}

void ConfigurationReaderTest::textsKeepTheirSource_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("expected");
    for (const char *const text :
         {"yes", "No", "on", "true", "123", "0x10", "017", "1.0", "1e3", "2001-01-01", "1_000",
          ".inf", "nuLL", "a#b", "a:b", "=", "12:30:45"})
        QTest::newRow(text) << QByteArray(text) << QByteArray(text);
    QTest::newRow("quoted") << QByteArray("'123'") << QByteArray("123");
    QTest::newRow("quoted null") << QByteArray("\"null\"") << QByteArray("null");
    QTest::newRow("text tag") << QByteArray("!!str 123") << QByteArray("123");
    QTest::newRow("own tag") << QByteArray("!mine 123") << QByteArray("123");
    QTest::newRow("binary tag") << QByteArray("!!binary YWxpY2U=") << QByteArray("alice");
    QTest::newRow("comment") << QByteArray("alice # bob") << QByteArray("alice");
    QTest::newRow("escape") << QByteArray("\"a\\\\.b\\u00e4\"") << QByteArray("a\\.b\xC3\xA4");
    QTest::newRow("single quotes") << QByteArray("'it''s'") << QByteArray("it's");
    QTest::newRow("folded") << QByteArray("\"a\n    b\"") << QByteArray("a b");
    QTest::newRow("loud null") << QByteArray("NULL") << QByteArray("");
}

void ConfigurationReaderTest::textsKeepTheirSource()
{
    QFETCH(const QByteArray, written);
    QFETCH(const QByteArray, expected);
    READ(c, std::string(kServer) + kToken + kUsers + "acl:\n  - match: {}\n    actions: []\n" +
                "  - match:\n      account: " + written.toStdString() + "\n    actions: []\n");
    QVERIFY(c.acl->at(1).match.account);
    QCOMPARE(QByteArray::fromStdString(*c.acl->at(1).match.account), expected);
}

void ConfigurationReaderTest::mergesMappings()
{
    READ(c, "x-base: &base {addr: \":1\", hsts: true, real_ip_pos: 1}\n"
            "x-files: &files {certificate: c, key: k, real_ip_pos: 2}\n"
            "server:\n"
            "  <<: [*files , *base ]\n"
            "  addr: \":2\"\n"
            "  real_ip_header: X\n"
            "  trusted_proxies: []\n" +
                std::string(kToken) + kUsers +
                "acl: [{match: {<<: {account: alice}}, actions: []}]\n");
    QCOMPARE(c.server.addr, std::string(":2"));
    QVERIFY(c.server.hsts);
    QCOMPARE(c.server.certificate, std::string("c"));
    QCOMPARE(c.server.realIpPos, 2); // the earlier of the list wins
    QCOMPARE(*c.acl->at(0).match.account, std::string("alice"));
    QVERIFY2(cResult.problems.empty(), messages(cResult).c_str());
}

void ConfigurationReaderTest::laterMergeWins()
{
    // yaml.v2 applies `<<` where it stands, unlike what YAML's merge proposal says.
    READ(c, "x-base: &base {addr: \":1\"}\n"
            "server: {addr: \":2\", certificate: c, key: k, <<: *base }\n" +
                std::string(kToken) + kUsers + kAcl);
    QCOMPARE(c.server.addr, std::string(":1"));
}

void ConfigurationReaderTest::duplicatesAreMergedWithAWarning()
{
    READ(c, std::string(kServer) + kToken +
                "users: {a: {password: \"!1\"}, b: {password: \"!\"}}\n"
                "users: {a: {password: \"!2\"}}\n"
                "acl: [{match: {}, actions: []}]\nacl: []\n"
                "server: {addr: \":2\"}\n");
    QCOMPARE(c.users.size(), std::size_t{2});
    QCOMPARE(*c.users.at("a").passwordHash, std::string("!2"));
    QCOMPARE(c.acl->size(), std::size_t{0});
    QCOMPARE(c.server.addr, std::string(":2"));
    QCOMPARE(c.server.certificate, std::string("s.crt"));
    QCOMPARE(cResult.problems.size(), std::size_t{3});
    for (const Problem &problem : cResult.problems)
        QCOMPARE(problem.code, std::string("duplicate-key"));
    QCOMPARE(cResult.problems[0].position.line, 4);
}

void ConfigurationReaderTest::aliasesStandForValues()
{
    READ(c, std::string(kServer) + kToken + kUsers +
                "acl:\n- &a {match: {account: alice}, actions: &p [pull]}\n- *a\n"
                "- {match: {account: bob}, actions: *p }\n");
    QCOMPARE(c.acl->size(), std::size_t{3});
    QCOMPARE(*c.acl->at(1).match.account, std::string("alice"));
    QCOMPARE(c.acl->at(1).positions.rule.line, 6);
    QCOMPARE(c.acl->at(2).actions, std::vector<std::string>{"pull"});
}

void ConfigurationReaderTest::emptyMethodsAreAllowed()
{
    READ(c, std::string(kServer) + kToken + kUsers + kAcl);
    QVERIFY(c.users.empty());
    QVERIFY(c.acl && c.acl->empty());
    QVERIFY(cResult.problems.empty());
}

void ConfigurationReaderTest::ownKeyOfOthersIsIgnored()
{
    READ(c, std::string(kServer) + kToken + kUsers + kAcl +
                "x-notes: [anything]\ngoogle_auth:\nplugin_authz: ~\n");
    QVERIFY(!c.extAuth && !c.extAuthz);
    QVERIFY2(cResult.problems.empty(), messages(cResult).c_str());
}

void ConfigurationReaderTest::problemsReadWell()
{
    const ReadResult result =
        read("server: {adr: \":5001\"}\n" + std::string(kToken) + kUsers + kAcl);
    QVERIFY(!result.configuration);
    QCOMPARE(messages(result),
             std::string(
                 "test.yml:1:1: error: server.addr: The address to listen on is missing. Add it, "
                 "for example: addr: \":5001\"\n"
                 "test.yml:1:10: warning: server.adr: This key is not known and has no effect. Did "
                 "you mean addr?\n"
                 "test.yml:2:1: error: token.certificate: There is no certificate to sign tokens "
                 "with. Give token.certificate and token.key, or the server's.\n"));
}

QTEST_GUILESS_MAIN(ConfigurationReaderTest)
#include "ConfigurationReaderTest.moc"
