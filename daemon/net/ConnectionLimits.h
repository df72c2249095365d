// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace wharfgate::net {

/// Counts the connections of a server, in total and per client. Safe on any thread.
class ConnectionLimits
{
public:
    /// One admitted connection; counted until destroyed.
    class Ticket
    {
    public:
        Ticket(Ticket &&other) noexcept
            : m_limits(std::exchange(other.m_limits, nullptr))
            , m_client(std::move(other.m_client))
        {}
        Ticket &operator=(Ticket &&) = delete;
        ~Ticket();

    private:
        friend class ConnectionLimits;
        Ticket(ConnectionLimits *limits, std::string client)
            : m_limits(limits)
            , m_client(std::move(client))
        {}
        ConnectionLimits *m_limits;
        std::string m_client;
    };

    enum class Refusal
    {
        Total,
        Client
    };

    /// `address` is numeric; empty (a Unix socket) counts in total only. The reason for a refusal
    /// is put into `refusal`.
    std::optional<Ticket> admit(const std::string &address, int maximum, int maximumPerClient,
                                Refusal &refusal);
    int total() const;

    /// Who counts as one client: an IPv4 address, or the /64 of an IPv6 address, all of which one
    /// host may use.
    static std::string client(const std::string &address);

private:
    void release(const std::string &client);

    mutable std::mutex m_mutex; // guards what follows
    int m_total = 0;
    std::unordered_map<std::string, int> m_clients;
};

} // namespace wharfgate::net
