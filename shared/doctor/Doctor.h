// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/doctor/Check.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <atomic>
#include <functional>
#include <optional>

namespace wharfgate::doctor {

/// How the token server saw one of the doctor's requests.
struct SeenRequest
{
    QString client; // after real_ip_header
    QString peer;   // of the connection
};

/// What is examined, and with what.
struct Patient
{
    QUrl registry;          // https://registry.example.com, with a port if it has one
    QUrl auth;              // what the realm should be; empty: whatever the registry says
    QString account;        // empty: anonymous
    QByteArray password;    // sent to the token server only, and only over a trusted connection
    QString repository;     // scratch repository; a blob without a tag is pushed there. Empty: none
    QByteArray authorities; // PEM, trusted besides the system's
    /// The token server's, to compare with; absent: unknown.
    std::optional<config::Configuration> configuration;
    /// The decision about the request with this user agent, if the token server's record can be
    /// read. Called on the thread of run().
    std::function<std::optional<SeenRequest>(const QString &userAgent)> seenRequest;
};

/// Examines a deployment from here as clients meet it. Blocks, for up to some minutes if nothing
/// answers; call on a thread that nobody waits for. Everything it sends is harmless: the only thing
/// it leaves behind is a blob of 2 MiB in the scratch repository, which garbage collection removes.
class Doctor
{
public:
    explicit Doctor(Patient patient);

    /// `report` is told of each check as it is done, on the calling thread.
    QList<Check> run(const std::function<void(const Check &)> &report = {});
    /// Ends run() soon. On any thread.
    void cancel() { m_isCancelled = true; }

private:
    Patient m_patient;
    std::atomic<bool> m_isCancelled{false};
};

/// Why the text is no address of a registry; nothing if it is one. A missing scheme is https.
Result<QUrl> parseAddress(const QString &text);

} // namespace wharfgate::doctor
