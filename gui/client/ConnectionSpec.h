// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace wharfgate::gui {

/// How to reach one configuration: a daemon through its socket, directly or forwarded by ssh, or a
/// plain file. Holds no secrets.
struct ConnectionSpec
{
    enum class Kind
    {
        LocalSocket,
        Ssh,
        File
    };
    Kind kind = Kind::LocalSocket;
    QString name; ///< as the user calls it; empty: displayName() makes one
    QString path; ///< socket on its machine, or the configuration file
    QString host; ///< Kind::Ssh: [user@]host or a host of ssh's configuration
    int port = 0; ///< Kind::Ssh: 0 for ssh's own default
    /// Run to start or restart the service, split at spaces: "systemctl start wharfgated". Empty:
    /// not offered.
    QString startCommand;

    QString displayName() const;
    /// "/run/wharfgate/control.sock", "ssh://root@host:22/run/…", "/etc/wharfgate/wharfgate.yml".
    QString address() const;
    bool isDaemon() const { return kind != Kind::File; }
    bool operator==(const ConnectionSpec &) const = default;
};

} // namespace wharfgate::gui
