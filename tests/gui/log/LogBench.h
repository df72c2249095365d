// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/Session.h"
#include "gui/models/EventModel.h"
#include "gui/pages/log/LogPage.h"
#include "gui/pages/log/LogTable.h"
#include "gui/widgets/SearchField.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/log/LogEvents.h"
#include "tests/gui/support/FakeDaemon.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QAction>
#include <QJsonArray>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

namespace wharfgate::test {

using namespace Qt::StringLiterals;

inline const QByteArray kLogConfiguration = R"(server:
  addr: ":5001"
token:
  issuer: "Wharfgate"
  expiration: 900
  certificate: "/x.crt"
  key: "/x.key"
users:
  "alice": {}
acl:
  - match: {account: "admin"}
    actions: ["*"]
  - match: {account: "ci"}
    actions: ["pull"]
  - match: {account: "bob"}
    actions: ["pull"]
  - match: {account: "/.+/"}
    actions: []
    comment: "Developers"
)";

/// The page with a fake daemon, connected.
struct LogBench
{
    explicit LogBench(bool connect = true)
    {
        settings.setPath(QSettings::IniFormat, QSettings::UserScope, directory.path());
        daemon.text = kLogConfiguration;
        daemon.answer(u"events.history"_s, [this](const QJsonObject &) -> control::Reply {
            return QJsonObject{
                {u"items"_s, history}, {u"cursor"_s, QJsonValue()}, {u"more"_s, false}};
        });
        daemon.answer(u"events.subscribe"_s,
                      QJsonObject{{u"first"_s, 1}, {u"last"_s, 0}, {u"missed"_s, 0}});
        daemon.answer(u"explain"_s, [](const QJsonObject &params) -> control::Reply {
            const QString name = params.value("request"_L1).toObject().value("name"_L1).toString();
            const QJsonObject passed{
                {u"rule"_s, 0},
                {u"sentence"_s, u"account \"alice\" does not match \"admin\" <b>"_s}};
            return QJsonObject{{u"decision"_s, QJsonObject{{u"rule"_s, name == u"gone"_s ? 1 : 3},
                                                           {u"passedOver"_s, QJsonArray{passed}}}}};
        });
        page.resize(1200, 700);
        if (connect && daemon.listen())
            session.open(daemon.spec());
    }

    bool show()
    {
        page.show();
        return QTest::qWaitForWindowActive(&page);
    }
    bool isConnected()
    {
        return QTest::qWaitFor([this] {
            return session.isLive() && daemon.count(u"events.subscribe"_s) > 0 &&
                   workspace.isOpen();
        });
    }
    void send(const std::vector<events::AuthEvent> &events, int dropped = 0)
    {
        QJsonArray items;
        for (const events::AuthEvent &event : events)
            items.append(QJsonObject{{u"sequence"_s, ++sequence}, {u"event"_s, jsonOf(event)}});
        daemon.notify(u"events"_s, {{u"items"_s, items}, {u"dropped"_s, dropped}});
    }
    QAction *action(const QString &name) { return page.findChild<QAction *>(name); }
    gui::LogTable &table() { return *page.findChild<gui::LogTable *>(u"logTable"_s); }
    gui::SearchField &search() { return *page.findChild<gui::SearchField *>(u"logSearch"_s); }
    QString details() { return page.findChild<QTextBrowser *>(u"entryDetails"_s)->toPlainText(); }
    void select(int row, gui::EventColumn column = gui::EventColumn::User)
    {
        const QModelIndex index = page.model().index(row, static_cast<int>(column));
        table().scrollTo(index);
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
                          table().visualRect(index).center());
    }

    QTemporaryDir directory;
    QSettings settings{QSettings::IniFormat, QSettings::UserScope, u"test"_s};
    FakeDaemon daemon;
    QJsonArray history;
    int sequence = 0;
    gui::Workspace workspace;
    gui::Session session{workspace};
    RecordingNavigator navigator;
    RecordingMessages messages;
    gui::LogPage page{gui::PageContext{workspace, session, navigator, messages}};
};

} // namespace wharfgate::test
