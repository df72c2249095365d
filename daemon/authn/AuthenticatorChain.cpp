// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/AuthenticatorChain.h"

#include <cstring>
#include <utility>

namespace wharfgate::authn {

/// An attempt that may have to be shown to another authenticator later.
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
    if (m_links.size() > 1)
        ask(0, std::make_shared<Run>(attempt, std::move(done)));
    else
        askLast(attempt, std::move(done));
}

void AuthenticatorChain::ask(std::size_t link, const std::shared_ptr<Run> &run) const
{
    if (link + 1 == m_links.size())
        return askLast(run->attempt, [run](Verdict verdict) { run->done(std::move(verdict)); });
    m_links[link]->authenticate(run->attempt, [this, link, run](Verdict verdict) {
        if (verdict.outcome == Outcome::NoMatch)
            return ask(link + 1, run);
        run->done(named(link, std::move(verdict)));
    });
}

void AuthenticatorChain::askLast(const Attempt &attempt, VerdictCallback done) const
{
    const auto finish = [this, done = std::move(done)](Verdict verdict) {
        if (verdict.outcome != Outcome::NoMatch)
            return done(named(m_links.size() - 1, std::move(verdict)));
        Verdict nobody;
        nobody.outcome = Outcome::Refused;
        nobody.reason = "no authenticator knows this account";
        done(std::move(nobody));
    };
    if (m_links.empty())
        finish({});
    else
        m_links.back()->authenticate(attempt, finish);
}

/// With the name of the authenticator that it is from.
Verdict AuthenticatorChain::named(std::size_t link, Verdict verdict) const
{
    if (verdict.authenticator.empty())
        verdict.authenticator = m_links[link]->name();
    return verdict;
}

} // namespace wharfgate::authn
