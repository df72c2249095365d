// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/Authenticator.h"
#include "daemon/authz/Authorizer.h"
#include "daemon/token/ClientAddress.h"
#include "daemon/token/Issuer.h"

#include <cstdint>
#include <memory>
#include <string>

namespace wharfgate::token {

/// Everything the token endpoint works with: one immutable snapshot of a configuration. A reload
/// makes a new one; a request keeps the one it began with.
struct Service
{
    Issuer issuer;
    ClientAddressPolicy clientAddress;
    std::string pathPrefix; // "" or "/prefix"
    bool hsts = false;
    bool servesJwks = false;
    std::shared_ptr<const authn::Authenticator> authenticator; // never null
    std::shared_ptr<const authz::Authorizer> authorizer;       // never null
    std::uint64_t generation = 0; // as in events::AuthEvent; another one for each service built
};

} // namespace wharfgate::token
