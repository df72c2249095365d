// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authz/AclAuthorizer.h"

#include <utility>

namespace wharfgate::authz {

AclAuthorizer::AclAuthorizer(acl::AccessList list)
    : m_list(std::move(list))
{}

void AclAuthorizer::authorize(const acl::Request &request, const http::Cancellation &,
                              VerdictCallback done) const
{
    acl::Decision decision = m_list.decide(request);
    Verdict verdict;
    if (decision.labelLimitExceeded)
        verdict.reason = "an access rule was passed over: the account's labels have more than " +
                         std::to_string(acl::AccessList::kMaxLabelCombinations) + " combinations";
    if (decision.rule) {
        verdict.outcome = Outcome::Decided;
        verdict.authorizer = "acl";
        verdict.actions = std::move(decision.actions);
        verdict.rule = decision.rule;
        verdict.ruleComment = m_list.rules()[*decision.rule].comment;
    }
    done(std::move(verdict));
}

} // namespace wharfgate::authz
