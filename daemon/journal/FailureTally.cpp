// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/FailureTally.h"

#include <algorithm>
#include <tuple>

namespace wharfgate::journal {

namespace {

constexpr std::int64_t kQuartersKept = 24 * 4;

std::int64_t quarterOf(FailureTally::TimePoint time)
{
    using Quarter = std::chrono::duration<std::int64_t, std::ratio<900>>;
    return std::chrono::floor<Quarter>(time.time_since_epoch()).count();
}

template <typename Slots>
FailureTally::Total sum(const Slots &slots, std::int64_t first)
{
    FailureTally::Total total;
    for (const auto &slot : slots) {
        if (slot.quarter >= first) {
            total.denied += slot.denied;
            total.loginFailed += slot.loginFailed;
        }
    }
    return total;
}

} // namespace

std::string_view boundedName(std::string_view name)
{
    constexpr std::size_t kLongest = 256;
    if (name.size() <= kLongest)
        return name;
    std::size_t end = kLongest;
    while (end > kLongest - 4 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
        --end; // not within a character
    return name.substr(0, end);
}

FailureTally::FailureTally(std::size_t maxNames)
    : m_maxNames(maxNames)
{}

void FailureTally::add(std::string_view name, events::AuthResult result, TimePoint time)
{
    if (result != events::AuthResult::Denied && result != events::AuthResult::LoginFailed)
        return;
    name = boundedName(name);
    const std::int64_t quarter = quarterOf(time);
    auto found = m_names.find(name);
    if (found == m_names.end()) {
        if (m_names.size() >= m_maxNames)
            forgetHalf(quarter);
        found = m_names.emplace(name, Slots()).first;
    }
    Slots &slots = found->second;
    if (slots.empty() || slots.back().quarter < quarter) {
        std::erase_if(
            slots, [quarter](const Slot &slot) { return slot.quarter <= quarter - kQuartersKept; });
        slots.push_back({quarter, 0, 0});
    }
    // A clock that was set back counts on in the newest quarter.
    Slot &slot = slots.back();
    ++(result == events::AuthResult::Denied ? slot.denied : slot.loginFailed);
}

void FailureTally::forgetHalf(std::int64_t now)
{
    struct Rank
    {
        std::uint64_t failures;
        std::int64_t newest;
        decltype(m_names)::iterator name;
    };
    std::vector<Rank> ranks;
    ranks.reserve(m_names.size());
    for (auto name = m_names.begin(); name != m_names.end(); ++name) {
        const Total total = sum(name->second, now - kQuartersKept + 1);
        ranks.push_back({total.denied + total.loginFailed, name->second.back().quarter, name});
    }
    const auto half = ranks.begin() + static_cast<std::ptrdiff_t>((ranks.size() + 1) / 2);
    std::nth_element(ranks.begin(), half, ranks.end(), [](const Rank &a, const Rank &b) {
        return std::tie(a.failures, a.newest) < std::tie(b.failures, b.newest);
    });
    for (auto rank = ranks.begin(); rank != half; ++rank)
        m_names.erase(rank->name);
}

std::vector<FailureTally::Total> FailureTally::top(std::size_t limit, TimePoint from) const
{
    const std::int64_t first = quarterOf(from);
    std::vector<Total> totals;
    for (const auto &[name, slots] : m_names) {
        Total total = sum(slots, first);
        if (total.denied + total.loginFailed == 0)
            continue;
        total.name = name;
        totals.push_back(std::move(total));
    }
    const auto failures = [](const Total &total) { return total.denied + total.loginFailed; };
    const auto end = totals.begin() + static_cast<std::ptrdiff_t>(std::min(limit, totals.size()));
    std::partial_sort(totals.begin(), end, totals.end(), [&](const Total &a, const Total &b) {
        return failures(a) != failures(b) ? failures(a) > failures(b) : a.name < b.name;
    });
    totals.erase(end, totals.end());
    return totals;
}

} // namespace wharfgate::journal
