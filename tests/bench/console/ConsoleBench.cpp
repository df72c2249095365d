// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/Session.h"
#include "gui/models/EventFilterText.h"
#include "gui/models/EventModel.h"
#include "gui/models/EventNotes.h"
#include "gui/models/RuleModel.h"
#include "gui/models/UserModel.h"
#include "gui/pages/log/LogFeed.h"
#include "gui/pages/log/LogPage.h"
#include "gui/workspace/Workspace.h"
#include "shared/control/Message.h"
#include "tests/bench/console/StallWatch.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;
using namespace wharfgate;

namespace {

constexpr int kUsers = 10'000;
constexpr int kRules = 10'000;
constexpr int kBatchesPerSecond = 10;

struct Line
{
    std::string what;
    double value;
    double goal;
    const char *unit;
};
std::vector<Line> measured;

void report(const std::string &what, double value, double goal, const char *unit = "ms")
{
    measured.push_back({what, value, goal, unit});
    std::printf("%-62s %10.1f %-3s  goal %7.0f  %s\n", what.c_str(), value, unit, goal,
                value <= goal ? "met" : "MISSED");
    std::fflush(stdout);
}

double millisecondsOf(const std::function<void()> &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

void waitFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

std::string configuration()
{
    std::string text = "server:\n  addr: \":5001\"\ntoken:\n  issuer: \"Wharfgate\"\n"
                       "  expiration: 900\n  certificate: \"/x.crt\"\n  key: \"/x.key\"\nusers:\n";
    for (int i = 0; i < kUsers; ++i)
        text += "  \"user" + std::to_string(i) + "\":\n    labels: {team: [\"team" +
                std::to_string(i % 100) + "\"]}\n";
    text += "acl:\n";
    for (int i = 0; i < kRules; ++i)
        text += "  - match: {account: \"user" + std::to_string(i) + "\", name: \"team" +
                std::to_string(i % 100) + "/*\"}\n    actions: [\"pull\", \"push\"]\n";
    return text;
}

events::AuthEvent someEvent(QRandomGenerator &random, int number)
{
    events::AuthEvent event;
    event.time = std::chrono::system_clock::now();
    event.requestId =
        QString::number(random.generate64(), 16).rightJustified(16, u'0').toStdString();
    event.account = "user" + std::to_string(random.bounded(kUsers));
    event.clientAddress =
        "10.0." + std::to_string(random.bounded(256)) + '.' + std::to_string(random.bounded(256));
    event.peerAddress = event.clientAddress;
    event.service = "registry.example.com";
    const int repository = random.bounded(100'000);
    event.scopes = {
        {"repository",
         "team" + std::to_string(repository % 100) + "/app" + std::to_string(repository / 100),
         {"pull", "push"},
         {"pull", "push"},
         static_cast<std::size_t>(repository % kRules), // as rules about names do
         "a comment",
         "acl"}};
    event.result = number % 20 == 0 ? events::AuthResult::Denied : events::AuthResult::Granted;
    event.status = 200;
    event.authenticator = "static";
    event.duration = std::chrono::microseconds(300);
    event.tls = true;
    event.tlsProtocol = "TLSv1.3";
    event.userAgent = "docker/24.0.7 go/go1.20.10 git-commit/311b9ff kernel/6.1.0";
    return event;
}

void measureWorkspace()
{
    const std::string text = configuration();
    gui::Workspace workspace;
    report("open 10,000 users and 10,000 rules: read",
           millisecondsOf([&] { workspace.open(text, u"w.yml"_s, u"r"_s); }), 2000);
    std::unique_ptr<gui::UserModel> users;
    std::unique_ptr<gui::RuleModel> rules;
    report("  users in their model",
           millisecondsOf([&] { users = std::make_unique<gui::UserModel>(workspace); }), 1000);
    report("  rules in their model",
           millisecondsOf([&] { rules = std::make_unique<gui::RuleModel>(workspace); }), 1000);
    if (users->rowCount() != kUsers || rules->rowCount() < kRules)
        std::printf("  (the models do not hold all rows)\n");
    // With both pages' models following.
    config::RuleEntry rule = workspace.content().rules()[kRules / 2];
    rule.rule.comment = "changed";
    report("  change a rule", millisecondsOf([&] {
               (void)workspace.perform(u"Change"_s, {config::ReplaceRule{kRules / 2, rule}});
           }),
           1000);
    report("  undo it", millisecondsOf([&] { workspace.undoStack().undo(); }), 1000);
    config::PutUser user{"newcomer", {}};
    user.user.labels = {{"team", {"team1"}}};
    report("  add a user", millisecondsOf([&] { (void)workspace.perform(u"Add"_s, {user}); }),
           1000);
}

void measureFilters(int rows)
{
    gui::EventNotes notes;
    gui::EventModel model(notes);
    model.setCapacity(rows);
    QRandomGenerator random(1);
    for (int i = 0; i < rows; ++i)
        model.append(someEvent(random, i));
    const std::string count = std::to_string(rows);
    report("take in " + count + " log rows at once", millisecondsOf([&] { model.flush(); }), 1000);
    report("  memory of a row", static_cast<double>(model.store().bytes()) / rows, 300, "B");
    for (const QString &filter :
         {u"result:denied"_s, u"user:user17"_s, u"user:user1*"_s, u"name:team7/*"_s,
          u"client:10.0.7.0/24"_s, u"rule:17"_s, u"-user:user17 result:granted"_s, u"team77"_s,
          u"name:/app77$/"_s}) {
        const auto parsed = gui::filtertext::parse(filter, QDateTime::currentDateTime());
        double first = 0;
        const double all = millisecondsOf([&] {
            QEventLoop loop;
            QObject::connect(&model, &gui::EventModel::scanFinished, &loop, &QEventLoop::quit,
                             Qt::QueuedConnection);
            first = millisecondsOf([&] { model.setFilter(parsed.filter); });
            loop.exec();
        });
        report("  filter " + filter.toStdString() + ": until the first rows are shown", first, 50);
        report("  filter " + filter.toStdString() + ": all " + count + " rows", all, 100);
    }
}

/// What a daemon would send: lines of the protocol, which the console still has to read.
std::vector<QByteArray> makeBatches(int eventsPerSecond, int seconds)
{
    std::vector<QByteArray> batches;
    QRandomGenerator random(2);
    int sequence = 0;
    for (int i = 0; i < seconds * kBatchesPerSecond; ++i) {
        QJsonArray items;
        for (int n = eventsPerSecond / kBatchesPerSecond; n > 0; --n) {
            const std::string json = events::toJson(someEvent(random, n));
            items.append(QJsonObject{
                {u"sequence"_s, ++sequence},
                {u"event"_s, QJsonDocument::fromJson(QByteArray::fromStdString(json)).object()}});
        }
        QByteArray line = control::encode(
            control::Notification{u"events"_s, {{u"items"_s, items}, {u"dropped"_s, 0}}});
        line.chop(1); // the line's end
        batches.push_back(std::move(line));
    }
    return batches;
}

void measureFlood(int eventsPerSecond, int seconds, int rowsBefore, const QString &filter)
{
    gui::Workspace workspace;
    gui::Session session(workspace);
    test::RecordingNavigator navigator;
    test::RecordingMessages messages;
    gui::LogPage page({workspace, session, navigator, messages});
    gui::EventModel &model = page.liveModel();
    model.setCapacity(std::max(rowsBefore, 1000));
    QRandomGenerator random(3);
    for (int i = 0; i < rowsBefore; ++i)
        model.append(someEvent(random, i));
    model.flush();
    page.resize(1280, 800);
    page.applyFilter(gui::filtertext::parse(filter, QDateTime::currentDateTime()).filter);
    page.show();
    waitFor(std::chrono::milliseconds(500));

    const std::vector<QByteArray> batches = makeBatches(eventsPerSecond, seconds);
    std::size_t next = 0;
    QTimer sender;
    sender.setTimerType(Qt::PreciseTimer);
    QObject::connect(&sender, &QTimer::timeout, &page, [&] {
        if (next >= batches.size())
            return;
        const auto message = control::decode(batches[next++]);
        if (!message)
            return;
        const auto &notification = std::get<control::Notification>(*message);
        page.feed().handleNotification(notification.method, notification.params);
    });
    bench::StallWatch watch;
    watch.start();
    sender.start(1000 / kBatchesPerSecond);
    waitFor(std::chrono::seconds(seconds));
    const std::string what = std::to_string(eventsPerSecond) + "/s for " + std::to_string(seconds) +
                             " s on " + std::to_string(rowsBefore) + " rows" +
                             (filter.isEmpty() ? std::string() : ", filtered");
    report(what + ": longest stall", watch.longest(), 50);
    report("  share of time in turns over 16 ms", watch.shareOfLongTurns() * 100, 25, "%");
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QApplication::setStyle(u"Fusion"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures the console against its goals."_s);
    parser.addHelpOption();
    const QCommandLineOption rows(u"rows"_s, u"Log rows to filter."_s, u"N"_s, u"1000000"_s);
    const QCommandLineOption seconds(u"seconds"_s, u"Length of each flood."_s, u"N"_s, u"10"_s);
    parser.addOptions({rows, seconds});
    parser.process(application);
    const int rowCount =
        std::clamp(parser.value(rows).toInt(), 1000, gui::EventModel::kMaxCapacity);
    const int length = std::clamp(parser.value(seconds).toInt(), 1, 3600);

    measureWorkspace();
    measureFilters(rowCount);
    measureFlood(5000, length, 0, {});
    measureFlood(5000, length, rowCount, {});
    measureFlood(5000, length, rowCount, u"result:denied"_s);
    const auto missed = std::count_if(measured.begin(), measured.end(),
                                      [](const Line &line) { return line.value > line.goal; });
    std::printf("%zu measured, %td missed\n", measured.size(), missed);
    return missed == 0 ? 0 : 1;
}
