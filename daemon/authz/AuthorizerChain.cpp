// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authz/AuthorizerChain.h"

#include <utility>

namespace wharfgate::authz {

/// A request that may have to be shown to another authorizer later.
struct AuthorizerChain::Run
{
    acl::Request request;
    http::Cancellation cancelled;
    VerdictCallback done;
    std::string reason; // what an authorizer that did not decide had to say
};

AuthorizerChain::AuthorizerChain(std::vector<std::unique_ptr<const Authorizer>> links)
    : m_links(std::move(links))
{}

void AuthorizerChain::authorize(const acl::Request &request, const http::Cancellation &cancelled,
                                VerdictCallback done) const
{
    if (m_links.size() > 1)
        ask(0, std::make_shared<Run>(Run{request, cancelled, std::move(done), {}}));
    else
        askLast(request, cancelled, std::move(done));
}

void AuthorizerChain::ask(std::size_t link, const std::shared_ptr<Run> &run) const
{
    if (link + 1 == m_links.size())
        return askLast(run->request, run->cancelled, [run](Verdict verdict) {
            if (verdict.authorizer.empty() && verdict.reason.empty())
                verdict.reason = std::move(run->reason);
            run->done(std::move(verdict));
        });
    m_links[link]->authorize(run->request, run->cancelled, [this, link, run](Verdict verdict) {
        if (verdict.outcome == Outcome::NoMatch) {
            run->reason = std::move(verdict.reason);
            return ask(link + 1, run);
        }
        run->done(named(link, std::move(verdict)));
    });
}

void AuthorizerChain::askLast(const acl::Request &request, const http::Cancellation &cancelled,
                              VerdictCallback done) const
{
    const auto finish = [this, done = std::move(done)](Verdict verdict) {
        if (verdict.outcome != Outcome::NoMatch)
            return done(named(m_links.size() - 1, std::move(verdict)));
        Verdict nobody;
        nobody.outcome = Outcome::Decided;
        nobody.reason = std::move(verdict.reason);
        done(std::move(nobody));
    };
    if (m_links.empty())
        finish({});
    else
        m_links.back()->authorize(request, cancelled, finish);
}

/// With the name of the authorizer that it is from.
Verdict AuthorizerChain::named(std::size_t link, Verdict verdict) const
{
    if (verdict.authorizer.empty())
        verdict.authorizer = m_links[link]->name();
    return verdict;
}

} // namespace wharfgate::authz
