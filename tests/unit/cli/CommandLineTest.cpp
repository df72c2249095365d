// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/cli/CommandRun.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using cli::Arguments;
using cli::OptionSpec;
using test::CommandRun;

namespace {

std::vector<std::string> words(const QByteArray &line)
{
    std::vector<std::string> out;
    for (const QByteArray &word : line.split(' '))
        out.push_back(word.toStdString());
    return line.isEmpty() ? std::vector<std::string>() : out;
}

QByteArray joined(const std::vector<std::string> &list)
{
    QByteArrayList out;
    for (const std::string &word : list)
        out.append(QByteArray::fromStdString(word));
    return out.join(' ');
}

const std::vector<OptionSpec> kOptions = {
    {"json"}, {"name", OptionSpec::Kind::Value}, {"label", OptionSpec::Kind::RepeatedValue}};

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arguments_data();
    void arguments();
    void wrongArguments_data();
    void wrongArguments();
    void valuesMayBeEmpty();
    void help_data();
    void help();
    void generalHelp_data();
    void generalHelp();
    void version();
    void settingsAreTheDocumentation();
    void unknownWords_data();
    void unknownWords();
    void wrongUse_data();
    void wrongUse();
    void dockerAuthFlags_data();
    void dockerAuthFlags();
    void fileWithoutCommand();
};

void CommandLineTest::arguments_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("operands");
    QTest::addColumn<bool>("json");
    QTest::addColumn<QByteArray>("name"); // null: absent
    QTest::addColumn<QByteArray>("labels");

    const QByteArray none;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba << false << none << ""_ba;
    QTest::newRow("operands") << "a b"_ba
                              << "a b"_ba << false << none << ""_ba;
    QTest::newRow("flag") << "a --json"_ba
                          << "a"_ba << true << none << ""_ba;
    QTest::newRow("flag twice") << "--json --json"_ba
                                << ""_ba << true << none << ""_ba;
    QTest::newRow("one dash") << "-json -name x"_ba
                              << ""_ba << true << "x"_ba
                              << ""_ba;
    QTest::newRow("value") << "--name x a"_ba
                           << "a"_ba << false << "x"_ba
                           << ""_ba;
    QTest::newRow("equals") << "--name=x=y a"_ba
                            << "a"_ba << false << "x=y"_ba
                            << ""_ba;
    QTest::newRow("value like an option") << "--name --json"_ba
                                          << ""_ba << false << "--json"_ba
                                          << ""_ba;
    QTest::newRow("repeated") << "--label a --label=b --label c"_ba
                              << ""_ba << false << none << "a b c"_ba;
    QTest::newRow("only operands behind --") << "--json -- --name -x"_ba
                                             << "--name -x"_ba << true << none << ""_ba;
    QTest::newRow("dash is an operand") << "-"_ba
                                        << "-"_ba << false << none << ""_ba;
    QTest::newRow("-- as value") << "--name -- a"_ba
                                 << "a"_ba << false << "--"_ba
                                 << ""_ba;
}

void CommandLineTest::arguments()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, operands);
    QFETCH(bool, json);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, labels);

    const auto arguments = Arguments::parse(words(line), kOptions);
    QVERIFY2(arguments.has_value(), arguments ? "" : arguments.error().detail.c_str());
    QCOMPARE(joined(arguments->operands()), operands);
    QCOMPARE(arguments->has("json"), json);
    QCOMPARE(arguments->has("name"), !name.isNull());
    QCOMPARE(arguments->value("name").has_value(), !name.isNull());
    QCOMPARE(QByteArray::fromStdString(arguments->value("name").value_or("")),
             name.isNull() ? ""_ba : name);
    QCOMPARE(joined(arguments->values("label")), labels);
}

void CommandLineTest::wrongArguments_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("unknown") << "--frobnicate"_ba
                             << "unknown option --frobnicate"_ba;
    QTest::newRow("near") << "--nam x"_ba
                          << "unknown option --nam; did you mean --name?"_ba;
    QTest::newRow("near, with a value") << "--lable=x"_ba
                                        << "unknown option --lable; did you mean --label?"_ba;
    QTest::newRow("no abbreviations") << "--js"_ba
                                      << "unknown option --js"_ba;
    QTest::newRow("value is missing") << "a --name"_ba
                                      << "--name needs a value"_ba;
    QTest::newRow("twice") << "--name a --name b"_ba
                           << "--name is given twice"_ba;
    QTest::newRow("twice, with equals") << "--name=a --name=a"_ba
                                        << "--name is given twice"_ba;
    QTest::newRow("flag with a value") << "--json=yes"_ba
                                       << "--json takes no value"_ba;
    QTest::newRow("flag with an empty value") << "--json="_ba
                                              << "--json takes no value"_ba;
    QTest::newRow("no name") << "--=x"_ba
                             << "unknown option --"_ba;
    QTest::newRow("control characters") << "--a\x1b[31m"_ba
                                        << R"(unknown option --a\x1b[31m)"_ba;
}

