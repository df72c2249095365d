// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace wharfgate::gui {

class Session;

/// Starts, stops, restarts and reloads the daemon of a session. One at a time; never blocks.
class ServiceControl final : public QObject
{
    Q_OBJECT

public:
    enum class Action
    {
        Start,
        Stop,
        Restart,
        Reload
    };

    explicit ServiceControl(Session &session, QObject *parent = nullptr);
    ~ServiceControl() override;

    /// One sentence why the action is not possible now; empty if it is.
    QString whyNot(Action action) const;
    bool isRunning() const;
    /// What is going on ("Stopping the daemon…"), or empty.
    QString progressText() const;

    /// Begins the action; if it is not possible, finished() follows with the reason.
    void run(Action action);
    /// Stops waiting; what the daemon was told already still happens.
    void cancel();

Q_SIGNALS:
    /// isRunning(), progressText() or the answers of whyNot() may be others.
    void changed();
    /// `text` is for people: what was done, or the real failure text and what to do.
    void finished(Action action, bool succeeded, const QString &text);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
