// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationReader.h"
#include "shared/config/YamlDocument.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace wharfgate::config;

namespace {

std::string repeated(std::string_view text, std::size_t count)
{
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        out += text;
    return out;
}

/// Ten aliases to the line before on each line: 10^12 values when written out.
std::string aliasBomb(std::string_view open, std::string_view close)
{
    std::string out = "a0: &a0 [x, x]\n";
    for (int i = 1; i <= 12; ++i) {
        const std::string before = "*a" + std::to_string(i - 1) + " ,";
        out += "a" + std::to_string(i) + ": &a" + std::to_string(i) + ' ';
        out += std::string(open) + repeated(before, 10) + std::string(close) + '\n';
    }
    return out;
}

} // namespace

/// Whatever the bytes are, there is one clear message in bounded time, and no crash.
class HostileYamlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRefused_data();
    void isRefused();
    void manyProblemsAreCounted();
    void everyTruncationIsAnswered();
    void everyFlippedByteIsAnswered();
    void largeFilesAreRefusedAtOnce();
    void unreadableFilesAreAnswered_data();
    void unreadableFilesAreAnswered();
    void manyUsersAndRulesAreRead();

private:
    void addSyntax();
    void addEncodings();
    void addSizes();
};

void HostileYamlTest::addEncodings()
{
    QTest::newRow("NUL") << QByteArray("a: b\n\0", 6) << "bad-encoding" << 2;
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\2\1\1\0\0",
                                          9)
                            << "bad-encoding" << 1;
    QTest::newRow("escape character") << QByteArray("a: \x1b[31m") << "bad-encoding" << 1;
    QTest::newRow("end-of-transmission") << QByteArray("a: b\x04\nacl: []") << "bad-encoding" << 1;
    QTest::newRow("C1 control") << QByteArray("\na: \xC2\x9B") << "bad-encoding" << 2;
    QTest::newRow("Latin-1") << QByteArray("a: \xE4") << "bad-encoding" << 1;
    QTest::newRow("overlong") << QByteArray("a: \xC0\xAF") << "bad-encoding" << 1;
    QTest::newRow("surrogate") << QByteArray("a: \xED\xA0\x80") << "bad-encoding" << 1;
    QTest::newRow("UTF-16 little") << QByteArray("\xFF\xFE"
                                                 "a\0",
                                                 4)
                                   << "bad-encoding" << 1;
    QTest::newRow("UTF-16 big") << QByteArray("\xFE\xFF\0a", 4) << "bad-encoding" << 1;
    QTest::newRow("UTF-32") << QByteArray("\0\0\xFE\xFF\0\0\0a", 8) << "bad-encoding" << 1;
    QTest::newRow("BOM inside") << QByteArray("a: b\n\xEF\xBB\xBF") << "bad-encoding" << 2;
    QTest::newRow("next line") << QByteArray("# c\xC2\x85"
                                             "acl: []")
                               << "bad-encoding" << 1;
    QTest::newRow("line separator") << QByteArray("# c\xE2\x80\xA8"
                                                  "acl: []")
                                    << "bad-encoding" << 1;
}

