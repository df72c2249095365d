// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/TextDiff.h"
#include "shared/config/editing/EditModel.h"
#include "tests/unit/editing/EditingFiles.h"
#include "tests/unit/editing/RandomEdits.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::config;
using test::RandomEdits;

namespace {

constexpr int kRounds = 12;
constexpr int kEditsPerRound = 40;

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        if (!lines.back().empty() && lines.back().back() == '\r')
            lines.back().pop_back();
        at = end + 1;
    }
    return lines;
}

bool isSubsequence(const std::vector<std::string> &part, const std::vector<std::string> &whole)
{
    std::size_t at = 0;
    for (const std::string &line : whole) {
        if (at < part.size() && part[at] == line)
            ++at;
    }
    return at == part.size();
}

/// Counts line ends, to see that none of another kind is brought in.
std::size_t countOf(const std::string &text, std::string_view what)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++count;
    return count;
}

bool isListOfLines(const ConfigurationText &text)
{
    const auto &rules = text.rules();
    return std::count_if(rules.begin(), rules.end(),
                         [](const RuleEntry &entry) { return entry.isEnabled; }) > 0 &&
           text.text().find("\"acl\": [") == std::string::npos &&
           text.text().find("acl: [") == std::string::npos;
}

/// What the edit does to lines that it does not concern; an explanation, or empty.
std::string touchedTooMuch(const ConfigurationText &before, const Edit &edit,
                           const ConfigurationText &after)
{
    const std::vector<std::string> old = linesOf(before.text());
    const std::vector<std::string> now = linesOf(after.text());
    const bool areLines = isListOfLines(before) && isListOfLines(after);
    if (std::holds_alternative<InsertRules>(edit) && areLines && !isSubsequence(old, now))
        return "inserting changed other lines";
    if (std::holds_alternative<RemoveRules>(edit) && areLines && !isSubsequence(now, old))
        return "removing changed other lines";
    if (std::holds_alternative<MoveRules>(edit) && areLines) {
        // Where rules are parted unevenly a blank line may come or go.
        auto sortedOld = old;
        auto sortedNow = now;
        std::erase(sortedOld, std::string());
        std::erase(sortedNow, std::string());
        std::sort(sortedOld.begin(), sortedOld.end());
        std::sort(sortedNow.begin(), sortedNow.end());
        if (sortedOld != sortedNow)
            return "moving changed lines";
    }
    if (countOf(before.text(), "\r\n") > 0 &&
        countOf(after.text(), "\n") != countOf(after.text(), "\r\n"))
        return "line ends are mixed";
    if (before.text().starts_with("\xEF\xBB\xBF") != after.text().starts_with("\xEF\xBB\xBF"))
        return "the byte order mark changed";
    if (before.text().ends_with('\n') != after.text().ends_with('\n'))
        return "the end of the file changed";
    const std::size_t most = std::max(old.size(), now.size());
    const auto *const rename = std::get_if<RenameUser>(&edit);
    if (rename != nullptr) {
        std::size_t different = 0;
        for (std::size_t i = 0; i < std::min(old.size(), now.size()); ++i)
            different += old[i] != now[i] ? 1U : 0U;
        if (old.size() != now.size() || different > 1)
            return "renaming changed more than a line of " + std::to_string(most);
    }
    return {};
}

/// The edit that takes back what `edit` did; none where that loses something.
std::optional<Edit> inverseOf(const ConfigurationText &before, const Edit &edit)
{
    if (const auto *const insert = std::get_if<InsertRules>(&edit)) {
        RemoveRules out;
        for (std::size_t i = 0; i < insert->entries.size(); ++i)
            out.rows.push_back(insert->row + i);
        return out;
    }
    if (const auto *const move = std::get_if<MoveRules>(&edit)) {
        // Elsewhere blank lines or comments part groups, and a rule between two belongs to either.
        static const std::set<std::string> kEven = {"article.yml", "crlf.yml", "flow.yml",
                                                    "no-newline.yml", "unicode.yml"};
        if (move->rows.size() != 1 || !kEven.contains(before.file()))
            return std::nullopt;
        const std::size_t row = move->rows.front();
        const std::size_t place = move->before > row ? move->before - 1 : move->before;
        return MoveRules{{place}, place > row ? row : row + 1};
    }
    if (const auto *const enable = std::get_if<EnableRules>(&edit)) {
        EnableRules out{{}, !enable->enable};
        for (const std::size_t row : enable->rows) {
            if (before.rules()[row].isEnabled != enable->enable)
                out.rows.push_back(row);
        }
        return out;
    }
    if (const auto *const rename = std::get_if<RenameUser>(&edit))
        // A name that needs other quotes keeps them.
        return rename->to == "x" || rename->to == "dev"
                   ? std::optional<Edit>(RenameUser{rename->to, rename->from})
                   : std::nullopt;
    return std::nullopt;
}

} // namespace

