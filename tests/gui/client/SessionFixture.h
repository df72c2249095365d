// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/DaemonLink.h"
#include "gui/client/Session.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/support/FakeDaemon.h"

#include <QTest>

#include <chrono>
#include <optional>
#include <string>

namespace wharfgate::test {

/// A session with short pauses on a fake daemon.
struct SessionFixture
{
    FakeDaemon daemon;
    gui::Workspace workspace;
    gui::Session session{workspace};

    SessionFixture()
    {
        session.link().setPauses({std::chrono::milliseconds(20), std::chrono::milliseconds(50)});
        if (!daemon.listen())
            qFatal("The fake daemon cannot listen.");
    }
    bool connects()
    {
        session.open(daemon.spec());
        return reaches(gui::Session::State::Connected);
    }
    bool reaches(gui::Session::State state)
    {
        return QTest::qWaitFor([&] { return session.state() == state; }, 20'000);
    }
    std::string text() const { return workspace.content().text(); }
    bool edit(const QByteArray &issuer)
    {
        return workspace
            .perform(QStringLiteral("Edit"),
                     {config::ReplaceText{withIssuer(issuer).toStdString()}})
            .has_value();
    }
    /// The daemon's text with another issuer.
    QByteArray withIssuer(const QByteArray &issuer) const
    {
        QByteArray changed = daemon.text;
        return changed.replace("issuer: \"Wharfgate\"", "issuer: \"" + issuer + "\"");
    }
    /// As if another administrator had applied this.
    void changeElsewhere(const QByteArray &text, const QString &user = QStringLiteral("bob"))
    {
        const QString previous = daemon.revision();
        daemon.text = text;
        daemon.notify(QStringLiteral("configurationChanged"),
                      {{QStringLiteral("revision"), daemon.revision()},
                       {QStringLiteral("previous"), previous},
                       {QStringLiteral("by"),
                        QJsonObject{{QStringLiteral("user"), user}, {QStringLiteral("uid"), 1000}}},
                       {QStringLiteral("reason"), QStringLiteral("apply")}});
    }
    std::optional<gui::Session::ApplyResult> apply()
    {
        std::optional<gui::Session::ApplyResult> result;
        session.apply(QStringLiteral("why"), &session,
                      [&](const gui::Session::ApplyResult &value) { result = value; });
        if (result)
            qFatal("The answer came from within the call.");
        static_cast<void>(QTest::qWaitFor([&] { return result.has_value(); }, 20'000));
        return result;
    }
};

} // namespace wharfgate::test
