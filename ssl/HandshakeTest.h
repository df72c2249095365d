// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/ServerContext.h"

#include <string>

namespace wharfgate::tls {

/// Lets a client that trusts the top of the pair's chain connect to a server with the pair and
/// `settings`, in memory: what would be refused (dates, purpose, order, ciphers that do not fit the
/// key) is refused here first. The protocol that was agreed on ("TLSv1.3").
Result<std::string> testHandshake(const KeyPair &pair, const ServerSettings &settings);

/// Signs a probe with the key of `pair` and verifies it by the certificate.
Result<void> testSignature(const KeyPair &pair);

} // namespace wharfgate::tls
