// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/editing/ConfigurationText.h"

#include <QTest>

using namespace wharfgate;
using namespace wharfgate::config;

namespace {

RuleEntry entryOf(const char *account, const char *name, bool isEnabled = true)
{
    RuleEntry entry;
    entry.rule.match.account = account;
    entry.rule.match.name = name;
    entry.rule.actions = {"pull"};
    entry.isEnabled = isEnabled;
    return entry;
}

/// A configuration with these lines below `acl:`.
std::string withRules(const std::string &acl)
{
    return "server: {addr: \":5001\", certificate: c.pem, key: k.pem}\n"
           "token: {issuer: i, expiration: 900}\n"
           "users: {\"\": {}}\n"
           "acl:" +
           acl;
}

/// One word a row: "x" for a rule of account x, "-x" for a disabled one.
std::string outline(const std::vector<RuleEntry> &entries)
{
    std::string out;
    for (const RuleEntry &entry : entries) {
        out += out.empty() ? "" : " ";
        out += (entry.isEnabled ? "" : "-") + entry.rule.match.account.value_or("?");
        if (!entry.note.empty())
            out += '(' + entry.note + ')';
    }
    return out;
}

} // namespace

class RuleTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesRules();
    void readsWhatItWrites();
    void readsText_data();
    void readsText();
    void refusesText_data();
    void refusesText();
    void findsRows_data();
    void findsRows();
    void placesOfDisabledRules();
    void countsRows();
};

void RuleTextTest::writesRules()
{
    RuleEntry first = entryOf("admin", "a/*");
    first.rule.comment = "Say \"hello\"";
    first.note = "Two\n\nlines";
    RuleEntry second = entryOf("", "/^b\\.c$/", false);
    second.rule.match.labels = {{"group", "${account}"}};
    second.rule.actions = {"pull", "*"};
    RuleEntry third;
    QCOMPARE(rulesToYaml({first, second, third}),
             std::string("# Two\n#\n# lines\n"
                         "- match: {account: \"admin\", name: \"a/*\"}\n"
                         "  actions: [\"pull\"]\n"
                         "  comment: 'Say \"hello\"'\n"
                         "# wharfgate:disabled\n"
                         "# - match: {account: \"\", name: '/^b\\.c$/', "
                         "labels: {group: \"${account}\"}}\n"
                         "#   actions: [\"pull\", \"*\"]\n"
                         "- match: {}\n"
                         "  actions: []\n"));
}

