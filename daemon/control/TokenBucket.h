// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>

namespace wharfgate::control {

/// A rate with bursts: refills steadily up to a capacity; what is taken beyond it is a debt.
class TokenBucket
{
public:
    TokenBucket(double perSecond, double capacity)
        : m_perSecond(perSecond)
        , m_capacity(capacity)
        , m_level(capacity)
    {}

    /// What is left after taking `amount`; negative is a debt.
    double take(double amount)
    {
        fill();
        return m_level -= amount;
    }
    /// Takes `amount` if it is there.
    bool tryTake(double amount)
    {
        fill();
        const bool isThere = m_level >= amount;
        m_level -= isThere ? amount : 0;
        return isThere;
    }
    /// How long it takes to fill by `amount`.
    std::chrono::milliseconds timeFor(double amount) const
    {
        return std::chrono::milliseconds(static_cast<int>(1000.0 * amount / m_perSecond) + 1);
    }

private:
    void fill()
    {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - m_filled;
        m_filled = now;
        m_level = std::min(m_capacity, m_level + passed.count() * m_perSecond);
    }

    const double m_perSecond;
    const double m_capacity;
    double m_level;
    std::chrono::steady_clock::time_point m_filled = std::chrono::steady_clock::now();
};

} // namespace wharfgate::control
