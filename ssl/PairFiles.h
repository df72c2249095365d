// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace wharfgate::tls {

/// The two files of one certificate and key in use, and what CertificateStore keeps beside them.
struct PairFiles
{
    std::string certificate;
    std::string key;

    /// A pair that is not in use yet.
    PairFiles staged() const { return {certificate + ".staged", key + ".staged"}; }
    /// The pair that a rollback brings back.
    PairFiles previous() const { return {certificate + ".previous", key + ".previous"}; }
    /// A key that waits for its signed certificate, and its request.
    std::string waitingKey() const { return key + ".waiting"; }
    std::string waitingRequest() const { return key + ".waiting.csr"; }
    /// Exists only while files are exchanged; see FileTransaction.
    std::string journal() const { return certificate + ".changes"; }

    bool operator==(const PairFiles &) const = default;
};

} // namespace wharfgate::tls
