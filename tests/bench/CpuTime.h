// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <ctime>

namespace wharfgate::bench {

/// CPU time that a thread or process has used, user and system, as the kernel accounts it in
/// nanoseconds.
inline std::chrono::nanoseconds cpuTime(clockid_t clock)
{
    timespec time{};
    if (clock_gettime(clock, &time) != 0)
        return {};
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

inline std::chrono::nanoseconds threadCpuTime()
{
    return cpuTime(CLOCK_THREAD_CPUTIME_ID);
}

inline double microseconds(std::chrono::nanoseconds time)
{
    return static_cast<double>(time.count()) / 1000.0;
}

} // namespace wharfgate::bench