void RuleTextTest::readsWhatItWrites()
{
    const std::vector<const char *> hard = {
        "",       "null", "~",    "yes",        "1e3",  "0x1F",  "2026-01-01", " a",     "a ",
        "a: b",   "a #",  "#a",   "'",          "\"",   "'\"\\", "\t",         "\n",     "a\r\n",
        "&a",     "*",    "!",    "%",          "@",    "`",     "{",          "}",      "[",
        "]",      ",",    "- a",  "-",          "?",    ":",     "\x7f",       "\u0085", "\u2028",
        "\ufeff", "äöü",  "日本", "\U0001F600", "<<",   "...",   "---",        "=",      "${a}",
        "a,b",    "|",    ">",    ".5",         "1_000"};
    std::vector<RuleEntry> entries;
    for (const char *const text : hard) {
        RuleEntry entry = entryOf(text, text, entries.size() % 3 != 0);
        entry.rule.match.labels = {{text, text}};
        entry.rule.actions = {text};
        entry.rule.comment = text;
        entries.push_back(entry);
    }
    const auto read = rulesFromYaml(rulesToYaml(entries));
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    QCOMPARE(read->size(), entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        QVERIFY2(read->at(i) == entries[i], hard[i]);
}

void RuleTextTest::readsText_data()
{
    QTest::addColumn<std::string>("yaml");
    QTest::addColumn<std::string>("expected");
    const std::string a = "- {match: {account: a}, actions: []}\n";
    const std::string disabled = "# wharfgate:disabled\n# - {match: {account: d}, actions: []}\n";
    QTest::newRow("a list") << a + a << std::string("a a");
    QTest::newRow("a mapping") << "acl:\n" + a << std::string("a");
    QTest::newRow("an indented list") << "  " + a << std::string("a");
    QTest::newRow("disabled") << disabled + a << std::string("-d a");
    QTest::newRow("only disabled") << disabled << std::string("-d");
    QTest::newRow("an empty list") << std::string("[]") << std::string();
    QTest::newRow("in brackets") << std::string("[{match: {account: a}, actions: []}]")
                                 << std::string("a");
    QTest::newRow("a whole file") << withRules("\n" + a) << std::string("a");
}

void RuleTextTest::readsText()
{
    QFETCH(std::string, yaml);
    QFETCH(std::string, expected);
    const auto read = rulesFromYaml(yaml);
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    QCOMPARE(outline(*read), expected);
}

void RuleTextTest::refusesText_data()
{
    QTest::addColumn<std::string>("yaml");
    QTest::addColumn<int>("line");
    QTest::newRow("nothing") << std::string() << 1;
    QTest::newRow("comments") << std::string("# hello\n") << 1;
    QTest::newRow("words") << std::string("hello world") << 1;
    QTest::newRow("another mapping") << std::string("users: {}\n") << 1;
    QTest::newRow("no YAML") << std::string("- match: {}\n  actions: [\n") << 2;
    QTest::newRow("a mistyped condition")
        << std::string("- match:\n    acount: x\n  actions: []\n") << 2;
    QTest::newRow("no actions") << std::string("- {match: {}, actions: []}\n- match: {}\n") << 2;
    QTest::newRow("bytes that are no text") << std::string("- \xff\n") << 1;
}

void RuleTextTest::refusesText()
{
    QFETCH(std::string, yaml);
    QFETCH(int, line);
    const auto read = rulesFromYaml(yaml);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    QVERIFY(!read.error().detail.empty());
    QCOMPARE(read.error().position.line, line);
}

void RuleTextTest::findsRows_data()
{
    QTest::addColumn<std::string>("acl");
    QTest::addColumn<std::string>("expected");
    const std::string a = "  - match: {account: a}\n    actions: []\n";
    const std::string b = "  - match: {account: b}\n    actions: []\n";
    const std::string marker = "  # wharfgate:disabled\n";
    const std::string d = marker + "  # - match: {account: d}\n  #   actions: []\n";
    QTest::newRow("rules") << "\n" + a + b << std::string("a b");
    QTest::newRow("first") << "\n" + d + a << std::string("-d a");
    QTest::newRow("between") << "\n" + a + d + b << std::string("a -d b");
    QTest::newRow("last") << "\n" + a + d << std::string("a -d");
    QTest::newRow("several") << "\n" + d + d + a + "\n" + d << std::string("-d -d a -d");
    QTest::newRow("all") << " []\n" + d + d << std::string("-d -d");
    QTest::newRow("notes") << "\n  # one\n  # two\n" + a + "\n  # far\n\n  # near\n" + d +
                                  "  # b's\n" + b
                           << std::string("a(one\ntwo) -d(near) b(b's)");
    QTest::newRow("a note of another indentation") << "\n    # deeper\n" + a << std::string("a");
    QTest::newRow("a comment below belongs to the rule above")
        << "\n" + a + "    # of a\n" + b << std::string("a b");
    QTest::newRow("CRLF") << std::string("\r\n  # n\r\n  - {match: {account: a}, actions: []}\r\n"
                                         "  # wharfgate:disabled\r\n"
                                         "  # - {match: {account: d}, actions: []}\r\n")
                          << std::string("a(n) -d");
    QTest::newRow("not indented")
        << std::string("\n- {match: {account: a}, actions: []}\n# wharfgate:disabled\n"
                       "# - {match: {account: d}, actions: []}\n# next section\nlimits: {}\n")
        << std::string("a -d");
    QTest::newRow("a broken disabled rule is a comment")
        << "\n" + a + marker + "  # - match: [\n" + b << std::string("a b");
    QTest::newRow("a broken one does not hide a good one")
        << "\n" + a + marker + "  # - match: [\n" + d + b << std::string("a -d b");
    QTest::newRow("a marker without a rule")
        << "\n" + marker + "  # hello\n" + a << std::string("a(wharfgate:disabled\nhello)");
    QTest::newRow("a marker at the end") << "\n" + a + marker << std::string("a");
    QTest::newRow("a disabled rule with an alias is a comment")
        << "\n" + a + marker + "  # - match: *x\n  #   actions: []\n"
        << std::string("a");
    QTest::newRow("brackets") << std::string(" [{match: {account: a}, actions: []},\n"
                                             "      # wharfgate:disabled\n"
                                             "      # - {match: {account: d}, actions: []}\n"
                                             "      {match: {account: b}, actions: []}]\n")
                              << std::string("a b");
    QTest::newRow("a marker in a text is text")
        << std::string("\n  - match: {account: a}\n    actions: []\n    comment: |\n      text\n"
                       "      # wharfgate:disabled\n      # - {match: {}, actions: []}\n")
        << std::string("a");
    QTest::newRow("two disabled rules that only together are YAML")
        << "\n" + a + marker + "  # - match: [\n" + marker + "  # - ]\n"
        << std::string("a");
}

void RuleTextTest::findsRows()
{
    QFETCH(std::string, acl);
    QFETCH(std::string, expected);
    const auto text = ConfigurationText::read(withRules(acl), "f.yml");
    QVERIFY2(text.configuration(),
             text.problems().empty() ? "" : text.problems()[0].toString().c_str());
    QCOMPARE(outline(text.rules()), expected);
}

void RuleTextTest::placesOfDisabledRules()
{
    const auto text = ConfigurationText::read(
        withRules("\n  # wharfgate:disabled\n  # - match: {account: d}\n  #   actions: [pull]\n"
                  "  - {match: {}, actions: []}\n  # wharfgate:disabled\n"
                  "  # - match: {account: e}\n  #   actions: [pull]\n"),
        "f.yml");
    QCOMPARE(text.rules().size(), 3U);
    const acl::Rule &first = text.rules()[0].rule;
    QCOMPARE(first.positions.rule, (SourcePosition{"f.yml", 6, 7}));
    QCOMPARE(first.positions.fields.at("account"), (SourcePosition{"f.yml", 6, 24}));
    QCOMPARE(first.positions.fields.at("actions").line, 7);
    QCOMPARE(text.rules()[2].rule.positions.rule.line, 10);
}

void RuleTextTest::countsRows()
{
    const std::vector<RuleEntry> entries = {entryOf("a", "", false), entryOf("b", ""),
                                            entryOf("c", "", false), entryOf("d", "")};
    QCOMPARE(ruleIndexOfRow(entries, 0), std::nullopt);
    QCOMPARE(ruleIndexOfRow(entries, 1), std::optional<std::size_t>(0));
    QCOMPARE(ruleIndexOfRow(entries, 3), std::optional<std::size_t>(1));
    QCOMPARE(ruleIndexOfRow(entries, 4), std::nullopt);
    QCOMPARE(rowOfRuleIndex(entries, 0), std::optional<std::size_t>(1));
    QCOMPARE(rowOfRuleIndex(entries, 1), std::optional<std::size_t>(3));
    QCOMPARE(rowOfRuleIndex(entries, 2), std::nullopt);
    // People count from 1, and disabled rules only stand where their number would be.
    QCOMPARE(ruleNumbers(entries), (std::vector<std::size_t>{1, 1, 2, 2}));
    for (std::size_t row = 0; row < entries.size(); ++row)
        QCOMPARE(ruleNumber(entries, row), ruleNumbers(entries)[row]);
    QCOMPARE(ruleNumber(entries, entries.size()), std::size_t(3));
}

QTEST_APPLESS_MAIN(RuleTextTest)
#include "RuleTextTest.moc"
