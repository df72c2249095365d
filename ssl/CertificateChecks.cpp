// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateChecks.h"

#include "ssl/OpenSslSupport.h"

#include <algorithm>
#include <ctime>

namespace wharfgate::tls {

namespace {

using Outcome = CertificateCheck::Outcome;
using Clock = std::chrono::system_clock;
using namespace std::chrono_literals;

constexpr int kMinimumRsaBits = 2048;
constexpr int kMinimumEcBits = 224;

using StorePointer = std::unique_ptr<X509_STORE, OpenSslFree<X509_STORE_free>>;
using StoreContextPointer = std::unique_ptr<X509_STORE_CTX, OpenSslFree<X509_STORE_CTX_free>>;

std::string shownDate(Clock::time_point time)
{
    const std::time_t seconds = Clock::to_time_t(time);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &utc)};
}

/// One that this machine's own trust store knows has issued the last certificate of the chain.
bool isIssuedByKnownRoot(const Certificate &last)
{
    const StorePointer store(X509_STORE_new());
    const StoreContextPointer context(X509_STORE_CTX_new());
    X509 *issuer = nullptr;
    const bool found =
        store && context && X509_STORE_set_default_paths(store.get()) == 1 &&
        X509_STORE_CTX_init(context.get(), store.get(), last.handle(), nullptr) == 1 &&
        X509_STORE_CTX_get1_issuer(&issuer, context.get(), last.handle()) == 1;
    const CertificatePointer owner(issuer);
    takeOpenSslError();
    return found;
}

class Checker
{
public:
    Checker(const std::vector<Certificate> &chain, const PrivateKey *key, const CheckedUse &use)
        : m_chain(chain)
        , m_leaf(chain.front())
        , m_key(key)
        , m_use(use)
    {}

    std::vector<CertificateCheck> run()
    {
        checkKey();
        checkDates();
        if (m_use.servesTls) {
            checkNames();
            checkPurpose();
        }
        checkOrder();
        if (m_use.servesTls)
            checkIssuer();
        checkStrength();
        if (m_use.signsTokens)
            checkTokenKey();
        return std::move(m_checks);
    }

private:
    void add(std::string code, Outcome outcome, std::string message, std::string remedy = {})
    {
        m_checks.push_back({std::move(code), outcome, std::move(message), std::move(remedy)});
    }

    void checkKey();
    void checkDates();
    void checkNames();
    void checkPurpose();
    void checkOrder();
    void checkIssuer();
    void checkStrength();
    void checkTokenKey();
    void noteExpiry(const Certificate &first);

    const std::vector<Certificate> &m_chain;
    const Certificate &m_leaf;
    const PrivateKey *m_key;
    const CheckedUse &m_use;
    std::vector<CertificateCheck> m_checks;
};

void Checker::checkKey()
{
    if (!m_key && !m_use.expectsKey)
        return;
    if (!m_key) {
        add("key-unreadable", Outcome::Fail, "The private key of the certificate cannot be used.",
            "Give the key file that the certificate was made for, without a password.");
    } else if (m_leaf.matches(*m_key)) {
        add("key-matches", Outcome::Pass, "The private key belongs to the certificate.");
    } else {
        add("key-mismatch", Outcome::Fail, "The private key belongs to another certificate.",
            "Import the certificate that was issued for this key, or the key together with its "
            "certificate.");
    }
}

/// What a certificate past its dates means depends on who looks at it: registries that go by key
/// id never look.
void Checker::checkDates()
{
    const bool matters = m_use.servesTls || m_use.carriesCertificate;
    const Outcome outside = matters ? Outcome::Fail : Outcome::Warn;
    const std::string note =
        matters ? "" : " Registries that find the key by its id do not look at the date.";
    const auto first =
        std::min_element(m_chain.begin(), m_chain.end(),
                         [](const auto &a, const auto &b) { return a.notAfter() < b.notAfter(); });
    if (m_use.now > first->notAfter()) {
        add("expired", outside,
            (first == m_chain.begin() ? "The certificate expired on "
                                      : "A certificate of the chain expired on ") +
                shownDate(first->notAfter()) + '.' + note,
            "Generate or import a new certificate and rotate.");
    } else if (m_use.now < m_leaf.notBefore()) {
        add("not-yet-valid", outside,
            "The certificate is not valid before " + shownDate(m_leaf.notBefore()) + '.' + note,
            "Wait until then, or check the clock of this machine.");
    } else {
        noteExpiry(*first);
    }
}

