// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/ConnectionLimits.h"

#include <arpa/inet.h>
#include <netinet/in.h>

namespace wharfgate::net {

ConnectionLimits::Ticket::~Ticket()
{
    if (m_limits != nullptr)
        m_limits->release(m_client);
}

std::string ConnectionLimits::client(const std::string &address)
{
    in6_addr parsed{};
    if (::inet_pton(AF_INET6, address.c_str(), &parsed) != 1)
        return address;
    std::string prefix;
    for (int i = 0; i < 8; ++i)
        prefix += static_cast<char>(parsed.s6_addr[i]);
    return prefix;
}

std::optional<ConnectionLimits::Ticket> ConnectionLimits::admit(const std::string &address,
                                                                int maximum, int maximumPerClient,
                                                                Refusal &refusal)
{
    const std::string key = client(address);
    const std::lock_guard guard(m_mutex);
    if (m_total >= maximum) {
        refusal = Refusal::Total;
        return std::nullopt;
    }
    if (!key.empty()) {
        const auto found = m_clients.find(key);
        if ((found == m_clients.end() ? 0 : found->second) >= maximumPerClient) {
            refusal = Refusal::Client;
            return std::nullopt;
        }
        ++m_clients[key];
    }
    ++m_total;
    return Ticket(this, key);
}

int ConnectionLimits::total() const
{
    const std::lock_guard guard(m_mutex);
    return m_total;
}

void ConnectionLimits::release(const std::string &client)
{
    const std::lock_guard guard(m_mutex);
    --m_total;
    if (client.empty())
        return;
    const auto found = m_clients.find(client);
    if (found != m_clients.end() && --found->second == 0)
        m_clients.erase(found);
}

} // namespace wharfgate::net
