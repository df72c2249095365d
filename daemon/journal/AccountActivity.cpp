// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/AccountActivity.h"

#include "daemon/journal/FailureTally.h"

#include <algorithm>

namespace wharfgate::journal {

namespace {

/// Whether somebody logged in or failed to; nothing if it came to neither.
std::optional<bool> loggedIn(const events::AuthEvent &event)
{
    switch (event.result) {
    case events::AuthResult::Granted:
    case events::AuthResult::PartlyGranted:
    case events::AuthResult::Denied: // the account was accepted before its scopes were not
        return true;
    case events::AuthResult::LoginFailed:
        return false;
    case events::AuthResult::BadRequest:
    case events::AuthResult::Busy:
    case events::AuthResult::Error:
        break;
    }
    return std::nullopt;
}

} // namespace

AccountActivity::AccountActivity(TimePoint now, std::size_t maxAccounts)
    : m_since(now)
    , m_maxAccounts(maxAccounts)
{}

void AccountActivity::note(const events::AuthEvent &event)
{
    const auto success = loggedIn(event);
    if (!success || event.account.empty())
        return;
    const std::string_view name = boundedName(event.account);
    const std::lock_guard guard(m_mutex);
    auto found = m_accounts.find(name);
    if (found == m_accounts.end()) {
        if (m_accounts.size() >= m_maxAccounts)
            makeRoom();
        found = m_accounts.emplace(name, Entry()).first;
        found->second.place = m_strangers.insert(m_strangers.end(), &found->first);
    }
    Entry &entry = found->second;
    Order &from = entry.seen.lastSuccess ? m_known : m_strangers;
    auto &time = *success ? entry.seen.lastSuccess : entry.seen.lastFailure;
    time = std::max(time.value_or(event.time), event.time);
    Order &to = entry.seen.lastSuccess ? m_known : m_strangers;
    to.splice(to.end(), from, entry.place);
    entry.seen.lastAddress = boundedName(event.clientAddress);
}

void AccountActivity::makeRoom()
{
    Order &order = m_strangers.empty() ? m_known : m_strangers;
    const auto oldest = m_accounts.find(*order.front());
    order.pop_front();
    m_accounts.erase(oldest);
}

std::optional<AccountActivity::Seen> AccountActivity::find(std::string_view account) const
{
    const std::lock_guard guard(m_mutex);
    const auto found = m_accounts.find(account);
    return found == m_accounts.end() ? std::nullopt : std::optional(found->second.seen);
}

std::vector<std::pair<std::string, AccountActivity::Seen>> AccountActivity::all() const
{
    std::vector<std::pair<std::string, Seen>> out;
    const std::lock_guard guard(m_mutex);
    out.reserve(m_accounts.size());
    for (const auto &[name, entry] : m_accounts)
        out.emplace_back(name, entry.seen);
    return out;
}

} // namespace wharfgate::journal
