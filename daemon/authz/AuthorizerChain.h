// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authz/Authorizer.h"

#include <memory>
#include <vector>

namespace wharfgate::authz {

/// Asks authorizers in order until one does not answer NoMatch; if all do, nothing is granted and
/// the verdict names no authorizer. Outlives the requests under way.
class AuthorizerChain final : public Authorizer
{
public:
    explicit AuthorizerChain(std::vector<std::unique_ptr<const Authorizer>> links);

    std::string_view name() const override { return "chain"; }
    void authorize(const acl::Request &request, const http::Cancellation &cancelled,
                   VerdictCallback done) const override;

private:
    struct Run;
    void ask(std::size_t link, const std::shared_ptr<Run> &run) const;
    void askLast(const acl::Request &request, const http::Cancellation &cancelled,
                 VerdictCallback done) const;
    Verdict named(std::size_t link, Verdict verdict) const;

    std::vector<std::unique_ptr<const Authorizer>> m_links;
};

} // namespace wharfgate::authz
