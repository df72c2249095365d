// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationReader.h"

#include <QFile>
#include <QTest>

using namespace wharfgate::config;

namespace {

/// A good file with one section replaced; a case's text begins on its last lines.
std::string fileWith(const std::string &text)
{
    std::string yaml;
    for (const char *const section :
         {"server: {addr: \":5001\", certificate: s.crt, key: s.key}",
          "token: {issuer: I, expiration: 900}", "users: {}", "acl: []"}) {
        const std::string name = std::string(section).substr(0, std::string(section).find(':'));
        const bool isReplaced =
            text.starts_with(name + ':') || text.find('\n' + name + ':') != std::string::npos;
        yaml += (isReplaced ? "# " : "") + std::string(section) + '\n';
    }
    return yaml + text;
}

constexpr int kFirst = 5; // the line of a case's text

} // namespace

/// One broken thing a row; what it is called, where it is, and that it is refused or warned about.
class BrokenConfigurationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReported_data();
    void isReported();
    void everyProblemIsReportedAtOnce();
    void secretsAreNotQuoted();

private:
    void addServer();
    void addTls();
    void addToken();
    void addUsers();
    void addPrograms();
    void addRules();
    void addOwn();
    void addStructure();
};

namespace {

void row(const char *name, const char *text, const char *level, const char *code, const char *key,
         int line = kFirst)
{
    QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(level)
                        << QString::fromLatin1(code) << QString::fromLatin1(key) << line;
}

} // namespace

void BrokenConfigurationTest::addServer()
{
    row("no address", "server: {certificate: c, key: k}", "error", "missing-key", "server.addr");
    row("empty address", "server: {addr: \"\", certificate: c, key: k}", "error", "missing-key",
        "server.addr");
    row("no port", "server: {addr: localhost, certificate: c, key: k}", "error", "bad-address",
        "server.addr");
    row("port too large", "server: {addr: \":65536\", certificate: c, key: k}", "error",
        "bad-address", "server.addr");
    row("port no number", "server: {addr: \":https\", certificate: c, key: k}", "error",
        "bad-address", "server.addr");
    row("net", "server: {addr: \":1\", net: udp, certificate: c, key: k}", "error", "bad-choice",
        "server.net");
    row("prefix", "server: {addr: \":1\", path_prefix: x, certificate: c, key: k}", "error",
        "bad-path", "server.path_prefix");
    row("key alone", "server: {addr: \":1\", key: k}", "error", "missing-key",
        "server.certificate");
    row("certificate alone", "server: {addr: \":1\", certificate: c}", "error", "missing-key",
        "server.key");
    row("header name", "server: {addr: \":1\", certificate: c, key: k, real_ip_header: \"X:Y\"}",
        "error", "bad-header", "server.real_ip_header");
    row("header believed", "server: {addr: \":1\", certificate: c, key: k, real_ip_header: X}",
        "warning", "untrusted-header", "server.real_ip_header");
    row("position", "server: {addr: \":1\", certificate: c, key: k, real_ip_pos: x}", "error",
        "bad-number", "server.real_ip_pos");
    row("position alone", "server: {addr: \":1\", certificate: c, key: k, real_ip_pos: 1}",
        "warning", "no-effect", "server.real_ip_pos");
    row("unix", "server: {addr: /s, net: unix, certificate: c, key: k}", "warning",
        "no-client-address", "server.net");
    row("proxies",
        "server: {addr: \":1\", certificate: c, key: k, real_ip_header: X, "
        "trusted_proxies: [localhost]}",
        "error", "bad-ip", "server.trusted_proxies[0]");
    row("proxies text",
        "server: {addr: \":1\", certificate: c, key: k, real_ip_header: X, "
        "trusted_proxies: 10.0.0.1}",
        "error", "wrong-type", "server.trusted_proxies");
    row("hsts", "server: {addr: \":1\", certificate: c, key: k, hsts: \"true\"}", "error",
        "wrong-type", "server.hsts");
    row("hsts 1", "server: {addr: \":1\", certificate: c, key: k, hsts: 1}", "error", "wrong-type",
        "server.hsts");
    row("threads", "server: {addr: \":1\", certificate: c, key: k, threads: -1}", "error",
        "out-of-range", "server.threads");
    row("letsencrypt", "server:\n  addr: \":1\"\n  letsencrypt:\n    email: a@b\n", "error",
        "unsupported", "server.letsencrypt.email", kFirst + 3);
    row("letsencrypt text", "server: {addr: \":1\", letsencrypt: yes}", "error", "wrong-type",
        "server.letsencrypt");
    row("unknown key", "server: {addr: \":1\", certificate: c, key: k, hst: yes}", "warning",
        "unknown-key", "server.hst");
    row("case counts", "server: {Addr: \":1\", certificate: c, key: k}", "warning", "unknown-key",
        "server.Addr");
}

