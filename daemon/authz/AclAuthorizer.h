// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authz/Authorizer.h"
#include "shared/acl/AccessList.h"

namespace wharfgate::authz {

/// The access rules of the configuration's `acl`. A rule that matches decides, even if it grants
/// nothing; if none does, the next authorizer is asked. Answers at once.
class AclAuthorizer final : public Authorizer
{
public:
    explicit AclAuthorizer(acl::AccessList list);

    std::string_view name() const override { return "acl"; }
    void authorize(const acl::Request &request, const http::Cancellation &cancelled,
                   VerdictCallback done) const override;

private:
    acl::AccessList m_list;
};

} // namespace wharfgate::authz
