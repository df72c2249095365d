// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/FilterBar.h"
#include "gui/widgets/Dialogs.h"
#include "tests/gui/log/LogBench.h"

#include <QFile>
#include <QLabel>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using test::LogBench;

class LogFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportsToAFile_data();
    void exportsToAFile();
    void exportSaysWhyItFailed();
    void opensLogFiles();
    void brokenLogFilesAreTold();
    void loadsOlderEntries();
};

void LogFilesTest::exportsToAFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("all");
    QTest::addColumn<int>("lines");
    QTest::newRow("shown CSV") << u"x.csv"_s << false << 3;
    QTest::newRow("all CSV") << u"x.CSV"_s << true << 4;
    QTest::newRow("shown JSON") << u"x.jsonl"_s << false << 2;
    QTest::newRow("all JSON") << u"x.log"_s << true << 3;
}

void LogFilesTest::exportsToAFile()
{
    QFETCH(QString, name);
    QFETCH(bool, all);
    QFETCH(int, lines);
    LogBench bench(false);
    gui::EventModel &model = bench.page.liveModel();
    model.append(test::denial(0));
    model.append(test::grantTo("bob", 1));
    model.appendMark(gui::EventRow::Kind::Gap, QDateTime::currentDateTime(), u"gap"_s);
    model.append(test::denial(2));
    model.flush();
    bench.page.findChild<gui::FilterBar *>()->setText(u"user:alice"_s);
    const QString file = bench.directory.filePath(name);
    gui::dialogs::setNextFileName(file);
    bench.action(all ? u"actionExportAll"_s : u"actionExportShown"_s)->trigger();
    QTRY_VERIFY(QFile::exists(file));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll().count('\n'), lines);
    QTRY_VERIFY(bench.messages.lastText().contains(name));
    QVERIFY(bench.action(u"actionExportAll"_s)->isEnabled());
}

void LogFilesTest::exportSaysWhyItFailed()
{
    LogBench bench(false);
    bench.page.liveModel().append(test::denial(0));
    bench.page.liveModel().flush();
    gui::dialogs::setNextFileName(bench.directory.filePath(u"no/such/folder.csv"_s));
    bench.action(u"actionExportAll"_s)->trigger();
    QTRY_VERIFY(bench.messages.lastText().contains(u"cannot be written"_s));
    QVERIFY(bench.messages.messages.back().kind == gui::MessageKind::Error);
    gui::dialogs::setNextFileName({});
    bench.action(u"actionExportAll"_s)->trigger(); // cancelled
    QCOMPARE(bench.messages.messages.size(), std::size_t{1});
}

void LogFilesTest::opensLogFiles()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    bench.page.liveModel().append(test::denial(0));
    bench.page.liveModel().flush();
    const auto write = [&](const QString &name, int first, int count) {
        QFile file(bench.directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = first; i < first + count; ++i)
            file.write(QByteArray::fromStdString(events::toJson(test::denial(i))) + '\n');
        if (name == u"log.json"_s)
            file.write("{\"event\":\"started\"}\nno JSON\n\n{\"time\":\"torn");
    };
    write(u"log.json"_s, 5000, 10);
    write(u"log.json.1"_s, 2000, 3000);
    bench.page.openFiles(
        {bench.directory.filePath(u"log.json"_s), bench.directory.filePath(u"log.json.1"_s)});
    QTRY_COMPARE(bench.page.model().rowCount(), 3010);
    QCOMPARE(bench.page.model().eventAt(0)->requestId, test::denial(2000).requestId);
    QCOMPARE(bench.page.model().eventAt(3009)->requestId, test::denial(5009).requestId);
    auto *banner = bench.page.findChild<QLabel *>(u"logBannerText"_s);
    QTRY_VERIFY2(banner->text().contains(u"3 lines are no entries"_s), qPrintable(banner->text()));
    bench.select(0);
    QVERIFY(bench.details().contains(u"from a file"_s));
    // The live log goes on behind it.
    bench.page.liveModel().append(test::denial(1));
    bench.page.liveModel().flush();
    bench.action(u"actionCloseLogFile"_s)->trigger();
    QCOMPARE(bench.page.model().rowCount(), 2);
    QVERIFY(!bench.action(u"actionCloseLogFile"_s)->isEnabled());
    QVERIFY(!banner->isVisible());
}

void LogFilesTest::brokenLogFilesAreTold()
{
    LogBench bench(false);
    QVERIFY(bench.show());
    bench.page.openFiles({bench.directory.filePath(u"none.json"_s)});
    QTRY_VERIFY(bench.messages.lastText().contains(u"cannot be read"_s));
    QFile file(bench.directory.filePath(u"long.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5 << 20, 'x') + '\n' +
               QByteArray::fromStdString(events::toJson(test::denial(7))));
    file.close();
    bench.page.openFiles({file.fileName()});
    QTRY_COMPARE(bench.page.model().rowCount(), 1);
    bench.page.openFiles({file.fileName()});
    bench.action(u"actionCloseLogFile"_s)->trigger(); // while it is read
    QCOMPARE(bench.page.model().rowCount(), 0);
}

void LogFilesTest::loadsOlderEntries()
{
    LogBench bench;
    bench.history.append(
        QJsonObject{{u"sequence"_s, 10}, {u"event"_s, test::jsonOf(test::denial(10))}});
    QVERIFY(bench.isConnected());
    QCOMPARE(bench.page.model().rowCount(), 1);
    QStringList sources;
    bench.daemon.answer(u"events.history"_s, [&](const QJsonObject &params) -> control::Reply {
        sources.append(params.value("source"_L1).toString());
        QJsonArray items;
        if (sources.size() == 2) {              // the first call only scans
            for (const int number : {10, 9, 8}) // 10 is shown already
                items.append(QJsonObject{{u"sequence"_s, QJsonValue()},
                                         {u"event"_s, test::jsonOf(test::denial(number))}});
        }
        return QJsonObject{{u"items"_s, items},
                           {u"cursor"_s, u"c%1"_s.arg(sources.size())},
                           {u"more"_s, sources.size() < 3},
                           {u"scanned"_s, 200'000}};
    });
    bench.action(u"actionLoadOlder"_s)->trigger();
    QTRY_COMPARE(bench.page.model().rowCount(), 3);
    QCOMPARE(sources, QStringList({u"files"_s, u"files"_s}));
    const QJsonObject params = bench.daemon.lastParams(u"events.history"_s);
    QCOMPARE(params.value("before"_L1).toString(), u"c1"_s);
    QCOMPARE(params.value("filter"_L1).toObject().value("to"_L1).toString(),
             u"2027-01-15T08:00:10.001Z"_s);
    QCOMPARE(bench.page.model().eventAt(0)->requestId, test::denial(8).requestId);
    bench.action(u"actionLoadOlder"_s)->trigger();
    QTRY_VERIFY(bench.messages.lastText().contains(u"no older entries"_s));
    QTRY_VERIFY(bench.action(u"actionLoadOlder"_s)->isEnabled());
    bench.daemon.fail(u"events.history"_s, control::ErrorCode::Io, u"The file is gone."_s);
    bench.action(u"actionLoadOlder"_s)->trigger();
    QTRY_COMPARE(bench.messages.lastText(), u"The file is gone."_s);
}

QTEST_MAIN(LogFilesTest)
#include "LogFilesTest.moc"
