// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <sys/types.h>

namespace wharfgate::bench {

/// A running `wharfgated serve`, stopped with this object.
class DaemonProcess
{
public:
    /// Returns when the daemon accepts connections on `port`.
    static Result<DaemonProcess> start(const std::string &program, const std::string &configuration,
                                       std::uint16_t port);
    DaemonProcess(DaemonProcess &&other) noexcept;
    DaemonProcess &operator=(DaemonProcess &&) = delete;
    ~DaemonProcess();

    /// Of all its threads since it began.
    std::chrono::nanoseconds cpuTime() const;
    std::int64_t residentBytes() const;

private:
    explicit DaemonProcess(pid_t pid)
        : m_pid(pid)
    {}
    pid_t m_pid; // -1: moved from
};

} // namespace wharfgate::bench
