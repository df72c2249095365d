// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/Authenticator.h"

#include <memory>
#include <vector>

namespace wharfgate::authn {

/// Asks authenticators in order until one does not answer NoMatch; if all do, the answer is
/// Refused. Outlives the attempts under way.
class AuthenticatorChain final : public Authenticator
{
public:
    explicit AuthenticatorChain(std::vector<std::unique_ptr<const Authenticator>> links);

    std::string_view name() const override { return "chain"; }
    void authenticate(const Attempt &attempt, VerdictCallback done) const override;

private:
    struct Run;
    void ask(std::size_t link, const std::shared_ptr<Run> &run) const;
    void askLast(const Attempt &attempt, VerdictCallback done) const;
    Verdict named(std::size_t link, Verdict verdict) const;

    std::vector<std::unique_ptr<const Authenticator>> m_links;
};

} // namespace wharfgate::authn