void HostileYamlTest::addSyntax()
{
    QTest::newRow("unclosed list") << QByteArray("a: b\nacl: [x,\n  y\n") << "bad-yaml" << 2;
    QTest::newRow("unclosed mapping") << QByteArray("server: {addr: x\n") << "bad-yaml" << 1;
    QTest::newRow("unclosed double quote") << QByteArray("a: \"b\nc: d\n") << "bad-yaml" << 1;
    QTest::newRow("unclosed single quote") << QByteArray("a: 'b\n") << "bad-yaml" << 1;
    QTest::newRow("unclosed quote with a tag")
        << QByteArray("a: b\nc: !!str &x \"d\\\"\n") << "bad-yaml" << 2;
    QTest::newRow("quote closed by two") << QByteArray("a: 'b''\n") << "bad-yaml" << 1;
    QTest::newRow("quote cut off") << QByteArray("a: \"b") << "bad-yaml" << 1;
    QTest::newRow("wrong bracket") << QByteArray("a: [b}") << "bad-yaml" << 1;
    QTest::newRow("bracket too many") << QByteArray("a: [b]]") << "bad-yaml" << 1;
    QTest::newRow("comma at the top") << QByteArray(",") << "bad-yaml" << 1;
    QTest::newRow("text behind the root") << QByteArray("{a: b}\nacl: []\n") << "bad-yaml" << 2;
    QTest::newRow("text behind the end") << QByteArray("a: b\n... acl\n") << "bad-yaml" << 2;
    QTest::newRow("two scalars") << QByteArray("\"a\"\n\"b\"\n") << "bad-yaml" << 2;
    QTest::newRow("indented with a tab") << QByteArray("a:\n  b: c\n\td: e\n") << "bad-yaml" << 3;
    QTest::newRow("dedented") << QByteArray("a:\n   b: c\n  d: e\n") << "bad-yaml" << 3;
    QTest::newRow("colon in a value") << QByteArray("a: b: c") << "bad-yaml" << 1;
    QTest::newRow("text behind a quote") << QByteArray("a: \"b\" c") << "bad-yaml" << 1;
    QTest::newRow("unquoted star") << QByteArray("a: *") << "bad-yaml" << 1;
    QTest::newRow("unquoted glob") << QByteArray("a:\n  b: */*") << "bad-yaml" << 2;
    QTest::newRow("unknown anchor") << QByteArray("a: *b") << "bad-yaml" << 1;
    QTest::newRow("alias to itself") << QByteArray("a: &a [*a ]") << "bad-yaml" << 1;
    QTest::newRow("alias to its parent") << QByteArray("&a\n- {b: [*a ]}") << "bad-yaml" << 2;
    QTest::newRow("at sign") << QByteArray("a: @b") << "bad-yaml" << 1;
    QTest::newRow("bad escape") << QByteArray("a: \"\\d\"") << "bad-yaml" << 1;
    QTest::newRow("bad hex escape") << QByteArray("a: \"\\xZZ\"") << "bad-yaml" << 1;
    QTest::newRow("escaped surrogate") << QByteArray("a: \"\\uD800\"") << "bad-yaml" << 1;
    QTest::newRow("large escape") << QByteArray("a: \"\\UFFFFFFFF\"") << "bad-yaml" << 1;
    QTest::newRow("YAML 2") << QByteArray("%YAML 2.0\n---\na: b") << "bad-yaml" << 1;
    QTest::newRow("scalar") << QByteArray("hello") << "wrong-type" << 1;
    QTest::newRow("list") << QByteArray("- server\n- token\n") << "wrong-type" << 1;
    QTest::newRow("empty") << QByteArray("") << "empty-file" << 0;
    QTest::newRow("comment") << QByteArray("# later\n") << "empty-file" << 0;
    QTest::newRow("list as key") << QByteArray("[a]: b\n") << "wrong-type" << 1;
    QTest::newRow("NUL in an escape")
        << QByteArray("server: {addr: \"a\\0b\"}\n") << "bad-text" << 1;
}

void HostileYamlTest::addSizes()
{
    constexpr std::size_t kDeep = 100'000;
    const auto row = [](const char *name, const std::string &yaml, int line) {
        QTest::newRow(name) << QByteArray::fromStdString(yaml) << "too-large" << line;
    };
    row("deep lists", repeated("[", kDeep), 1);
    row("deep closed lists", repeated("[", kDeep) + repeated("]", kDeep), 1);
    row("deep block lists", repeated("- ", kDeep), 1);
    row("deep mappings", repeated("{a: ", kDeep), 1);
    row("deep keys", repeated("? ", kDeep), 1);
    row("deep aliases", aliasBomb("[", "]"), 8);
    row("deep merges", aliasBomb("{<<: [", "]}"), 8);
    row("many aliases",
        "a: &a [" + repeated("x,", 100'000) + "]\nb: [" + repeated("*a ,", 1000) + "]\n", 2);
    row("long comment", "a: b\n#" + repeated("x", 10'000'000), 1);
    row("long text", "a: \"" + repeated("x ", 5'000'000) + "\"", 1);
    row("long root list", "[" + repeated("[a],", 4'000'000) + "]", 1);
    row("over 64 MiB", repeated("a: b\n", 14'000'000), 1);
    row("many rules", "acl:\n" + repeated("-\n", kMaxRules + 1), 1);
}

void HostileYamlTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    addEncodings();
    addSyntax();
    addSizes();
}

void HostileYamlTest::isRefused()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, code);
    QFETCH(const int, line);
    QElapsedTimer timer;
    timer.start();
    const ReadResult result = readConfiguration(yaml.toStdString(), "hostile.yml");
    QVERIFY(!result.configuration);
    QVERIFY(result.hasErrors());
    const auto found =
        std::find_if(result.problems.begin(), result.problems.end(),
                     [&](const Problem &problem) { return problem.code == code.toStdString(); });
    QVERIFY2(found != result.problems.end(), result.problems.front().toString().c_str());
    QCOMPARE(found->position.line, line);
    QVERIFY(!found->message.empty());
    QVERIFY(!found->remedy.empty() || code == QLatin1String("wrong-type") ||
            code == QLatin1String("bad-text"));
    // Two hundred times what an idle machine needs, so that only runaways fail.
    QVERIFY2(timer.elapsed() < 60'000, "too slow");
}

