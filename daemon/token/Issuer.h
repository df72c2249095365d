// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/token/Scope.h"
#include "shared/base/RecentMap.h"
#include "shared/base/Result.h"
#include "shared/config/Configuration.h"
#include "ssl/Certificate.h"
#include "ssl/JwsSigner.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::token {

/// Which name of the signing key the token's header carries.
enum class KeyIdFormat
{
    Legacy,     ///< libtrust's key id: registry 2.x
    Rfc7638,    ///< RFC 7638: registry 3.1 and newer
    Registry30, ///< registry 3.0, and docker_auth with disable_legacy_key_id
    X5c,        ///< the certificate chain (RFC 7515 4.1.6) beside the legacy key id: every registry
};

/// What the configuration asks for; docker_auth's choice unless it says.
KeyIdFormat keyIdFormatOf(const config::Token &settings);

/// The name of a key, of which the public half is enough.
std::string keyIdOf(const tls::PrivateKey &key, KeyIdFormat format);

/// One granted resource: an entry of the token's "access" claim. `actions` may be empty.
struct Access
{
    std::string type;
    std::string name;
    std::vector<std::string> actions;
};

/// A signed token and what the response says about it.
struct IssuedToken
{
    std::string token;                              // JWS compact serialization
    std::chrono::system_clock::time_point issuedAt; // whole seconds
    std::chrono::seconds expiresIn{0};              // what is left of its lifetime
};

/// Makes JSON Web Tokens as distribution's token specification wants them, with the claims of
/// docker_auth. Safe on any thread.
class Issuer
{
public:
    /// No token is given again when more than this part of its lifetime is over.
    static constexpr int kReusableShare = 10;
    /// Tokens remembered for that, and the bytes of each with what it is found by: 32 MiB, however
    /// long the scopes are that clients ask for. Larger tokens are signed each time.
    static constexpr std::size_t kMaxRecentTokens = 4096;
    static constexpr std::size_t kMaxRecentBytes = 8192;

    /// `expiration` at least 1 s. Within `reuse` after its issue the same token is given again for
    /// the same subject, audience and access; 0: never.
    static Result<Issuer> create(std::string issuer, std::chrono::seconds expiration,
                                 const tls::KeyPair &pair, KeyIdFormat format,
                                 std::chrono::milliseconds reuse = {});

    const std::string &name() const { return m_name; }
    std::string_view algorithm() const { return m_signer.algorithm(); }
    const std::string &keyId() const { return m_keyId; }
    /// The public key under that name, as a JWK Set.
    const std::string &jwks() const { return m_jwks; }

    /// `subject` empty: anonymous. `now` is a parameter for tests.
    Result<IssuedToken> issue(std::string_view subject, std::string_view audience,
                              const std::vector<Access> &access,
                              std::chrono::system_clock::time_point now) const;

private:
    using Time = std::chrono::system_clock::time_point;
    /// By what the token says, but for its times and its id.
    using RecentTokens = RecentMap<std::string, std::shared_ptr<const IssuedToken>, Time>;

    Issuer(tls::JwsSigner signer, Time::duration reuse)
        : m_signer(std::move(signer))
        , m_recent(std::make_unique<RecentTokens>(reuse, kMaxRecentTokens))
    {}

    Result<IssuedToken> sign(std::string_view identity, std::string_view access, Time now) const;

    tls::JwsSigner m_signer;
    std::string m_name;
    std::string m_keyId;
    std::string m_jwks;
    std::string m_header;      // base64url of the JOSE header, with the '.' behind it
    std::string m_claimsStart; // {"iss":"…","sub":
    std::chrono::seconds m_expiration{0};
    std::unique_ptr<RecentTokens> m_recent;
};

} // namespace wharfgate::token