void Checker::noteExpiry(const Certificate &first)
{
    const auto left = first.notAfter() - m_use.now;
    const long days = std::chrono::duration_cast<std::chrono::hours>(left).count() / 24;
    const std::string date = shownDate(first.notAfter());
    if (left > 30 * 24h) {
        add("dates", Outcome::Pass, "The certificate is valid until " + date + '.');
        return;
    }
    const char *code = left <= 3 * 24h    ? "expires-in-3-days"
                       : left <= 14 * 24h ? "expires-in-14-days"
                                          : "expires-in-30-days";
    const std::string when = days == 0   ? "in less than a day"
                             : days == 1 ? "in 1 day"
                                         : "in " + std::to_string(days) + " days";
    add(code, Outcome::Warn, "The certificate expires " + when + ", on " + date + '.',
        "Generate or import a new certificate and rotate.");
}

void Checker::checkNames()
{
    const std::vector<std::string> names = m_leaf.names();
    if (names.empty()) {
        add("names-missing", Outcome::Fail,
            "The certificate has no subject alternative names; clients ignore its common name.",
            "Make a new certificate that lists every host name and address that clients use.");
        return;
    }
    bool covered = true;
    for (const std::string &host : m_use.hosts) {
        if (m_leaf.covers(host))
            continue;
        covered = false;
        add("name-not-covered", Outcome::Fail,
            "The certificate is not valid for \"" + host + "\", which clients use.",
            "Make a new certificate that lists this name too.");
    }
    if (!covered)
        return;
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ", ") + name;
    add(m_use.hosts.empty() ? "names-present" : "names-cover", Outcome::Pass,
        "The certificate is valid for " + list + '.');
}

void Checker::checkPurpose()
{
    const bool isEc = m_leaf.keyType() != wordOf(KeyType::Rsa);
    if (!m_leaf.mayServeTls() || (isEc && !m_leaf.maySignHandshakes())) {
        add("purpose-missing", Outcome::Fail,
            "The certificate is not meant for TLS servers (its usages lack serverAuth or "
            "digitalSignature).",
            "Ask the authority for a server certificate.");
    } else if (m_leaf.isAuthority()) {
        add("purpose-authority", Outcome::Warn,
            "The certificate is one of an authority; some clients refuse it as a server's.",
            "Make a server certificate; an authority's key should sign certificates only.");
    } else {
        add("purpose", Outcome::Pass, "The certificate may be used by a TLS server.");
    }
}

void Checker::checkOrder()
{
    const auto breaks = [this](std::size_t i) { return !m_chain[i].isIssuedBy(m_chain[i + 1]); };
    std::size_t i = 0;
    while (i + 1 < m_chain.size() && !breaks(i))
        ++i;
    if (i + 1 == m_chain.size()) {
        const bool endsWithRoot = m_chain.size() > 1 && m_chain.back().isSelfSigned();
        if (endsWithRoot)
            add("chain-has-root", Outcome::Pass,
                "The chain is in order. Its last certificate is a root, which need not be sent: "
                "clients trust their own copy only.");
        else
            add("chain-in-order", Outcome::Pass,
                m_chain.size() == 1 ? "The file holds one certificate."
                                    : "Each certificate is followed by the one that issued it.");
        return;
    }
    const bool issuerElsewhere =
        std::any_of(m_chain.begin(), m_chain.end(), [&](const Certificate &one) {
            return m_chain[i].isIssuedBy(one) ||
                   (&one != &m_chain[i + 1] && one.isIssuedBy(m_chain[i + 1]));
        });
    const bool fatal = m_use.servesTls || m_use.carriesCertificate;
    add(issuerElsewhere ? "chain-out-of-order" : "chain-unrelated",
        fatal ? Outcome::Fail : Outcome::Warn,
        "Certificate " + std::to_string(i + 2) + " did not issue certificate " +
            std::to_string(i + 1) +
            (issuerElsewhere ? ": the chain is out of order." : " and does not belong here."),
        "Import the file: the chain is put in order, and what does not belong to it is left out.");
}