/// Thousands of random edits of every kind on files as people write them, compared with what the
/// edits mean, and with the bytes that they do not concern.
class RandomEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreGood_data() { addFiles(); }
    void samplesAreGood();
    void randomEdits_data() { addFiles(); }
    void randomEdits();
    void inverseEdits_data() { addFiles(); }
    void inverseEdits();

private:
    static void addFiles()
    {
        QTest::addColumn<QString>("file");
        for (const QString &name : test::editingFiles())
            QTest::newRow(qPrintable(name)) << name;
    }
};

void RandomEditTest::samplesAreGood()
{
    QFETCH(QString, file);
    const auto text = test::editingText(file);
    for (const Problem &problem : text.problems())
        QVERIFY2(problem.severity != Problem::Severity::Error, problem.toString().c_str());
    QVERIFY(text.rules().size() >= 2);
    QVERIFY(!text.configuration()->users.empty());
}

void RandomEditTest::randomEdits()
{
    QFETCH(QString, file);
    int applied = 0;
    int unsupported = 0;
    for (unsigned round = 0; round < kRounds; ++round) {
        RandomEdits random(round);
        auto text = test::editingText(file);
        for (int i = 0; i < kEditsPerRound; ++i) {
            const Edit edit = random.next(text);
            const auto after = applyEdit(text, edit);
            if (!after) {
                const bool isKnown = after.error().code == ErrorCode::InvalidInput ||
                                     after.error().code == ErrorCode::Unsupported;
                QVERIFY2(isKnown && !after.error().detail.empty(), after.error().detail.c_str());
                if (after.error().code == ErrorCode::Unsupported) {
                    ++unsupported;
                    if (qEnvironmentVariableIsSet("SHOW_REFUSALS"))
                        qInfo() << edit.index() << after.error().detail.c_str();
                    if (qEnvironmentVariableIntValue("SHOW_REFUSALS") > 1)
                        qInfo().noquote() << QString::fromStdString(text.text());
                }
                continue;
            }
            ++applied;
            auto expected = editing::EditModel::of(text);
            expected.apply(edit);
            const auto reread = ConfigurationText::read(after->text(), "reread.yml");
            QVERIFY(reread.configuration());
            const auto meant = expected.differenceTo(editing::EditModel::of(reread));
            QVERIFY2(meant.empty(), (meant + "\n" + after->text()).c_str());
            const std::string tooMuch = touchedTooMuch(text, edit, *after);
            QVERIFY2(tooMuch.empty(),
                     (tooMuch + "\n" + text::unifiedDiff(text.text(), after->text(), 1)).c_str());
            text = *after;
        }
    }
    QVERIFY(applied > kRounds * kEditsPerRound / 2);
    // Only aliases, merge keys and lists in brackets give reasons to refuse.
    const bool isSimple = file != u"anchors.yml"_s && file != u"flow.yml"_s;
    QVERIFY2(
        !isSimple || unsupported * 20 < applied,
        qPrintable(QString::number(unsupported) + u" refused of "_s + QString::number(applied)));
}

void RandomEditTest::inverseEdits()
{
    QFETCH(QString, file);
    int restored = 0;
    for (unsigned round = 0; round < kRounds; ++round) {
        RandomEdits random(1000 + round);
        const auto before = test::editingText(file);
        for (int i = 0; i < kEditsPerRound; ++i) {
            const Edit edit = random.next(before);
            const auto back = inverseOf(before, edit);
            const auto after = applyEdit(before, edit);
            if (!back || !after)
                continue;
            const auto again = applyEdit(*after, *back);
            QVERIFY2(again, again ? "" : again.error().detail.c_str());
            QVERIFY2(again->text() == before.text(),
                     ("edit " + std::to_string(edit.index()) + "\n" +
                      text::unifiedDiff(before.text(), after->text(), 1) + "\nand back:\n" +
                      text::unifiedDiff(before.text(), again->text(), 1))
                         .c_str());
            ++restored;
        }
    }
    QVERIFY(restored > kRounds);
}

QTEST_APPLESS_MAIN(RandomEditTest)
#include "RandomEditTest.moc"
