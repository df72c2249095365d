// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/CertificateReport.h"
#include "ssl/CertificateChecks.h"
#include "ssl/CertificateStore.h"
#include "ssl/management/CertificateRoles.h"

#include <string>
#include <vector>

/// What PROTOCOL.md says of keys and certificates, made of the objects themselves.
namespace wharfgate::tls {

control::CertificateReport reportOf(const Certificate &certificate);
control::CheckReport reportOf(const CertificateCheck &check);
control::KeyIdsReport keyIdsOf(const PrivateKey &key);

/// The public half as a JSON Web Key under the name that the role's tokens use.
QJsonObject jwkOf(const PrivateKey &key, CertificateRole::KeyName name);

/// `hosts` are names and addresses that clients use, as far as known.
control::PairReport reportOf(const CertificateRole &role, const StoreContent &content,
                             const std::vector<std::string> &hosts);

/// Says that an encrypted key is stored without its password.
CertificateCheck keyStoredPlain();

/// What files from elsewhere hold. `use` is what they are looked at for.
control::InspectionReport reportOf(const ImportedItems &items, CheckedUse use);

} // namespace wharfgate::tls