void Checker::checkIssuer()
{
    if (m_leaf.isSelfSigned()) {
        add("self-signed", Outcome::Warn,
            "The certificate is self-signed: clients refuse it until they are told to trust it.",
            "Give clients a copy (for Docker in /etc/docker/certs.d/HOST/ca.crt, for a registry's "
            "own checks in the system's trust store), or use an authority's certificate.");
        return;
    }
    add("issued-by-authority", Outcome::Pass,
        "The certificate was issued by " + m_leaf.issuer() + '.');
    const Certificate &last = m_chain.back();
    if (last.isSelfSigned()) {
        add("chain-complete", Outcome::Pass, "The chain is complete up to its root.");
    } else if (isIssuedByKnownRoot(last)) {
        add("chain-complete", Outcome::Pass,
            "The chain is complete up to a root that this machine trusts.");
    } else {
        add("chain-incomplete", Outcome::Warn,
            "The chain ends below \"" + last.issuer() +
                "\", which this machine does not know as a root.",
            "If that is an intermediate certificate, import it together with this one. If it is "
            "the root that clients trust, all is well.");
    }
}

void Checker::checkStrength()
{
    const auto weakKey = std::find_if(m_chain.begin(), m_chain.end(), [](const Certificate &one) {
        const std::string type = one.keyType();
        const int minimum = type == "rsa" || type == "dsa" ? kMinimumRsaBits : kMinimumEcBits;
        return one.keyBits() < minimum;
    });
    if (weakKey != m_chain.end()) {
        add("key-weak", Outcome::Fail,
            "The " + weakKey->keyType() + " key of " + std::to_string(weakKey->keyBits()) +
                " bits is too short: it can be broken, and clients refuse it.",
            "Use a P-256 key, or RSA with 2048 bits or more.");
    } else {
        add("key-strong", Outcome::Pass,
            "The key is strong enough (" + m_leaf.keyType() + ", " +
                std::to_string(m_leaf.keyBits()) + " bits).");
    }
    // What a root signs itself with proves nothing and is not looked at by clients.
    const bool weakHash = std::any_of(m_chain.begin(), m_chain.end(), [](const Certificate &one) {
        return one.hasWeakHash() && !one.isSelfSigned();
    });
    if (weakHash) {
        add("hash-weak", Outcome::Fail,
            "A certificate of the chain is signed with SHA-1 or MD5, which clients refuse.",
            "Ask the authority for a certificate signed with SHA-256.");
    } else {
        add("hash-strong", Outcome::Pass, "The signatures use a hash that clients accept.");
    }
}

void Checker::checkTokenKey()
{
    const auto publicKey = m_leaf.publicKey();
    if (!publicKey) {
        add("token-key-unsupported", Outcome::Fail,
            "The key cannot sign tokens that registries understand: it is of type " +
                m_leaf.keyType() + '.',
            "Use a P-256 key, or RSA with 2048 bits or more.");
    } else if (publicKey->type() == KeyType::Ed25519) {
        add("token-key-new", Outcome::Warn,
            "Registry 2.x cannot verify Ed25519 signatures, and registry 3.x only from 3.1 on.",
            "Use a P-256 or RSA key unless every registry is new.");
    } else {
        add("token-key", Outcome::Pass, "Every registry can verify tokens of this key.");
    }
}

} // namespace

std::vector<CertificateCheck> checkCertificates(const std::vector<Certificate> &chain,
                                                const PrivateKey *key, const CheckedUse &use)
{
    return chain.empty() ? std::vector<CertificateCheck>() : Checker(chain, key, use).run();
}

} // namespace wharfgate::tls