void BrokenConfigurationTest::addTls()
{
    const auto tls = [](const char *name, const std::string &text, const char *level,
                        const char *code, const char *key) {
        row(name, ("server: {addr: \":1\", certificate: c, key: k, " + text + "}").c_str(), level,
            code, key);
    };
    tls("SSL 3", "tls_min_version: SSL30", "error", "bad-choice", "server.tls_min_version");
    tls("SSL 3 number", "tls_min_version: 0x0300", "error", "bad-choice", "server.tls_min_version");
    tls("TLS version", "tls_min_version: 1.2", "error", "bad-choice", "server.tls_min_version");
    tls("TLS list", "tls_min_version: [TLS12]", "error", "wrong-type", "server.tls_min_version");
    tls("TLS 1.3 and suites",
        "tls_min_version: TLS13, tls_cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA]", "error",
        "conflict", "server.tls_cipher_suites");
    tls("curve", "tls_curve_preferences: [P224]", "error", "bad-choice",
        "server.tls_curve_preferences[0]");
    tls("curve number", "tls_curve_preferences: [P256, 99]", "error", "bad-choice",
        "server.tls_curve_preferences[1]");
    tls("suite", "tls_cipher_suites: [ECDHE-RSA-AES128-GCM-SHA256]", "error", "bad-choice",
        "server.tls_cipher_suites[0]");
    tls("suite number", "tls_cipher_suites: [0x1234]", "error", "bad-choice",
        "server.tls_cipher_suites[0]");
    tls("broken suite",
        "tls_cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA, "
        "TLS_RSA_WITH_RC4_128_SHA]",
        "warning", "weak-cipher", "server.tls_cipher_suites[1]");
    tls("only broken suites", "tls_cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]", "error",
        "bad-choice", "server.tls_cipher_suites");
    tls("TLS 1.3 suite",
        "tls_cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA, "
        "TLS_AES_128_GCM_SHA256]",
        "warning", "no-effect", "server.tls_cipher_suites[1]");
}

void BrokenConfigurationTest::addToken()
{
    row("no issuer", "token: {expiration: 900}", "error", "missing-key", "token.issuer");
    row("no expiration", "token: {issuer: I}", "error", "missing-key", "token.expiration");
    row("null expiration", "token: {issuer: I, expiration: }", "error", "missing-key",
        "token.expiration");
    row("loud null expiration", "token: {issuer: I, expiration: NULL}", "error", "missing-key",
        "token.expiration");
    row("zero expiration", "token: {issuer: I, expiration: 0}", "error", "out-of-range",
        "token.expiration");
    row("negative expiration", "token: {issuer: I, expiration: -1}", "error", "out-of-range",
        "token.expiration");
    row("quoted expiration", "token: {issuer: I, expiration: \"900\"}", "error", "wrong-type",
        "token.expiration");
    row("duration as expiration", "token: {issuer: I, expiration: 15m}", "error", "bad-number",
        "token.expiration");
    row("huge expiration", "token: {issuer: I, expiration: 99999999999999999999}", "error",
        "bad-number", "token.expiration");
    row("fraction", "token: {issuer: I, expiration: 900.5}", "warning", "bad-number",
        "token.expiration");
    row("token key alone", "token: {issuer: I, expiration: 900, key: k}", "error", "missing-key",
        "token.certificate");
    row("no pair at all", "server: {addr: \":1\"}\n", "error", "missing-key", "token.certificate",
        2);
    row("kid", "token: {issuer: I, expiration: 900, kid_format: registry_3.0}", "error",
        "bad-choice", "token.kid_format");
    row("both kid keys",
        "token: {issuer: I, expiration: 900, kid_format: x5c, "
        "disable_legacy_key_id: true}",
        "warning", "no-effect", "token.disable_legacy_key_id");
    row("token list", "token: [issuer]", "error", "wrong-type", "token");
}

