// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/Certificate.h"

#include <chrono>
#include <string>
#include <vector>

namespace wharfgate::tls {

/// One thing that was looked at, and what came of it. The code is a stable word for each message:
///
/// | pass | warn or fail |
/// |---|---|
/// | `key-matches` | `key-mismatch`, `key-unreadable` (also of a pair's files) |
/// | `chain-in-order` | `chain-out-of-order`, `chain-unrelated`, `chain-has-root` |
/// | `chain-complete` | `chain-incomplete` |
/// | `names-present`, `names-cover` | `names-missing`, `name-not-covered` |
/// | `dates` | `expired`, `not-yet-valid`, `expires-in-30-days`, `-14-days`, `-3-days` |
/// | `key-strong` | `key-weak` |
/// | `hash-strong` | `hash-weak` |
/// | `purpose` | `purpose-missing`, `purpose-authority` |
/// | `issued-by-authority` | `self-signed` |
/// | `token-key` | `token-key-unsupported`, `token-key-new` |
/// | `key-file-private` | `key-file-public`, `key-file-group` (files only) |
/// | `files-exchangeable` | `files-not-exchangeable` (files only) |
/// | `key-stored-plain` | (import only) |
/// | | `password-needed`, `password-wrong`, `item-unusable` (inspection only) |
struct CertificateCheck
{
    enum class Outcome
    {
        Pass,
        Warn, ///< works, but not for everybody or not for long
        Fail  ///< clients or registries refuse it
    };
    std::string code;
    Outcome outcome = Outcome::Fail;
    std::string message; // English sentences
    std::string remedy;  // empty if nothing is to be done

    bool operator==(const CertificateCheck &) const = default;
};

/// What a certificate is looked at for.
struct CheckedUse
{
    bool servesTls = false;          ///< names, purpose and issuer matter
    bool signsTokens = false;        ///< the type of the key matters
    bool carriesCertificate = false; ///< tokens hold the certificate, so it must be valid
    bool expectsKey = true;          ///< false: a key that is not at hand is no fault
    std::vector<std::string> hosts;  ///< names and addresses that clients use, as far as known
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now();
};

/// Looks at a chain as its file has it and at the key that is meant for it (null: unreadable).
std::vector<CertificateCheck> checkCertificates(const std::vector<Certificate> &chain,
                                                const PrivateKey *key, const CheckedUse &use);

} // namespace wharfgate::tls