void CommandLineTest::wrongArguments()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, message);

    const auto arguments = Arguments::parse(words(line), kOptions);
    QVERIFY(!arguments);
    QVERIFY2(QByteArray::fromStdString(arguments.error().detail).startsWith(message),
             arguments.error().detail.c_str());
}

void CommandLineTest::valuesMayBeEmpty()
{
    const auto arguments = Arguments::parse({"--name", "", "--label="}, kOptions);
    QVERIFY(arguments.has_value());
    QVERIFY(arguments->value("name") == std::string());
    QCOMPARE(arguments->values("label").size(), 1u);
    QVERIFY(arguments->values("absent").empty());
}

void CommandLineTest::help_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("command");

    for (const char *command :
         {"serve", "init", "check", "explain", "test", "hash-password", "version"}) {
        const QByteArray name = command;
        QTest::addRow("%s --help", command) << name + " --help" << name;
        QTest::addRow("%s -h", command) << name + " -h" << name;
        QTest::addRow("%s -help", command) << name + " -help" << name;
        QTest::addRow("%s: among others", command) << name + " x --bad --help y z" << name;
        QTest::addRow("help %s", command) << "help " + name << name;
    }
}

void CommandLineTest::help()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, command);

    const CommandRun run(words(line));
    QCOMPARE(run.code, cli::Success);
    QCOMPARE(run.err, ""_ba);
    QVERIFY2(run.out.startsWith("Usage: wharfgated " + command), run.out.constData());
    QVERIFY(run.out.contains("Example"));
    QVERIFY(run.out.contains("\n  wharfgated " + command) ||
            run.out.contains("| wharfgated " + command));
    for (const QByteArray &textLine : run.out.split('\n'))
        QVERIFY2(textLine.size() <= 100, textLine.constData());
}

void CommandLineTest::generalHelp_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");

    QTest::newRow("--help") << "--help"_ba << int(cli::Success);
    QTest::newRow("-h") << "-h"_ba << int(cli::Success);
    QTest::newRow("-help") << "-help"_ba << int(cli::Success);
    QTest::newRow("help") << "help"_ba << int(cli::Success);
    QTest::newRow("help help") << "help help"_ba << int(cli::Success);
    QTest::newRow("nothing") << ""_ba << int(cli::Usage);
}

void CommandLineTest::generalHelp()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);

    const CommandRun run(words(line));
    QCOMPARE(run.code, code);
    const QByteArray text = code == cli::Success ? run.out : run.err;
    QVERIFY((code == cli::Success ? run.err : run.out).isEmpty());
    for (const char *command :
         {"serve", "init", "check", "explain", "test", "hash-password", "version"})
        QVERIFY2(text.contains("\n  " + QByteArray(command) + ' '), command);
    QVERIFY(text.contains("Usage:"));
    QVERIFY(text.contains("Examples:"));
}

void CommandLineTest::version()
{
    for (const char *word : {"version", "--version"}) {
        const CommandRun run({word});
        QCOMPARE(run.code, cli::Success);
        QVERIFY2(QRegularExpression(uR"(^wharfgated \d+\.\d+\.\d+\n$)"_s)
                     .match(QString::fromUtf8(run.out))
                     .hasMatch(),
                 run.out.constData());
    }
}

void CommandLineTest::settingsAreTheDocumentation()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/../../resources/docs/configuration.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const CommandRun run({"settings"});
    QCOMPARE(run.code, cli::Success);
    QVERIFY2(run.out == file.readAll(),
             "write it anew: wharfgated settings > resources/docs/configuration.md");
}

void CommandLineTest::unknownWords_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("near") << "chekc x.yml"_ba
                          << "wharfgated: unknown command \"chekc\"; did you mean check?\n"_ba;
    QTest::newRow("near another") << "exlpain"_ba
                                  << "; did you mean explain?\n"_ba;
    QTest::newRow("nothing near") << "frobnicate"_ba
                                  << "wharfgated: unknown command \"frobnicate\"\n"_ba;
    QTest::newRow("capitals") << "Check x.yml"_ba
                              << "unknown command \"Check\""_ba;
    QTest::newRow("help") << "help chekc"_ba
                          << "unknown command \"chekc\"; did you mean check?"_ba;
    QTest::newRow("control characters") << "a\nb"_ba
                                        << R"(unknown command "a\nb")"_ba;
}

void CommandLineTest::unknownWords()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, message);

    const CommandRun run(words(line));
    QCOMPARE(run.code, cli::Usage);
    QCOMPARE(run.out, ""_ba);
    QVERIFY2(run.err.contains(message), run.err.constData());
    QVERIFY(run.err.contains("--help"));
}

void CommandLineTest::wrongUse_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("no file") << "check"_ba
                             << "an argument is missing"_ba;
    QTest::newRow("serve without a file") << "serve"_ba
                                          << "an argument is missing"_ba;
    QTest::newRow("flags without a file") << "-v=2 -logtostderr"_ba
                                          << "an argument is missing"_ba;
    QTest::newRow("serve with flags, without a file") << "serve -v=2 -log_dir /logs"_ba
                                                      << "an argument is missing"_ba;
    QTest::newRow("two files") << "check a.yml b.yml"_ba
                               << "unexpected argument \"b.yml\""_ba;
    QTest::newRow("unknown option") << "check a.yml --strcit"_ba
                                    << "did you mean --strict?"_ba;
    QTest::newRow("unknown flag before a file") << "-frob a.yml"_ba
                                                << "unknown option --frob"_ba;
    QTest::newRow("password on the command line") << "hash-password secret"_ba
                                                  << "takes no arguments"_ba;
    QTest::newRow("version of something") << "version x"_ba
                                          << "takes no arguments"_ba;
}