void BrokenConfigurationTest::addUsers()
{
    row("nobody asked", "users:", "error", "no-authentication", "users", 1);
    row("users list", "users: [alice]", "error", "wrong-type", "users");
    row("users text", "users: alice", "error", "wrong-type", "users");
    row("user text", "users:\n  alice: secret", "error", "wrong-type", "users.alice", kFirst + 1);
    row("no password", "users:\n  alice: {}", "warning", "no-password", "users.alice", kFirst + 1);
    row("null password", "users:\n  alice: {password: }", "warning", "no-password", "users.alice",
        kFirst + 1);
    row("null user", "users:\n  alice:", "warning", "null-user", "users.alice", kFirst + 1);
    row("clear text", "users: {alice: {password: hunter2}}", "warning", "bad-hash",
        "users.alice.password");
    row("empty hash", "users: {alice: {password: \"\"}}", "warning", "bad-hash",
        "users.alice.password");
    row("cut hash", "users: {alice: {password: \"$2y$05$wXqvaiukQINAZLH1G3CR0OQ\"}}", "warning",
        "bad-hash", "users.alice.password");
    row("password list", "users: {alice: {password: [x]}}", "error", "wrong-type",
        "users.alice.password");
    row("password misspelt", "users: {alice: {pasword: x}}", "error", "unknown-key",
        "users.alice.pasword");
    row("password misspelt beside one", "users: {alice: {password: \"!\", pasword: x}}", "warning",
        "unknown-key", "users.alice.pasword");
    row("labels list", "users: {alice: {labels: [a]}}", "error", "wrong-type",
        "users.alice.labels");
    row("label text", "users: {alice: {labels: {g: a}}}", "error", "wrong-type",
        "users.alice.labels.g");
    row("label nested", "users: {alice: {labels: {g: [[a]]}}}", "error", "wrong-type",
        "users.alice.labels.g[0]");
    row("twice", "users:\n  a: {password: \"!\"}\n  a: {password: \"!\"}", "warning",
        "duplicate-key", "users.a", kFirst + 2);
    row("bad binary", "users: {alice: {password: !!binary \"?\"}}", "error", "bad-text",
        "users.alice.password");
}

void BrokenConfigurationTest::addPrograms()
{
    row("no command", "ext_auth: {args: []}", "error", "missing-key", "ext_auth");
    row("empty section", "ext_auth: {}", "error", "missing-key", "ext_auth");
    row("empty command", "ext_authz: {command: \"\"}", "error", "missing-key", "ext_authz");
    row("command list", "ext_auth: {command: [a, b]}", "error", "wrong-type", "ext_auth.command");
    row("args text", "ext_auth: {command: x, args: -v}", "error", "wrong-type", "ext_auth.args");
    row("timeout zero", "ext_auth: {command: x, timeout: 0}", "error", "out-of-range",
        "ext_auth.timeout");
    row("timeout word", "ext_auth: {command: x, timeout: 10 seconds}", "error", "bad-duration",
        "ext_auth.timeout");
    row("concurrency", "ext_auth: {command: x, max_concurrent: 0}", "error", "out-of-range",
        "ext_auth.max_concurrent");
    row("output", "ext_authz: {command: x, max_output: lots}", "error", "bad-size",
        "ext_authz.max_output");
    row("variable name", "ext_auth: {command: x, environment: {A-B: c}}", "error", "bad-variable",
        "ext_auth.environment.A-B");
    row("our variable", "ext_auth: {command: x, environment: {WHARFGATE_ACCOUNT: root}}", "error",
        "bad-variable", "ext_auth.environment.WHARFGATE_ACCOUNT");
    row("passed variable", "ext_auth: {command: x, pass_environment: [\"A=b\"]}", "error",
        "bad-variable", "ext_auth.pass_environment[0]");
    row("environment list", "ext_auth: {command: x, environment: [A=b]}", "error", "wrong-type",
        "ext_auth.environment");
    row("only for ext_auth", "ext_authz: {command: x, allow_spaces: true}", "warning",
        "unknown-key", "ext_authz.allow_spaces");
    for (const char *const name :
         {"google_auth", "github_auth", "oidc_auth", "gitlab_auth", "ldap_auth", "mongo_auth",
          "xorm_auth", "plugin_authn", "plugin_authz", "acl_mongo", "acl_xorm", "casbin_authz"})
        row(name, (std::string(name) + ":\n  addr: x").c_str(), "error", "unsupported", name);
}

