// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/StaticUsers.h"

#include "daemon/authn/PasswordPool.h"
#include "daemon/authn/VerifiedCredentials.h"
#include "shared/accounts/PasswordHash.h"

#include <QByteArrayView>
#include <QHash>
#include <utility>

namespace wharfgate::authn {

namespace {

Verdict verdictOf(Outcome outcome, std::string reason = {})
{
    Verdict verdict;
    verdict.outcome = outcome;
    if (outcome != Outcome::NoMatch)
        verdict.authenticator = "static";
    verdict.reason = std::move(reason);
    return verdict;
}

/// What to say when the password was not verified at all.
Verdict unverified(PasswordPool::Answer answer)
{
    return verdictOf(Outcome::Busy, answer == PasswordPool::Answer::Busy
                                        ? "too many passwords wait to be verified"
                                        : "the client left before its password was verified");
}

} // namespace

StaticUsers::StaticUsers(std::map<std::string, config::User> users,
                         std::shared_ptr<PasswordPool> pool,
                         std::shared_ptr<VerifiedCredentials> verified)
    : m_users(std::move(users))
    , m_pool(std::move(pool))
    , m_verified(std::move(verified))
{
    for (const auto &[account, user] : m_users) {
        if (user.passwordHash && accounts::inspectHash(*user.passwordHash).wellFormed)
            m_verifiable.push_back(&*user.passwordHash);
    }
}

/// The hash to spend time on for an account that has none of its own. Always the same one for the
/// same name, taken from among all users': if their costs differ, unknown names differ likewise.
const std::string *StaticUsers::decoyFor(const std::string &account) const
{
    if (m_verifiable.empty())
        return nullptr;
    // The seed is random for each process, so that nobody can work out which one it is.
    const std::size_t hash = qHash(QByteArrayView(account), QHashSeed::globalSeed());
    return m_verifiable[hash % m_verifiable.size()];
}

void StaticUsers::refuseAfterWork(const std::string *hash, const Attempt &attempt, Verdict verdict,
                                  VerdictCallback done) const
{
    if (hash == nullptr) {
        done(std::move(verdict));
        return;
    }
    // As for an account that has a password: a refusal takes the same time for every reason.
    if (m_verified->isEnabled())
        static_cast<void>(
            m_verified->find(m_verified->credential({attempt.account, *hash, attempt.password})));
    const auto finish = [verdict = std::move(verdict),
                         done = std::move(done)](PasswordPool::Answer answer) {
        const bool worked =
            answer == PasswordPool::Answer::Match || answer == PasswordPool::Answer::Mismatch;
        done(worked ? verdict : unverified(answer));
    };
    m_pool->verify(*hash, attempt.password, attempt.cancelled, finish);
}

void StaticUsers::authenticate(const Attempt &attempt, VerdictCallback done) const
{
    const auto found = m_users.find(attempt.account);
    if (found == m_users.end()) {
        // That there is no anonymous access is no secret.
        const std::string *decoy = attempt.account.empty() ? nullptr : decoyFor(attempt.account);
        refuseAfterWork(decoy, attempt, verdictOf(Outcome::NoMatch), std::move(done));
        return;
    }
    const config::User &user = found->second;
    Verdict accepted = verdictOf(Outcome::Accepted);
    accepted.labels = user.labels;
    if (!user.passwordHash) { // docker_auth: any password will do
        done(std::move(accepted));
        return;
    }
    const accounts::HashInfo info = accounts::inspectHash(*user.passwordHash);
    const std::string *hash = info.wellFormed ? &*user.passwordHash : decoyFor(attempt.account);
    if (info.locked || !info.wellFormed) {
        const char *reason =
            info.locked ? "account is locked" : "the account's password hash cannot be used";
        refuseAfterWork(hash, attempt, verdictOf(Outcome::Refused, reason), std::move(done));
        return;
    }
    std::optional<VerifiedCredentials::Credential> credential;
    if (m_verified->isEnabled()) {
        credential = m_verified->credential({attempt.account, *hash, attempt.password});
        if (m_verified->find(*credential)) {
            done(std::move(accepted));
            return;
        }
    }
    const auto finish = [accepted = std::move(accepted), done = std::move(done), credential,
                         verified = m_verified](PasswordPool::Answer answer) {
        if (answer == PasswordPool::Answer::Match) {
            if (credential)
                verified->add(*credential);
            done(accepted);
        } else if (answer == PasswordPool::Answer::Mismatch) {
            done(verdictOf(Outcome::Refused, "wrong password"));
        } else {
            done(unverified(answer));
        }
    };
    m_pool->verify(*hash, attempt.password, attempt.cancelled, finish);
}

} // namespace wharfgate::authn
