// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/AdviceModel.h"
#include "gui/pages/overview/FailureModel.h"
#include "gui/pages/overview/TrafficReport.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;
using Severity = config::Problem::Severity;

namespace {

config::Problem problem(Severity severity, const std::string &message, int line = 0)
{
    return {severity, "code", {"f.yml", line, 1}, line > 0 ? "acl[1]" : "", message, "Mend it."};
}

QJsonObject parsed(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// What the overview makes of the daemon's counters and of problems.
class OverviewModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCounters();
    void readsBrokenCounters_data();
    void readsBrokenCounters();
    void failuresKeepTheirRows();
    void failuresEscapeNames();
    void adviceIsOrderedBySeverity();
    void adviceChangesOnlyWhatDiffers();
    void adviceTellsPlaceAndSeverity();
};

void OverviewModelsTest::readsCounters()
{
    const TrafficReport report = TrafficReport::fromJson(parsed(R"({
        "minutes": [
            {"time": "2026-08-01T12:01:00.000Z", "granted": 3, "partlyGranted": 1, "denied": 2,
             "loginFailed": 4, "badRequest": 1, "busy": 2, "error": 3},
            {"time": "2026-08-01T12:00:00.000Z", "granted": 1}],
        "topAccounts": [{"account": "alice", "denied": 5, "loginFailed": 0},
                        {"account": "", "denied": 1, "loginFailed": 0}],
        "topAddresses": [{"address": "10.0.0.9", "denied": 0, "loginFailed": 7}],
        "dropped": 12})"));
    QCOMPARE(report.minutes.size(), std::size_t(2));
    QCOMPARE(report.minutes[0].granted, 1.0); // the oldest first, whatever the order was
    QCOMPARE(report.minutes[1].granted, 4.0);
    QCOMPARE(report.minutes[1].failed, 6.0);
    QCOMPARE(report.minutes[1].requests(), 16.0);
    QCOMPARE(report.accounts.size(), std::size_t(2));
    QCOMPARE(report.addresses[0].loginFailed, qint64(7));
    QCOMPARE(report.dropped, qint64(12));
}

void OverviewModelsTest::readsBrokenCounters_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("other types") << QByteArray(
        R"({"minutes": 3, "topAccounts": {"a": 1}, "topAddresses": null, "dropped": "x"})");
    QTest::newRow("minutes of nothing") << QByteArray(R"({"minutes": [1, null, {}, "x"]})");
    QTest::newRow("broken time") << QByteArray(R"({"minutes": [{"time": "noon", "granted": 1}]})");
}

void OverviewModelsTest::readsBrokenCounters()
{
    QFETCH(const QByteArray, json);
    const TrafficReport report = TrafficReport::fromJson(parsed(json.constData()));
    QVERIFY(report.minutes.empty());
    QVERIFY(report.accounts.empty());
    QCOMPARE(report.dropped, qint64(0));
    const TrafficReport negative = TrafficReport::fromJson(
        parsed(R"({"minutes": [{"time": "2026-08-01T12:00:00.000Z", "denied": -5}]})"));
    QCOMPARE(negative.minutes[0].denied, 0.0);
}

void OverviewModelsTest::failuresKeepTheirRows()
{
    FailureModel model(FailureModel::Subject::Accounts);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
    model.setRows({{u"a"_s, 3, 0}, {u"b"_s, 2, 0}, {u"c"_s, 1, 0}});
    QCOMPARE(model.rowCount(), 3);
    model.setRows({{u"a"_s, 3, 0}, {u"b"_s, 2, 1}, {u"c"_s, 1, 0}});
    QCOMPARE(changed.size(), 1);
    model.setRows({{u"c"_s, 1, 0}, {u"a"_s, 3, 0}, {u"b"_s, 2, 1}});
    QCOMPARE(moved.size(), 1);
    model.setRows({{u"a"_s, 3, 0}});
    QCOMPARE(model.rowCount(), 1);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(reset.size(), 0);
}

void OverviewModelsTest::failuresEscapeNames()
{
    FailureModel model(FailureModel::Subject::Accounts);
    model.setRows({{u"evil\n\u202ename"_s, 1, 2}, {QString(), 1, 0}});
    QCOMPARE(model.index(0, 0).data().toString(), u"evil\\n\\u{202e}name"_s);
    QCOMPARE(model.index(0, 0).data(FailureModel::kNameRole).toString(), u"evil\n\u202ename"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"(anonymous)"_s);
    QCOMPARE(model.index(0, FailureModel::LoginFailedColumn).data().toString(), u"2"_s);
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void OverviewModelsTest::adviceIsOrderedBySeverity()
{
    AdviceModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setProblems({problem(Severity::Lint, "first hint"), problem(Severity::Warning, "warning"),
                       problem(Severity::Error, "error"), problem(Severity::Lint, "second hint")});
    QCOMPARE(model.problem(0).message, std::string("error"));
    QCOMPARE(model.problem(1).message, std::string("warning"));
    QCOMPARE(model.problem(2).message, std::string("first hint"));
    QCOMPARE(model.problem(3).message, std::string("second hint"));
    QCOMPARE(model.count(Severity::Lint), 2);
    QCOMPARE(model.count(Severity::Error), 1);
}

void OverviewModelsTest::adviceChangesOnlyWhatDiffers()
{
    AdviceModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const std::vector<config::Problem> three{
        problem(Severity::Lint, "a"), problem(Severity::Lint, "b"), problem(Severity::Lint, "c")};
    model.setProblems(three);
    model.setProblems(three);
    QCOMPARE(removed.size(), 0);
    model.setProblems({three[0], three[2]});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.first().at(1).toInt(), 1);
    QCOMPARE(reset.size(), 0);
}

void OverviewModelsTest::adviceTellsPlaceAndSeverity()
{
    AdviceModel model;
    model.setProblems({problem(Severity::Warning, "the rule never matches", 12)});
    const QModelIndex index = model.index(0);
    QCOMPARE(index.data().toString(), u"The rule never matches. Mend it."_s);
    QCOMPARE(index.data(AdviceModel::kPlaceRole).toString(), u"acl[1], line 12"_s);
    QCOMPARE(index.data(AdviceModel::kSeverityRole).toString(), u"Warning"_s);
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().startsWith(u"Warning: "_s));
    QVERIFY(!index.data(Qt::DecorationRole).isNull());
    model.setProblems({problem(Severity::Error, "it is broken")});
    QVERIFY(model.index(0).data(AdviceModel::kPlaceRole).toString().isEmpty());
}

QTEST_MAIN(OverviewModelsTest)
#include "OverviewModelsTest.moc"