void BrokenConfigurationTest::addRules()
{
    row("nothing granted", "acl:", "error", "no-authorization", "acl", 1);
    row("acl mapping", "acl: {match: {}, actions: []}", "error", "wrong-type", "acl");
    row("acl text", "acl: none", "error", "wrong-type", "acl");
    row("no match", "acl:\n- {actions: []}", "error", "missing-key", "acl[0]", kFirst + 1);
    row("null match", "acl:\n- {match: , actions: []}", "error", "missing-key", "acl[0]",
        kFirst + 1);
    row("no actions", "acl:\n- {match: {}}", "error", "missing-key", "acl[0]", kFirst + 1);
    row("null actions", "acl:\n- {match: {}, actions: }", "error", "missing-key", "acl[0]",
        kFirst + 1);
    row("null rule", "acl:\n- {match: {}, actions: []}\n-\n", "error", "missing-key", "acl[1]",
        kFirst + 2);
    row("text rule", "acl: [alice]", "error", "wrong-type", "acl[0]");
    row("text match", "acl: [{match: alice, actions: []}]", "error", "wrong-type", "acl[0].match");
    row("text actions", "acl: [{match: {}, actions: pull}]", "error", "wrong-type",
        "acl[0].actions");
    row("nested actions", "acl: [{match: {}, actions: [[pull]]}]", "error", "wrong-type",
        "acl[0].actions[0]");
    row("list condition", "acl: [{match: {account: [a, b]}, actions: []}]", "error", "wrong-type",
        "acl[0].match.account");
    row("label list", "acl: [{match: {labels: [g]}, actions: []}]", "error", "wrong-type",
        "acl[0].match.labels");
    row("label value list", "acl: [{match: {labels: {g: [x]}}, actions: []}]", "error",
        "wrong-type", "acl[0].match.labels.g");
    row("mistyped condition", "acl:\n- match:\n    acount: bob\n  actions: []", "error",
        "unknown-key", "acl[0].match.acount", kFirst + 2);
    row("upper case condition", "acl: [{match: {Account: bob}, actions: []}]", "error",
        "unknown-key", "acl[0].match.Account");
    row("merged mistyped condition",
        "x-m: &m {acount: bob}\nacl: [{match: {<<: *m }, actions: []}]", "error", "unknown-key",
        "acl[0].match.acount");
    row("null key", "acl: [{match: {~: bob}, actions: []}]", "error", "unknown-key",
        "acl[0].match.");
    row("merged text", "acl: [{match: {<<: bob}, actions: []}]", "error", "wrong-type",
        "acl[0].match.<<");
    row("unknown rule key", "acl: [{match: {}, actions: [], extra: 1}]", "warning", "unknown-key",
        "acl[0].extra");
    row("null condition", "acl: [{match: {account: }, actions: []}]", "warning", "null-condition",
        "acl[0].match.account");
    row("null labels", "acl: [{match: {labels: }, actions: []}]", "warning", "null-condition",
        "acl[0].match.labels");
    row("bad regex", "acl:\n- match: {name: \"/(/\"}\n  actions: []", "error", "bad-regex",
        "acl[0].match.name", kFirst + 1);
    row("bad label regex", "acl:\n- match: {labels: {g: \"/[/\"}}\n  actions: []", "error",
        "bad-regex", "acl[0].match.labels.g", kFirst + 1);
    row("bad ip", "acl:\n- match:\n    ip: 10.0.0.256\n  actions: []", "error", "bad-ip",
        "acl[0].match.ip", kFirst + 2);
    row("empty ip", "acl: [{match: {ip: \"\"}, actions: []}]", "error", "bad-ip",
        "acl[0].match.ip");
}

