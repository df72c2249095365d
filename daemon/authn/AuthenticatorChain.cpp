// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/AuthenticatorChain.h"

#include <cstring>
#include <utility>

namespace wharfgate::authn {

/// One attempt on its way through the chain.
struct AuthenticatorChain::Run
{
    Run(const Attempt &a, VerdictCallback d)
        : attempt(a)
        , done(std::move(d))
    {}
    ~Run() { explicit_bzero(attempt.password.data(), attempt.password.size()); }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    Attempt attempt;
    VerdictCallback done;
};

AuthenticatorChain::AuthenticatorChain(std::vector<std::unique_ptr<const Authenticator>> links)
    : m_links(std::move(links))
{}

void AuthenticatorChain::authenticate(const Attempt &attempt, VerdictCallback done) const
{
    ask(0, std::make_shared<Run>(attempt, std::move(done)));
}

void AuthenticatorChain::ask(std::size_t link, const std::shared_ptr<Run> &run) const
{
    if (link == m_links.size()) {
        Verdict nobody;
        nobody.outcome = Outcome::Refused;
        nobody.reason = "no authenticator knows this account";
        run->done(std::move(nobody));
        return;
    }
    m_links[link]->authenticate(run->attempt, [this, link, run](Verdict verdict) {
        if (verdict.outcome == Outcome::NoMatch) {
            ask(link + 1, run);
            return;
        }
        if (verdict.authenticator.empty())
            verdict.authenticator = m_links[link]->name();
        run->done(std::move(verdict));
    });
}

} // namespace wharfgate::authn