void CommandLineTest::wrongUse()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, message);

    const CommandRun run(words(line));
    QCOMPARE(run.code, cli::Usage);
    QCOMPARE(run.out, ""_ba);
    QVERIFY2(run.err.contains(message), run.err.constData());
    QVERIFY(run.err.contains("Usage: wharfgated "));
    QVERIFY2(!run.err.contains("secret"), run.err.constData());
}

void CommandLineTest::dockerAuthFlags_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("serve");
    QTest::addColumn<QByteArray>("ignored"); // named in the notice; null: no notice

    const QByteArray none;
    QTest::newRow("only the file") << "a.yml"_ba
                                   << "serve a.yml"_ba << none;
    QTest::newRow("as in the image")
        << "-alsologtostderr=true -log_dir=/logs -v=2 /config/extAuth.yml"_ba
        << "serve --log-level=debug /config/extAuth.yml"_ba
        << "docker_auth's -log_dir has"_ba;
    QTest::newRow("two dashes") << "--v=2 --alsologtostderr a.yml"_ba
                                << "serve --log-level=debug a.yml"_ba << none;
    QTest::newRow("value apart") << "-v 2 a.yml"_ba
                                 << "serve --log-level=debug a.yml"_ba << none;
    QTest::newRow("two dashes, value apart") << "--v 3 a.yml"_ba
                                             << "serve --log-level=debug a.yml"_ba << none;
    QTest::newRow("quiet") << "-v=0 a.yml"_ba
                           << "serve a.yml"_ba << none;
    QTest::newRow("the last one counts") << "-v=2 -v=0 a.yml"_ba
                                         << "serve a.yml"_ba << none;
    QTest::newRow("twice") << "-v=2 -v=3 a.yml"_ba
                           << "serve --log-level=debug a.yml"_ba << none;
    QTest::newRow("log to standard error") << "-logtostderr a.yml"_ba
                                           << "serve a.yml"_ba << none;
    QTest::newRow("log to standard error, off") << "-logtostderr=false a.yml"_ba
                                                << "serve a.yml"_ba << none;
    QTest::newRow("several ignored")
        << "-vmodule x=1 --stderrthreshold=INFO -log_backtrace_at=a:1 -log_dir /logs "
           "-log_link=/l -logbuflevel -1 a.yml"_ba
        << "serve a.yml"_ba
        << "docker_auth's -vmodule, -stderrthreshold, -log_backtrace_at, -log_dir, -log_link, "
           "-logbuflevel has"_ba;
    QTest::newRow("our own option stays") << "--log-level warning a.yml"_ba
                                          << "serve --log-level warning a.yml"_ba << none;
    QTest::newRow("unknown stays") << "-frob a.yml"_ba
                                   << "serve -frob a.yml"_ba << none;
    QTest::newRow("value is missing") << "a.yml -log_dir"_ba
                                      << "serve a.yml"_ba
                                      << "docker_auth's -log_dir has"_ba;
    QTest::newRow("a file of that name") << "v"_ba
                                         << "serve v"_ba << none;
}

void CommandLineTest::dockerAuthFlags()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, serve);
    QFETCH(QByteArray, ignored);

    const cli::DockerAuthArguments translated = cli::translateDockerAuthFlags(words(line));
    QCOMPARE(joined(translated.serveWords), serve);
    const QByteArray notice = QByteArray::fromStdString(translated.notice);
    QVERIFY2(notice.startsWith(ignored) && notice.isEmpty() == ignored.isNull(),
             notice.constData());
}

void CommandLineTest::fileWithoutCommand()
{
    // It goes to serve, whose help answers here; nothing is started.
    const test::Folder folder;
    const std::string plainName = folder.write(u"config"_s, "");
    for (const std::string &file :
         {std::string("a.yml"), std::string("a.yaml"), std::string("/config/auth"), plainName}) {
        const CommandRun run({file, "--help"});
        QCOMPARE(run.code, cli::Success);
        QVERIFY2(run.out.startsWith("Usage: wharfgated serve FILE"), run.out.constData());
    }
    for (const char *line :
         {"-log_dir=/logs -v=2 a.yml --help", "serve -log_dir=/logs -v=2 a.yml --help"}) {
        const CommandRun withFlags(words(line));
        QVERIFY(withFlags.out.startsWith("Usage: wharfgated serve FILE"));
        QCOMPARE(withFlags.err.count('\n'), 1);
    }

    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(QFileInfo(QString::fromStdString(plainName)).path()));
    const CommandRun inFolder({"config", "--help"});
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(inFolder.out.startsWith("Usage: wharfgated serve FILE"));
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
