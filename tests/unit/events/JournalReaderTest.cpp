// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/JournalReader.h"
#include "daemon/journal/BackwardLines.h"
#include "daemon/journal/JournalFile.h"
#include "shared/events/AuthEventReader.h"
#include "tests/unit/events/SampleEvent.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <sys/stat.h>
#include <thread>

using namespace wharfgate;
using namespace wharfgate::journal;
using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(const QString &account, int seconds = 0)
{
    events::AuthEvent event = test::sampleEvent();
    event.account = account.toStdString();
    event.time += std::chrono::seconds(seconds);
    return QByteArray::fromStdString(toJson(event)) + '\n';
}

QStringList accountsOf(const JournalReader::Page &page)
{
    QStringList out;
    for (const events::AuthEvent &event : page.events)
        out.append(QString::fromStdString(event.account));
    return out;
}

events::EventFilter filterOf(const QJsonObject &json)
{
    return *events::EventFilter::fromJson(json);
}

} // namespace

class JournalReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void readsLinesBackwards_data();
    void readsLinesBackwards();
    void readsNewestFirst();
    void findsNothingWithoutAFile();
    void continuesInRotatedFiles();
    void keepsItsPlaceWhileTheFileGrows();
    void keepsItsPlaceWhileFilesAreRotated();
    void endsIfItsFileIsGone();
    void passesOverWhatIsNoDecision();
    void waitsForTheEndOfALine();
    void readsLongLines();
    void boundsTheWorkOfAPage();
    void boundsTheBytesOfAPage();
    void stopsAtTheFiltersBeginning();
    void reportsWhatCannotBeRead();
    void doesNotWaitForAFifo();
    void readsCursors_data();
    void readsCursors();
    void readsWhileTheJournalWrites();

