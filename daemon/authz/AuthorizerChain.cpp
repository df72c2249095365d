// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authz/AuthorizerChain.h"

#include <utility>

namespace wharfgate::authz {

/// One request on its way through the chain.
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
    ask(0, std::make_shared<Run>(Run{request, cancelled, std::move(done), {}}));
}

void AuthorizerChain::ask(std::size_t link, const std::shared_ptr<Run> &run) const
{
    if (link == m_links.size()) {
        Verdict nobody;
        nobody.outcome = Outcome::Decided;
        nobody.reason = std::move(run->reason);
        run->done(std::move(nobody));
        return;
    }
    m_links[link]->authorize(run->request, run->cancelled, [this, link, run](Verdict verdict) {
        if (verdict.outcome == Outcome::NoMatch) {
            run->reason = std::move(verdict.reason);
            ask(link + 1, run);
            return;
        }
        if (verdict.authorizer.empty())
            verdict.authorizer = m_links[link]->name();
        run->done(std::move(verdict));
    });
}

} // namespace wharfgate::authz
