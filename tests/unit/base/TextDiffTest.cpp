// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/TextDiff.h"

#include <QTest>

#include <random>
#include <string>

using namespace wharfgate;

namespace {

/// The old text with the hunks done.
std::string patched(const std::string &before, const std::string &after)
{
    const auto oldLines = text::splitLines(before);
    const auto newLines = text::splitLines(after);
    std::string out;
    std::size_t old = 0;
    for (const text::Hunk &hunk : text::diffLines(before, after)) {
        for (; old < hunk.oldStart; ++old)
            out.append(oldLines[old]);
        old += hunk.oldLines;
        for (std::size_t line = 0; line < hunk.newLines; ++line)
            out.append(newLines[hunk.newStart + line]);
    }
    for (; old < oldLines.size(); ++old)
        out.append(oldLines[old]);
    return out;
}

std::string randomText(std::mt19937 &random, int lines, int alphabet)
{
    std::string out;
    for (int line = 0; line < lines; ++line) {
        out +=
            static_cast<char>('a' + static_cast<int>(random() % static_cast<unsigned>(alphabet)));
        if (line + 1 < lines || random() % 4 != 0)
            out += random() % 9 == 0 ? "\r\n" : "\n";
    }
    return out;
}

} // namespace

class TextDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsWithLineBreaks();
    void hunksTurnOneTextIntoTheOther();
    void hunksAreShort();
    void unifiedForm();
    void largeTextsAndStrangersAreBounded();
    void mergesWhatDoesNotTouch();
    void reportsConflicts();
    void mergeWithOneSideUnchangedIsTheOther();
};

void TextDiffTest::splitsWithLineBreaks()
{
    QVERIFY(text::splitLines("").empty());
    const auto lines = text::splitLines("a\r\n\nb");
    QCOMPARE(lines.size(), std::size_t(3));
    QCOMPARE(lines[0], std::string_view("a\r\n"));
    QCOMPARE(lines[1], std::string_view("\n"));
    QCOMPARE(lines[2], std::string_view("b"));
}

void TextDiffTest::hunksTurnOneTextIntoTheOther()
{
    std::mt19937 random(20261123);
    for (int round = 0; round < 4000; ++round) {
        const int alphabet = 2 + static_cast<int>(random() % 20);
        const std::string before = randomText(random, static_cast<int>(random() % 30), alphabet);
        const std::string after = randomText(random, static_cast<int>(random() % 30), alphabet);
        QCOMPARE(patched(before, after), after);
        QVERIFY(text::diffLines(before, before).empty());
        const auto hunks = text::diffLines(before, after);
        for (std::size_t index = 0; index < hunks.size(); ++index) {
            QVERIFY(hunks[index].oldLines + hunks[index].newLines > 0);
            if (index > 0)
                QVERIFY(hunks[index].oldStart >
                        hunks[index - 1].oldStart + hunks[index - 1].oldLines);
        }
    }
}

void TextDiffTest::hunksAreShort()
{
    const auto hunks = text::diffLines("a\nb\nc\nd\ne\n", "a\nx\nc\nd\ne\nf\n");
    const std::vector<text::Hunk> expected{{1, 1, 1, 1}, {5, 0, 5, 1}};
    QVERIFY(hunks == expected);
    // Lines that repeat must not hide that only one was added.
    const auto repeated = text::diffLines("-\n1\n-\n-\n", "-\n1\n-\n-\n-\n");
    QCOMPARE(repeated.size(), std::size_t(1));
    QCOMPARE(repeated[0].oldLines, std::size_t(0));
    QCOMPARE(repeated[0].newLines, std::size_t(1));
}

