// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/DaemonProcess.h"

#include "tests/bench/CpuTime.h"
#include "tests/bench/SocketSupport.h"

#include <csignal>
#include <fstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace wharfgate::bench {

namespace {

using namespace std::chrono_literals;

constexpr auto kStartLimit = 20s;
constexpr auto kStopLimit = 20s; // the daemon finishes requests under way for up to 15 s
constexpr auto kPause = 10ms;

bool hasEnded(pid_t pid)
{
    return waitpid(pid, nullptr, WNOHANG) != 0;
}

} // namespace

DaemonProcess::DaemonProcess(DaemonProcess &&other) noexcept
    : m_pid(std::exchange(other.m_pid, -1))
{}

DaemonProcess::~DaemonProcess()
{
    if (m_pid < 0)
        return;
    ::kill(m_pid, SIGTERM);
    const auto limit = std::chrono::steady_clock::now() + kStopLimit;
    while (!hasEnded(m_pid)) {
        if (std::chrono::steady_clock::now() > limit) {
            ::kill(m_pid, SIGKILL);
            waitpid(m_pid, nullptr, 0);
            return;
        }
        std::this_thread::sleep_for(kPause);
    }
}

Result<DaemonProcess> DaemonProcess::start(const std::string &program,
                                           const std::string &configuration, std::uint16_t port)
{
    if (access(program.c_str(), X_OK) != 0)
        return failure(ErrorCode::NotFound, systemError("cannot run " + program));
    const pid_t pid = fork();
    if (pid < 0)
        return failure(ErrorCode::Io, systemError("cannot start a process"));
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); // a measurement that is broken off leaves nothing behind
        execl(program.c_str(), program.c_str(), "serve", configuration.c_str(), nullptr);
        _exit(127);
    }
    DaemonProcess process(pid);
    const auto limit = std::chrono::steady_clock::now() + kStartLimit;
    while (!connectTo(port, 1)) {
        if (hasEnded(pid)) {
            process.m_pid = -1;
            return failure(ErrorCode::Io, program + " ended at once; see above");
        }
        if (std::chrono::steady_clock::now() > limit)
            return failure(ErrorCode::Timeout, program + " does not listen");
        std::this_thread::sleep_for(kPause);
    }
    return process;
}

std::chrono::nanoseconds DaemonProcess::cpuTime() const
{
    clockid_t clock{};
    if (clock_getcpuclockid(m_pid, &clock) != 0)
        return {};
    return bench::cpuTime(clock);
}

std::int64_t DaemonProcess::residentBytes() const
{
    std::ifstream stream("/proc/" + std::to_string(m_pid) + "/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    stream >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

} // namespace wharfgate::bench
