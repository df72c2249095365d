// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/TextDiff.h"
#include "shared/config/editing/Edit.h"
#include "tests/unit/editing/EditingFiles.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::config;

namespace {

struct FormCase
{
    const char *name;
    const char *file;
    std::vector<Edit> edits;
};

RuleEntry newRule(bool isEnabled = true)
{
    RuleEntry entry;
    entry.isEnabled = isEnabled;
    entry.rule.match.account = "zoe";
    entry.rule.match.name = "zoe/*";
    entry.rule.actions = {"pull", "push"};
    entry.rule.comment = "Zoe's own";
    return entry;
}

User newUser()
{
    User user;
    user.passwordHash = "$2y$10$zzzzzzzzzzzzzzzzzzzzzz";
    user.labels = {{"group", {"dev", "ops"}}, {"title", {"VIP"}}};
    return user;
}

/// The rule of a row, changed.
template <typename Change>
Edit changed(const char *file, std::size_t row, Change change)
{
    RuleEntry entry = test::editingText(QString::fromLatin1(file)).rules().at(row);
    change(entry.rule);
    return ReplaceRule{row, entry};
}

TestCase newCase()
{
    TestCase test;
    test.title = "Zoe may push";
    test.account = "zoe";
    test.name = "zoe/app";
    test.actions = {"pull", "push"};
    test.expected = {"pull", "push"};
    test.labels = acl::Labels{{"group", {"dev"}}};
    test.rule = 2;
    return test;
}

std::vector<FormCase> ruleCases()
{
    std::vector<FormCase> cases;
    for (const char *const file : {"docker-auth.yml", "article.yml", "flow.yml", "mixed.yml",
                                   "comments.yml", "not-indented.yml", "no-newline.yml"}) {
        const std::size_t count = test::editingText(QString::fromLatin1(file)).rules().size();
        cases.push_back({"insert-last", file, {InsertRules{count, {newRule()}}}});
        cases.push_back({"insert-second", file, {InsertRules{1, {newRule()}}}});
        cases.push_back({"remove-second", file, {RemoveRules{{1}}}});
        cases.push_back({"move-last-up", file, {MoveRules{{count - 1}, 0}}});
        cases.push_back({"add-to-rule", file, {changed(file, 1, [](acl::Rule &rule) {
                             rule.match.type = "repository";
                             rule.match.labels["group"] = "dev";
                             rule.actions.insert(rule.actions.begin(), "delete");
                             rule.comment = "Changed";
                         })}});
        cases.push_back({"take-from-rule", file, {changed(file, 0, [](acl::Rule &rule) {
                             rule.match.account.reset();
                             rule.actions.clear();
                             rule.comment.clear();
                         })}});
    }
    for (const char *const file : {"docker-auth.yml", "mixed.yml", "comments.yml"}) {
        const std::size_t count = test::editingText(QString::fromLatin1(file)).rules().size();
        std::vector<std::size_t> all(count);
        for (std::size_t row = 0; row < count; ++row)
            all[row] = row;
        cases.push_back({"disable-second", file, {EnableRules{{1}, false}}});
        cases.push_back({"disable-all", file, {EnableRules{all, false}}});
        cases.push_back({"enable-all", file, {EnableRules{all, true}}});
        cases.push_back({"remove-all", file, {RemoveRules{all}}});
        cases.push_back({"insert-disabled", file, {InsertRules{0, {newRule(false)}}}});
    }
    cases.push_back(
        {"change-disabled", "docker-auth.yml", {changed("docker-auth.yml", 4, [](acl::Rule &rule) {
             rule.match.name = "old/*";
             rule.actions.push_back("push");
         })}});
    return cases;
}

std::vector<FormCase> otherCases()
{
    std::vector<FormCase> cases;
    for (const char *const file : {"docker-auth.yml", "article.yml", "flow.yml", "mixed.yml",
                                   "comments.yml", "not-indented.yml", "no-newline.yml"}) {
        const QString name = QString::fromLatin1(file);
        const auto text = test::editingText(name);
        std::string last = text.configuration()->users.rbegin()->first;
        User changed = text.configuration()->users.at(last);
        changed.passwordHash = "$2y$10$nnnnnnnnnnnnnnnnnnnnnn";
        changed.labels["team"] = {"red", "blue"};
        if (changed.labels.contains("group"))
            changed.labels["group"].push_back("more");
        cases.push_back({"add-users", file, {PutUser{"zoe", newUser()}, PutUser{"guest", {}}}});
        cases.push_back({"change-user", file, {PutUser{last, changed}}});
        cases.push_back({"remove-user", file, {RemoveUsers{{last}}}});
        cases.push_back({"lock-user", file, {LockUsers{{last == "robot" ? "test" : last}, true}}});
        cases.push_back({"rename-user", file, {RenameUser{last, "renamed"}}});
        cases.push_back({"rename-label", file, {RenameLabel{"group", "team of"}}});
        cases.push_back(
            {"settings",
             file,
             {SetSetting{"token.expiration", "300"}, SetSetting{"token.issuer", "New"},
              SetSetting{"log.level", "debug"}, SetSetting{"limits.idle_timeout", "2m"}}});
        std::vector<TestCase> tests = text.configuration()->tests;
        tests.push_back(newCase());
        cases.push_back({"add-test", file, {SetTestCases{tests}}});
    }
    return cases;
}

std::string outcome(const FormCase &form)
{
    const auto before = test::editingText(QString::fromLatin1(form.file));
    const auto after = applyEdits(before, form.edits);
    if (!after)
        return "refused: " + after.error().detail + '\n';
    return text::unifiedDiff(before.text(), after->text(), 2);
}

} // namespace

/// How edits look in the file, as differences to be read by people:
/// tests/data/config/editing/form/FILE.diff. WHARFGATE_WRITE_FORM=1 writes them anew.
class EditFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looks_data();
    void looks();
};

void EditFormTest::looks_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("actual");
    std::map<std::string, std::string> outcomes;
    for (const auto &cases : {ruleCases(), otherCases()}) {
        for (const FormCase &form : cases)
            outcomes[form.file] += std::string("==== ") + form.name + '\n' + outcome(form);
    }
    for (const auto &[file, actual] : outcomes)
        QTest::newRow(file.c_str())
            << QString::fromStdString(file) << QByteArray::fromStdString(actual);
}

void EditFormTest::looks()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, actual);
    QFile golden(test::editingFolder() + u"/form/"_s + file + u".diff"_s);
    if (qEnvironmentVariableIsSet("WHARFGATE_WRITE_FORM")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(actual);
        return;
    }
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
    const QByteArray expected = golden.readAll();
    QVERIFY2(actual == expected,
             text::unifiedDiff(expected.toStdString(), actual.toStdString()).c_str());
}

QTEST_APPLESS_MAIN(EditFormTest)
#include "EditFormTest.moc"
