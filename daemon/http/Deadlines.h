// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QBasicTimer>
#include <QObject>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace wharfgate::http {

/// The deadlines of one thread's connections, behind one coarse timer: thousands of timers would
/// cost more than the rare deadline that passes is worth. Late by up to kInterval, never early.
class Deadlines final : public QObject
{
public:
    static constexpr std::chrono::milliseconds kInterval{250};

    /// Something with one deadline.
    class Client
    {
    public:
        virtual ~Client() = default;

    protected:
        /// The deadline passed; it is cleared. May remove itself or others.
        virtual void handleDeadline() = 0;

    private:
        friend class Deadlines;
        std::size_t m_slot = 0;
    };

    void add(Client &client);
    void remove(Client &client);
    void set(Client &client, std::chrono::milliseconds fromNow);
    void clear(Client &client);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    // Apart from their clients, so that a sweep over thousands touches few cache lines.
    std::vector<std::int64_t> m_due; // steady clock, milliseconds
    std::vector<Client *> m_clients;
    QBasicTimer m_timer; // stopped while there is no client
};

} // namespace wharfgate::http