void TextDiffTest::unifiedForm()
{
    QCOMPARE(text::unifiedDiff("same\n", "same\n"), std::string());
    QCOMPARE(text::unifiedDiff("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nx\n6\n7\n8\n", 1),
             std::string("@@ -4,3 +4,3 @@\n 4\n-5\n+x\n 6\n"));
    QCOMPARE(text::unifiedDiff("", "a"),
             std::string("@@ -0,0 +1,1 @@\n+a\n\\ No newline at end of file\n"));
    QCOMPARE(text::unifiedDiff("a\nb\nc\nd\n", "x\nb\nc\ny\n", 1),
             std::string("@@ -1,4 +1,4 @@\n-a\n+x\n b\n c\n-d\n+y\n"));
}

void TextDiffTest::largeTextsAndStrangersAreBounded()
{
    std::string large;
    for (int line = 0; line < 100'000; ++line)
        large += "  - match: {account: \"user" + std::to_string(line / 3) + "\"}\n";
    std::string changed = large;
    changed.replace(changed.find("user777\""), 8, "somebody\"");
    changed.insert(changed.find("user30000\""), "new");
    QCOMPARE(patched(large, changed), changed);
    QVERIFY(text::diffLines(large, changed).size() <= 3); // equal lines leave a choice

    std::string ones;
    std::string mixed;
    for (int line = 0; line < 50'000; ++line) {
        ones += line % 2 == 0 ? "a\n" : "b\n";
        mixed += line % 3 == 0 ? "b\n" : "c\n";
    }
    QCOMPARE(patched(ones, mixed), mixed);
}

void TextDiffTest::mergesWhatDoesNotTouch()
{
    const auto merged =
        text::mergeLines("1\n2\n3\n4\n5\n", "1\nmine\n3\n4\n5\n", "1\n2\n3\n4\ntheirs\n6\n");
    QVERIFY(merged.conflicts.empty());
    QCOMPARE(merged.text, std::string("1\nmine\n3\n4\ntheirs\n6\n"));
    // The same change on both sides is one.
    const auto same = text::mergeLines("1\n2\n", "1\nx\n", "1\nx\n");
    QVERIFY(same.conflicts.empty());
    QCOMPARE(same.text, std::string("1\nx\n"));
}

void TextDiffTest::reportsConflicts()
{
    const auto merged = text::mergeLines("1\n2\n3\n", "1\nmine\n3\n", "1\ntheirs\n3\n");
    QCOMPARE(merged.conflicts.size(), std::size_t(1));
    QCOMPARE(merged.conflicts[0].base, std::string("2\n"));
    QCOMPARE(merged.conflicts[0].mine, std::string("mine\n"));
    QCOMPARE(merged.conflicts[0].theirs, std::string("theirs\n"));
    QCOMPARE(merged.text, std::string("1\nmine\n3\n"));
    const auto removed = text::mergeLines("1\n2\n3\n", "1\n3\n", "1\n2 changed\n3\n");
    QCOMPARE(removed.conflicts.size(), std::size_t(1));
    const auto inserted = text::mergeLines("1\n", "1\nmine\n", "1\ntheirs\n");
    QCOMPARE(inserted.conflicts.size(), std::size_t(1));
}

void TextDiffTest::mergeWithOneSideUnchangedIsTheOther()
{
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        const std::string base = randomText(random, static_cast<int>(random() % 25), 6);
        const std::string other = randomText(random, static_cast<int>(random() % 25), 6);
        const auto mine = text::mergeLines(base, other, base);
        QVERIFY(mine.conflicts.empty());
        QCOMPARE(mine.text, other);
        const auto theirs = text::mergeLines(base, base, other);
        QVERIFY(theirs.conflicts.empty());
        QCOMPARE(theirs.text, other);
        const auto third = randomText(random, static_cast<int>(random() % 25), 6);
        const auto swapped = text::mergeLines(base, third, other);
        QCOMPARE(text::mergeLines(base, other, third).conflicts.size(), swapped.conflicts.size());
        if (swapped.conflicts.empty())
            QCOMPARE(text::mergeLines(base, other, third).text, swapped.text);
    }
}

QTEST_APPLESS_MAIN(TextDiffTest)
#include "TextDiffTest.moc"