private:
    QString path(const QString &suffix = {}) const { return m_folder->filePath(u"j"_s) + suffix; }
    void write(const QByteArray &content, const QString &suffix = {}) const
    {
        QFile file(path(suffix));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        QCOMPARE(file.write(content), content.size());
    }
    JournalReader reader(JournalReader::Limits limits = {}) const
    {
        return JournalReader(path().toStdString(), limits);
    }
    /// All pages of `limit` events.
    QStringList readAll(std::size_t limit, JournalReader::Limits limits = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void JournalReaderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void JournalReaderTest::cleanup()
{
    m_folder.reset();
}

QStringList JournalReaderTest::readAll(std::size_t limit, JournalReader::Limits limits) const
{
    QStringList out;
    std::optional<JournalCursor> cursor;
    for (int i = 0; i < 1000; ++i) {
        const auto page = reader(limits).read({}, cursor, limit);
        if (!page)
            return {QString::fromStdString(page.error().detail)};
        out += accountsOf(*page);
        cursor = page->next;
        if (!cursor)
            return out;
    }
    return {u"no end"_s};
}

void JournalReaderTest::readsLinesBackwards_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArrayList>("lines"); // "!": too long
    const QByteArray block(256 * 1024, 'b');
    QTest::newRow("empty") << QByteArray() << QByteArrayList();
    QTest::newRow("one") << QByteArray("a\n") << QByteArrayList{"a"};
    QTest::newRow("an empty one") << QByteArray("\n") << QByteArrayList{""};
    QTest::newRow("some") << QByteArray("a\n\nbb\n") << QByteArrayList{"bb", "", "a"};
    QTest::newRow("torn") << QByteArray("a\nbb") << QByteArrayList{"a"};
    QTest::newRow("only torn") << QByteArray("bb") << QByteArrayList();
    QTest::newRow("a block") << block + "\n" << QByteArrayList{block};
    QTest::newRow("a block to the byte") << "a\n" + block.chopped(2) + "\n"
                                         << QByteArrayList{block.chopped(2), "a"};
    QTest::newRow("the break begins a block") << "a\n" + block.chopped(1) + "\n"
                                              << QByteArrayList{block.chopped(1), "a"};
    QTest::newRow("as long as may be") << "a\n" + QByteArray(400'000, 'c') + "\nd\n"
                                       << QByteArrayList{"d", QByteArray(400'000, 'c'), "a"};
    QTest::newRow("too long") << "a\n" + QByteArray(400'001, 'c') + "\nd\n"
                              << QByteArrayList{"d", "!", "a"};
    QTest::newRow("far too long") << "a\n" + QByteArray(2'000'000, 'c') + "\nd\n"
                                  << QByteArrayList{"d", "!", "a"};
    QTest::newRow("far too long, first") << QByteArray(2'000'000, 'c') + "\nd\n"
                                         << QByteArrayList{"d", "!"};
    QTest::newRow("torn and far too long")
        << "a\n" + QByteArray(2'000'000, 'c') << QByteArrayList{"!", "a"};
}

void JournalReaderTest::readsLinesBackwards()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArrayList, lines);
    write(content);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArrayList read;
    BackwardLines backwards(file.handle(), static_cast<std::uint64_t>(content.size()), 400'000);
    for (;;) {
        const auto step = backwards.next();
        QVERIFY(step.has_value());
        if (step->kind == BackwardLines::Kind::End)
            break;
        if (step->kind == BackwardLines::Kind::Line)
            read.append(QByteArray(step->line.data(), static_cast<qsizetype>(step->line.size())));
        else if (read.isEmpty() || read.last() != "!")
            read.append("!");
        // A new reader at the same place goes on the same way.
        backwards = BackwardLines(file.handle(), backwards.position(), 400'000);
    }
    QCOMPARE(read, lines);
    QCOMPARE(backwards.position(), std::uint64_t{0});
}

void JournalReaderTest::readsNewestFirst()
{
    write(lineOf(u"a"_s) + lineOf(u"b"_s) + lineOf(u"c"_s));
    const auto page = reader().read({}, std::nullopt, 10);
    QVERIFY(page.has_value());
    QCOMPARE(accountsOf(*page), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(page->scanned, std::size_t{3});
    QVERIFY(!page->next);
    for (const std::size_t limit : {1U, 2U, 3U})
        QCOMPARE(readAll(limit), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
    const auto filtered = reader().read(filterOf({{u"account"_s, u"a"_s}}), std::nullopt, 1);
    QCOMPARE(accountsOf(*filtered), QStringList{u"a"_s});
}

void JournalReaderTest::findsNothingWithoutAFile()
{
    const auto page = reader().read({}, std::nullopt, 10);
    QVERIFY(page.has_value() && page->events.empty() && !page->next);
    QVERIFY(reader().read({}, JournalCursor{1, 2, 3, 4}, 10).has_value());
}

void JournalReaderTest::continuesInRotatedFiles()
{
    write(lineOf(u"a"_s) + lineOf(u"b"_s), u".2"_s);
    write(lineOf(u"c"_s), u".1"_s);
    write(lineOf(u"d"_s) + lineOf(u"e"_s));
    write(lineOf(u"not reached"_s), u".4"_s); // 3 is missing: no file of ours
    const QStringList expected{u"e"_s, u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    for (const std::size_t limit : {1U, 2U, 3U, 5U, 100U})
        QCOMPARE(readAll(limit), expected);
    QVERIFY(QFile::remove(path()));
    QCOMPARE(readAll(10), expected.mid(2)); // in the middle of a rotation
}

void JournalReaderTest::keepsItsPlaceWhileTheFileGrows()
{
    write(lineOf(u"a"_s) + lineOf(u"b"_s) + lineOf(u"c"_s));
    const auto first = reader().read({}, std::nullopt, 1);
    write(lineOf(u"d"_s));
    const auto second = reader().read({}, first->next, 10);
    QCOMPARE(accountsOf(*first) + accountsOf(*second), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
}

void JournalReaderTest::keepsItsPlaceWhileFilesAreRotated()
{
    config::Journal settings;
    settings.file = path().toStdString();
    settings.maxBytes = static_cast<std::uint64_t>(2 * lineOf(u"a"_s).size());
    settings.maxFiles = 3;
    JournalFile journal(settings);
    const auto append = [&journal](const QString &account) {
        QVERIFY(journal.append(lineOf(account).toStdString()).has_value());
    };
    for (const QString &account : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        append(account);
    const auto first = reader().read({}, std::nullopt, 1); // d
    for (const QString &account : {u"e"_s, u"f"_s, u"g"_s})
        append(account);
    const auto second = reader().read({}, first->next, 2); // over the files' border
    QCOMPARE(accountsOf(*first) + accountsOf(*second), (QStringList{u"d"_s, u"c"_s, u"b"_s}));
    const auto third = reader().read({}, second->next, 2);
    QCOMPARE(accountsOf(*third), QStringList{u"a"_s});
}

void JournalReaderTest::endsIfItsFileIsGone()
{
    write(lineOf(u"a"_s) + lineOf(u"b"_s));
    const auto first = reader().read({}, std::nullopt, 1);
    QVERIFY(first->next.has_value());
    QVERIFY(QFile::remove(path()));
    write(lineOf(u"x"_s, 1) + lineOf(u"y"_s, 1) + lineOf(u"z"_s, 1)); // maybe the same inode
    const auto second = reader().read({}, first->next, 10);
    QVERIFY(second.has_value() && second->events.empty() && !second->next);
    // Cut by somebody, with the same beginning.
    const auto whole = reader().read({}, std::nullopt, 1);
    QFile file(path());
    QVERIFY(file.resize(lineOf(u"x"_s, 1).size()));
    const auto cut = reader().read({}, whole->next, 10);
    QVERIFY(cut.has_value() && cut->events.empty() && !cut->next);
}

void JournalReaderTest::passesOverWhatIsNoDecision()
{
    write(lineOf(u"a"_s) + "\nnot JSON\n{}\n[1]\n\xff\xfe\n" + lineOf(u"torn"_s).left(50) +
          lineOf(u"glued to it"_s) + QByteArray(3, '\0') + "\n" +
          R"({"time":"2026-01-31T09:08:07Z","event":"ready","level":"info"})" + "\n" +
          lineOf(u"b"_s));
    const auto page = reader().read({}, std::nullopt, 10);
    QCOMPARE(accountsOf(*page), (QStringList{u"b"_s, u"a"_s}));
    QCOMPARE(page->scanned, std::size_t{10});
}

void JournalReaderTest::waitsForTheEndOfALine()
{
    const QByteArray last = lineOf(u"b"_s);
    write(lineOf(u"a"_s) + last.chopped(1));
    QCOMPARE(readAll(10), QStringList{u"a"_s});
    write("\n");
    QCOMPARE(readAll(10), (QStringList{u"b"_s, u"a"_s}));
}

void JournalReaderTest::readsLongLines()
{
    const QString longName(static_cast<qsizetype>(events::kMaxEventLine) - 4000, u'n');
    write(lineOf(u"a"_s) + lineOf(longName) +
          lineOf(QString(static_cast<qsizetype>(events::kMaxEventLine), u'x')) + lineOf(u"b"_s));
    QCOMPARE(readAll(10), (QStringList{u"b"_s, longName, u"a"_s}));
    QCOMPARE(readAll(1), (QStringList{u"b"_s, longName, u"a"_s}));
}

void JournalReaderTest::boundsTheWorkOfAPage()
{
    QByteArray content;
    QStringList expected;
    for (int i = 0; i < 100; ++i) {
        content += lineOf(QString::number(i));
        expected.prepend(QString::number(i));
    }
    write(content);
    JournalReader::Limits few;
    few.lines = 7;
    const auto page = reader(few).read(filterOf({{u"account"_s, u"0"_s}}), std::nullopt, 10);
    QVERIFY(page->events.empty() && page->next);
    QCOMPARE(page->scanned, std::size_t{7});
    QCOMPARE(readAll(50, few), expected);
    JournalReader::Limits noTime;
    noTime.time = std::chrono::milliseconds(0);
    const auto hurried = reader(noTime).read({}, std::nullopt, 10);
    QCOMPARE(hurried->scanned, std::size_t{1}); // goes on nonetheless
    QCOMPARE(readAll(50, noTime), expected);
}

void JournalReaderTest::boundsTheBytesOfAPage()
{
    write(lineOf(u"a"_s) + lineOf(u"b"_s) + lineOf(u"c"_s));
    JournalReader::Limits small;
    small.bytes = static_cast<std::size_t>(lineOf(u"a"_s).size() + 10);
    QCOMPARE(reader(small).read({}, std::nullopt, 10)->events.size(), std::size_t{2});
    QCOMPARE(readAll(10, small), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
}

void JournalReaderTest::stopsAtTheFiltersBeginning()
{
    write(lineOf(u"old"_s, -3 * 3600) + lineOf(u"older than asked for"_s, -4000) +
          lineOf(u"late"_s, 10) + lineOf(u"just too old"_s, -1) + lineOf(u"new"_s, 1));
    const auto page = reader().read(
        filterOf({{u"from"_s, events::timeToString(test::sampleEvent().time)}}), std::nullopt, 10);
    QCOMPARE(accountsOf(*page), (QStringList{u"new"_s, u"late"_s}));
    QVERIFY(!page->next);
    QCOMPARE(page->scanned, std::size_t{4});
}

void JournalReaderTest::reportsWhatCannotBeRead()
{
    QVERIFY(QFile(path()).open(QIODevice::WriteOnly));
    const JournalReader below(path(u"/below"_s).toStdString());
    const auto page = below.read({}, std::nullopt, 10);
    QVERIFY(!page.has_value());
    QCOMPARE(page.error().code, ErrorCode::Io);
    QVERIFY(page.error().detail.find(path().toStdString()) != std::string::npos);
}

void JournalReaderTest::doesNotWaitForAFifo()
{
    QCOMPARE(mkfifo(qPrintable(path()), 0600), 0);
    const auto page = reader().read({}, std::nullopt, 10);
    QVERIFY(page.has_value() && page->events.empty() && !page->next);
}

void JournalReaderTest::readsCursors_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "f", "f-", "f-1-2-3", "f-1-2-3-4-5", "f-1-2-3-4 ", "f-1-2-3-x", "f-1--2-3",
          "g-1-2-3-4", "f-1-2-3-11111111111111111", "f-1-2-3--4", "f-1-2-3-+4", "1-2-3-4"})
        QTest::addRow("%s", text) << QString::fromLatin1(text);
}

void JournalReaderTest::readsCursors()
{
    QFETCH(QString, text);
    QVERIFY(!JournalCursor::parse(text.toStdString()));
    const JournalCursor cursor{1, UINT64_MAX, 0, 0xabc};
    QCOMPARE(cursor.toString(), std::string("f-1-ffffffffffffffff-0-abc"));
    QVERIFY(JournalCursor::parse(cursor.toString()) == std::optional(cursor));
}

void JournalReaderTest::readsWhileTheJournalWrites()
{
    // Numbered records are found in descending order, each at most once, whatever is rotated.
    constexpr int kRecords = 3000;
    config::Journal settings;
    settings.file = path().toStdString();
    settings.maxBytes = 20'000;
    settings.maxFiles = 50;
    std::atomic<bool> done = false;
    std::thread writer([&] {
        JournalFile journal(settings);
        for (int i = 0; i < kRecords; ++i) {
            if (!journal.append(lineOf(QString::number(i)).toStdString()))
                break;
        }
        done = true;
    });
    int pages = 0;
    int disorder = 0;
    while (!done || pages == 0) {
        std::optional<JournalCursor> cursor;
        int last = kRecords;
        do {
            const auto page = reader().read({}, cursor, 20);
            if (!page)
                break;
            for (const QString &account : accountsOf(*page)) {
                disorder += account.toInt() < last ? 0 : 1;
                last = account.toInt();
            }
            cursor = page->next;
            ++pages;
        } while (cursor && !done);
    }
    writer.join();
    QCOMPARE(disorder, 0);
    QVERIFY(pages > 0);
    const QStringList all = readAll(500);
    QVERIFY(all.size() > 100);
    for (qsizetype i = 0; i < all.size(); ++i)
        QCOMPARE(all[i], QString::number(kRecords - 1 - i));
}

QTEST_GUILESS_MAIN(JournalReaderTest)
#include "JournalReaderTest.moc"