void BrokenConfigurationTest::addOwn()
{
    row("connections", "limits: {max_connections: 0}", "error", "out-of-range",
        "limits.max_connections");
    row("body", "limits: {body: 1GiB}", "error", "out-of-range", "limits.body");
    row("negative size", "limits: {body: -1}", "error", "bad-size", "limits.body");
    row("idle", "limits: {idle_timeout: 100ms}", "error", "out-of-range", "limits.idle_timeout");
    row("limits list", "limits: [1]", "error", "wrong-type", "limits");
    row("unknown limit", "limits: {max_conections: 1}", "warning", "unknown-key",
        "limits.max_conections");
    row("level", "log: {level: verbose}", "error", "bad-choice", "log.level");
    row("format", "log: {format: xml}", "error", "bad-choice", "log.format");
    row("journal size", "journal: {file: x, max_size: 1}", "error", "out-of-range",
        "journal.max_size");
    row("journal files", "journal: {file: x, max_files: many}", "error", "bad-number",
        "journal.max_files");
}

void BrokenConfigurationTest::addStructure()
{
    row("misspelt section", "sever: {}", "warning", "unknown-key", "sever");
    row("lost indentation", "expiration: 900", "warning", "unknown-key", "expiration");
    row("section twice", "log: {level: info}\nlog: {format: json}", "warning", "duplicate-key",
        "log", kFirst + 1);
    row("second document", "---\nacl: []\n", "warning", "second-document", "");
    row("list as key", "server:\n  addr: \":1\"\n  [a]: b\n", "error", "wrong-type", "server",
        kFirst + 2);
}

void BrokenConfigurationTest::isReported_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("line");
    addServer();
    addTls();
    addToken();
    addUsers();
    addPrograms();
    addRules();
    addOwn();
    addStructure();
}

void BrokenConfigurationTest::isReported()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, level);
    QFETCH(const QString, code);
    QFETCH(const QString, key);
    QFETCH(const int, line);
    const ReadResult result = readConfiguration(fileWith(text.toStdString()), "broken.yml");
    const bool isError = level == QLatin1String("error");
    std::string all;
    bool isFound = false;
    for (const Problem &problem : result.problems) {
        all += problem.toString() + " [" + problem.code + "]\n";
        isFound =
            isFound || (problem.code == code.toStdString() && problem.key == key.toStdString() &&
                        problem.position.line == line && problem.position.column > 0 &&
                        problem.position.file == "broken.yml" && !problem.message.empty() &&
                        (problem.severity == Problem::Severity::Error) == isError);
    }
    QVERIFY2(isFound, all.c_str());
    if (isError)
        QVERIFY(!result.configuration);
}

void BrokenConfigurationTest::everyProblemIsReportedAtOnce()
{
    const ReadResult result =
        readConfigurationFile(std::string(TEST_DATA_DIR "/config/all-wrong.yml"));
    QFile expected(QStringLiteral(TEST_DATA_DIR "/config/all-wrong.expected.txt"));
    QVERIFY(expected.open(QIODevice::ReadOnly));
    std::string found;
    for (Problem problem : result.problems) {
        problem.position.file = "all-wrong.yml";
        found += problem.toString() + '\n';
    }
    QCOMPARE(QString::fromStdString(found), QString::fromUtf8(expected.readAll()));
    QVERIFY(!result.configuration);
}

void BrokenConfigurationTest::secretsAreNotQuoted()
{
    // Wrong in every way that a value can be wrong.
    for (const char *const text :
         {"users: {a: {password: SECRET}}", "users: {a: {password: [SECRET]}}",
          "users: {a: {password: !!binary SECRET}}", "users: {a: {password: {SECRET: b}}}",
          "users: {a: {password: \"\\0SECRET\"}}", "users: {a: SECRET}", "users: SECRET",
          "ext_auth: {command: x, environment: {A: [SECRET]}}",
          "ext_auth: {command: x, environment: {1A: SECRET}}",
          "users: {a: {password: \"SECRET}}"}) {
        const ReadResult result = readConfiguration(fileWith(text), "secret.yml");
        QVERIFY(!result.problems.empty());
        for (const Problem &problem : result.problems)
            QVERIFY2(problem.toString().find("SECRET") == std::string::npos, text);
    }
}

QTEST_GUILESS_MAIN(BrokenConfigurationTest)
#include "BrokenConfigurationTest.moc"
