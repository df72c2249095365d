// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/TokenKey.h"

#include "daemon/token/Issuer.h"
#include "ssl/Certificate.h"
#include "ssl/Jwk.h"
#include "ssl/JwsSigner.h"

namespace wharfgate::cli {

Result<TokenKey> readTokenKey(const config::Token &settings)
{
    const auto chain = tls::CertificateChain::load(settings.certificate);
    if (!chain)
        return tl::unexpected(chain.error());
    const auto key = chain->leaf().publicKey();
    if (!key)
        return tl::unexpected(key.error());
    TokenKey out;
    out.type = key->type();
    out.algorithm = tls::jwsAlgorithm(key->type());
    out.keyId = token::keyIdOf(*key, token::keyIdFormatOf(settings));
    for (const tls::Certificate &certificate : chain->certificates())
        out.bundle += certificate.toPem();
    out.jwks = tls::jwkSet(*key, out.keyId);
    return out;
}

} // namespace wharfgate::cli
