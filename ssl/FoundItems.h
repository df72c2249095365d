// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/CertificateImport.h"
#include "ssl/OpenSslSupport.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::tls {

/// Collects what an import finds, as bytes, so that nothing of it depends on the OpenSSL library
/// context in which it was decoded. For the sources of ssl/ only.
class FoundItems
{
public:
    explicit FoundItems(const std::optional<std::string> &password);
    ~FoundItems();
    FoundItems(const FoundItems &) = delete;
    FoundItems &operator=(const FoundItems &) = delete;

    const std::optional<std::string> &password() const { return m_password; }
    void addCertificate(const X509 *certificate);
    void addKey(const PKCS8_PRIV_KEY_INFO *key);
    void addKey(const EVP_PKEY *key);
    /// A sentence about something that cannot be used.
    void addProblem(std::string problem) { m_problems.push_back(std::move(problem)); }

    /// An encrypted thing was opened by the password.
    void noteOpened();
    /// An encrypted thing was not opened: no password, or a wrong one.
    void noteLocked();
    /// False if `algorithm` would keep this thread busy for long, or all that came so far together:
    /// whoever made the file decides how often the password is hashed (RFC 8018 4.2).
    bool affords(const X509_ALGOR *algorithm);
    bool affords(long iterations);

    /// Everything found, each once; keys and certificates that cannot be used become problems.
    Result<ImportedItems> take() const;

private:
    const std::optional<std::string> &m_password;
    std::vector<std::string> m_certificates; // DER
    std::vector<std::string> m_keys;         // DER of PKCS#8; wiped at the end
    std::vector<std::string> m_problems;
    ImportedItems::Lock m_lock = ImportedItems::Lock::None;
    long m_iterations = 0;
};

/// Decodes a PKCS#12 file (RFC 7292) with the password of `found`. False if `der` is none.
bool findInPkcs12(std::string_view der, const std::string &what, FoundItems &found);

/// Decodes an encrypted PKCS#8 key (RFC 5958 3). False if `der` is none.
bool findInEncryptedKey(std::string_view der, const std::string &what, FoundItems &found);

} // namespace wharfgate::tls