void HostileYamlTest::manyProblemsAreCounted()
{
    std::string yaml;
    for (int i = 0; i < 50'000; ++i)
        yaml += "key" + std::to_string(i) + ": value\n";
    const ReadResult result = readConfiguration(yaml, "many.yml");
    QVERIFY(result.hasErrors()); // server.addr is missing, however many warnings there are
    QVERIFY(result.problems.size() < 1100);
    const Problem &last = result.problems.back();
    QCOMPARE(last.code, std::string("more-problems"));
    QVERIFY(last.message.starts_with("49000 more"));
}

void HostileYamlTest::everyTruncationIsAnswered()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors/http-config.yml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string yaml = file.readAll().toStdString();
    for (std::size_t length = 0; length < yaml.size(); length += 3) {
        const ReadResult result = readConfiguration(yaml.substr(0, length), "cut.yml");
        QVERIFY(result.configuration || result.hasErrors());
    }
}

void HostileYamlTest::everyFlippedByteIsAnswered()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/config/extAuth.yml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string yaml = file.readAll().toStdString();
    for (std::size_t i = 0; i < yaml.size(); ++i) {
        for (const char other : {'\0', '\t', '\n', ' ', '"', '\'', '&', '*', '!', '%', '-', ':',
                                 '?', '[', '{', '}', ',', '|', '\xFF'}) {
            std::string changed = yaml;
            changed[i] = other;
            const ReadResult result = readConfiguration(changed, "changed.yml");
            QVERIFY(result.configuration || result.hasErrors());
        }
    }
}

void HostileYamlTest::largeFilesAreRefusedAtOnce()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("large.yml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(100'000'000)); // sparse: NUL bytes
    file.close();
    const ReadResult result = readConfigurationFile(file.fileName().toStdString());
    QCOMPARE(result.problems.size(), std::size_t{1});
    QCOMPARE(result.problems[0].code, std::string("too-large"));
}

void HostileYamlTest::unreadableFilesAreAnswered_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    QTest::newRow("missing") << QStringLiteral("/nonexistent/config.yml") << "unreadable-file";
    QTest::newRow("folder") << QStringLiteral("/tmp") << "unreadable-file";
    QTest::newRow("no name") << QString() << "unreadable-file";
    QTest::newRow("endless") << QStringLiteral("/dev/zero") << "too-large";
    QTest::newRow("empty") << QStringLiteral("/dev/null") << "empty-file";
}

void HostileYamlTest::unreadableFilesAreAnswered()
{
    QFETCH(const QString, path);
    QFETCH(const QString, code);
    const ReadResult result = readConfigurationFile(path.toStdString());
    QVERIFY(!result.configuration);
    QCOMPARE(result.problems.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(result.problems[0].code), code);
    QCOMPARE(result.problems[0].position.file, path.toStdString());
}

void HostileYamlTest::manyUsersAndRulesAreRead()
{
    constexpr int kCount = 10'000;
    std::string yaml = "server: {addr: \":1\", certificate: c, key: k}\n"
                       "token: {issuer: i, expiration: 900}\nusers:\n";
    for (int i = 0; i < kCount; ++i)
        yaml += "  user" + std::to_string(i) + ":\n    password: \"!\"\n    labels: {g: [a, b]}\n";
    yaml += "acl:\n";
    for (int i = 0; i < kCount; ++i)
        yaml += "  - match: {account: user" + std::to_string(i) +
                ", name: \"team/*\"}\n    actions: [pull, push]\n";
    const ReadResult result = readConfiguration(yaml, "many.yml");
    QVERIFY(result.configuration);
    QCOMPARE(result.configuration->users.size(), std::size_t{kCount});
    QCOMPARE(result.configuration->acl->size(), std::size_t{kCount});
    QCOMPARE(*result.configuration->acl->back().match.account, std::string("user9999"));
    QCOMPARE(result.configuration->acl->back().positions.rule.line, 3 + 3 * kCount + 2 * kCount);
}

QTEST_GUILESS_MAIN(HostileYamlTest)
#include "HostileYamlTest.moc"
