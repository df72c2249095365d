// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/Certificate.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

using X509_REQ = struct X509_req_st;

namespace wharfgate::tls {

/// A certificate signing request (PKCS#10, RFC 2986): what an authority makes a certificate of.
/// Immutable and shared; safe on any thread.
class CertificateRequest
{
public:
    /// Asks for the names of `spec` for `key`. Its validity and `isAuthority` are the authority's
    /// to decide and left out.
    static Result<CertificateRequest> create(const CertificateSpec &spec, const PrivateKey &key);
    /// Refuses a request whose signature is not its own key's.
    static Result<CertificateRequest> fromPem(std::string_view pem);

    std::string toPem() const;
    std::string commonName() const;
    std::vector<std::string> names() const; // DNS names and IP addresses asked for
    bool matches(const PrivateKey &key) const;
    Result<PrivateKey> publicKey() const;                // only the public half
    X509_REQ *handle() const { return m_request.get(); } // borrowed; for ssl/ only

private:
    explicit CertificateRequest(std::shared_ptr<X509_REQ> request);
    std::shared_ptr<X509_REQ> m_request;
};

} // namespace wharfgate::tls
