// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::tls {

/// One block of a PEM file (RFC 7468), still as text.
struct PemBlock
{
    std::string_view label; // "CERTIFICATE", "EC PRIVATE KEY"
    std::string_view text;  // from "-----BEGIN" to the end of its last line

    /// RFC 1421 4.6.1.1, as OpenSSL's traditional key formats use it, or PKCS#8's own label.
    bool isEncrypted() const;
    bool isPrivateKey() const { return label.ends_with("PRIVATE KEY"); }
    bool isCertificate() const { return label == "CERTIFICATE" || label == "X509 CERTIFICATE"; }
};

/// All blocks of `pem`. `what` begins the sentence of an error ("key file /etc/x.key"). Empty
/// texts, texts without a block, DER and unfinished blocks are refused.
Result<std::vector<PemBlock>> pemBlocks(std::string_view pem, const std::string &what);

/// The content of a key or certificate file, at most 1 MiB; larger files are none.
Result<std::string> readPemFile(const std::string &file, const std::string &what);

/// The text by which errors call a file.
std::string fileLabel(std::string_view kind, const std::string &file);

} // namespace wharfgate::tls
