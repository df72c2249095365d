// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

namespace wharfgate::gui {

/// Forwards a daemon's control socket on another machine to a socket in a private folder here, by
/// running the system's ssh. ssh asks nothing: keys must be loaded and hosts be known.
class SshTunnel final : public QObject
{
    Q_OBJECT

public:
    explicit SshTunnel(QObject *parent = nullptr);
    ~SshTunnel() override;

    /// Why `spec` cannot be used, as a sentence; empty if it can.
    static QString whyNot(const ConnectionSpec &spec);
    /// What every ssh that the console runs is given before the host.
    static QStringList options(const ConnectionSpec &spec);

    /// For tests: another program than "ssh", and less time to connect.
    void setProgram(const QString &program);
    void setTimeLimit(std::chrono::milliseconds limit);

    /// opened() or failed() follows.
    void open(const ConnectionSpec &spec);
    void close();

    /// The socket here, after opened().
    QString socketPath() const;
    /// ssh could not reach the socket on the other machine: lastWords() say why.
    bool hasRefusedToForward() const;
    /// The last lines that ssh wrote, escaped.
    QString lastWords() const;

Q_SIGNALS:
    void opened();
    /// Before or after opened(): ssh has ended. `needsUser`: trying again is of no use before the
    /// user has done something about it.
    void failed(const QString &text, bool needsUser);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
