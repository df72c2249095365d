// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/gui/support/DaemonProcess.h"

#include <memory>

namespace wharfgate::test {

/// A daemon with users, rules and test cases as a company of some teams has them, and with requests
/// that it has answered: what the pages look like at work. Passwords: admin's is the daemon's;
/// those of ci-builder, ci-nightly, k8s-puller and scanner are kMachinePassword.
struct DemoWorkspace
{
    static inline const QString kMachinePassword = QStringLiteral("a machine's password");

    /// Started; null if it cannot be made.
    static std::unique_ptr<DaemonProcess> create();
    /// Logins, pulls and pushes, some of them refused.
    static void makeRequests(const DaemonProcess &daemon);
    /// Replaces the server's certificate by a self-signed one that expires in so many days.
    static bool setServerCertificate(const DaemonProcess &daemon, int days);
};

} // namespace wharfgate::test
