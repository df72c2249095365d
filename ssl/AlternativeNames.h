// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/Certificate.h"
#include "ssl/OpenSslSupport.h"

#include <string>
#include <vector>

/// Names in certificates and in requests for them. For the sources of ssl/ only.
namespace wharfgate::tls {

/// The DNS names and IP addresses among `names` (may be null), as text.
std::vector<std::string> namesOf(const GENERAL_NAMES *names);

/// Why no certificate can have the names of `spec`, or empty.
std::string objectionToNames(const CertificateSpec &spec);

/// The subjectAltName of `spec`; null if it has no names.
Result<GeneralNamesPointer> alternativeNames(const CertificateSpec &spec);

/// Adds the common name to an empty or partial subject; false if OpenSSL refuses.
bool addCommonName(X509_NAME *subject, const std::string &commonName);

/// "0A:1B:…"
std::string hexadecimal(std::string_view bytes);

} // namespace wharfgate::tls
