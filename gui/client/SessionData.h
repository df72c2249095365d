// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/DaemonLink.h"
#include "gui/client/FileSource.h"
#include "gui/client/Session.h"
#include "gui/workspace/Workspace.h"

#include <QTimer>

#include <optional>
#include <string>

namespace wharfgate::gui {

/// What a session is made of; only Session uses it.
struct Session::Data
{
    Data(Session &session, Workspace &copy);

    void open(const ConnectionSpec &opened);
    /// Forgets everything; the state stays for the caller to set.
    void close();
    void setState(State next);
    QString stateText() const;

    // A daemon.
    void handleLink();
    void load();
    void finishLoading();
    void fetchBase(const QString &byWhom);
    void handleConfiguration(const control::Reply &reply, const QString &byWhom);
    QString whyReadOnly(const QJsonObject &configuration) const;
    void handleNotified(const QString &method, const QJsonObject &params);
    void baseSeen(const QString &revision, const QString &byWhom);
    void askStatus();
    void handleStatus(const control::Reply &reply);

    // A file.
    void openFile();
    void readFile();
    void refreshWritable();

    // Both.
    void adopt(const std::string &text, const QString &file, const QString &revision,
               const QString &byWhom);
    void apply(const QString &baseRevision, const QString &comment, ApplyDone done);
    QString whyNotApply() const;
    void sendToDaemon(const std::string &text, const QString &baseRevision, const QString &comment,
                      ApplyDone done);
    void writeToFile(const std::string &text, const QString &baseRevision, ApplyDone done);
    void finishApply(const std::string &text, const QString &revision, const ApplyResult &result,
                     const ApplyDone &done);

    Session &q;
    Workspace &workspace;
    ConnectionSpec spec;
    State state = State::Closed;
    QString closedReason; // why nothing is open though something should be
    QString problem;      // of what is open, for stateText()
    DaemonLink link;
    FileSource file;
    std::optional<DaemonStatus> status;
    QTimer statusTimer;
    int generation = 0;     // counts what was opened, so that late answers are known as such
    bool isLoading = false; // between hello and Connected
    bool isFetching = false;
    bool mustFetchAgain = false;
    bool isAskingStatus = false;
    bool mustAskAgain = false;
    bool isApplying = false;
    bool ownsWorkspace = false; // the working copy is of this connection
    /// Seen on disk, but not what configuration.get gives: asking again would not end.
    QString fruitlessRevision;
    /// What was noticed while an apply was under way: perhaps its own doing.
    struct Sighting
    {
        QString revision;
        QString byWhom;
    };
    std::optional<Sighting> whileApplying;
};

} // namespace wharfgate::gui
