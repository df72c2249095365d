// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/Authenticator.h"
#include "shared/config/Configuration.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace wharfgate::authn {

class PasswordPool;
class VerifiedCredentials;

/// The accounts of the configuration's `users`. A wrong password refuses for good, as docker_auth;
/// an account that is not listed is left to the next authenticator, after the same work.
class StaticUsers final : public Authenticator
{
public:
    /// `verified` remembers right passwords; its window may be 0.
    StaticUsers(std::map<std::string, config::User> users, std::shared_ptr<PasswordPool> pool,
                std::shared_ptr<VerifiedCredentials> verified);

    std::string_view name() const override { return "static"; }
    void authenticate(const Attempt &attempt, VerdictCallback done) const override;

private:
    const std::string *decoyFor(const std::string &account) const;
    void refuseAfterWork(const std::string *hash, const Attempt &attempt, Verdict verdict,
                         VerdictCallback done) const;

    std::map<std::string, config::User> m_users;
    std::vector<const std::string *> m_verifiable; // hashes in m_users that some password matches
    std::shared_ptr<PasswordPool> m_pool;
    std::shared_ptr<VerifiedCredentials> m_verified;
};

} // namespace wharfgate::authn
