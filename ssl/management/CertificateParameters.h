// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/Message.h"
#include "ssl/Certificate.h"
#include "ssl/CertificateImport.h"

#include <QJsonObject>

#include <string>
#include <vector>

/// Reads the parameters of the certificate methods of PROTOCOL.md. Strict: a member of another type
/// is an error that names it.
namespace wharfgate::tls {

template <typename T>
using Parameter = tl::expected<T, control::CallError>;

/// What a new key and certificate, or a request, are made of.
struct NewCertificate
{
    CertificateSpec spec;
    KeyType keyType = KeyType::EcP256;
    int rsaBits = 0;
};

/// Member `spec`. Without names the common name is the only one; without a common name the first
/// name is.
Parameter<NewCertificate> readSpec(const QJsonObject &params);

/// Members `data` and `password`. WrongPassword if something in it is locked.
Parameter<ImportedItems> readItems(const QJsonObject &params);

/// Member `hosts`, which may be absent.
Parameter<std::vector<std::string>> readHosts(const QJsonObject &params);

} // namespace wharfgate::tls
