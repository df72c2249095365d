// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/Report.h"

#include "shared/base/Json.h"
#include "tests/bench/CpuTime.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace wharfgate::bench {

namespace {

constexpr int kNameWidth = 44;
constexpr int kWidth = 10;
constexpr double kMebibyte = 1024.0 * 1024.0;
constexpr double kToleratedShare = 0.05;

std::string processorModel()
{
    std::ifstream stream("/proc/cpuinfo");
    for (std::string line; std::getline(stream, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return "unknown";
}

double milliseconds(std::chrono::nanoseconds time)
{
    return microseconds(time) / 1000.0;
}

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

void appendRow(std::ostream &out, const CaseResult &result)
{
    const auto cell = [&out](double value, int digits) {
        out << std::setw(kWidth) << std::setprecision(digits) << value;
    };
    out << std::left << std::setw(kNameWidth) << result.name << std::right;
    cell(result.load.requestsPerSecond, 0);
    cell(microseconds(result.load.cpuPerRequest), 1);
    cell(microseconds(result.limit()), 1);
    cell(microseconds(result.load.cpuPerRequest - result.limit()), 1);
    cell(microseconds(result.signature), 1);
    cell(microseconds(result.handshake), 1);
    cell(microseconds(result.network), 1);
    cell(milliseconds(result.load.p50), 2);
    cell(milliseconds(result.load.p99), 2);
    cell(static_cast<double>(result.residentBytes) / kMebibyte, 1);
    out << '\n';
}

void appendRemarks(std::ostream &out, const CaseResult &result)
{
    if (result.password.count() > 0)
        out << result.name << ": " << microseconds(result.password)
            << " us of the limit verify the password\n";
    if (result.bytesPerIdleConnection > 0)
        out << result.name << ": " << static_cast<double>(result.bytesPerIdleConnection) / 1024.0
            << " KiB of memory for each idle connection\n";
}

} // namespace

MachineWatch::MachineWatch()
    : m_before(currentUse())
{}

MachineWatch::Use MachineWatch::currentUse()
{
    // proc_stat(5). Interrupts count as nobody's.
    std::ifstream stream("/proc/stat");
    std::string label;
    double user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softIrq = 0, stolen = 0;
    stream >> label >> user >> nice >> system >> idle >> wait >> irq >> softIrq >> stolen;
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    Use use;
    use.busy = (user + nice + system) / ticks;
    use.stolen = stolen / ticks;
    use.total = use.busy + use.stolen + (idle + wait + irq + softIrq) / ticks;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        getrusage(who, &usage);
        use.own += seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }
    return use;
}

Machine MachineWatch::result() const
{
    Machine machine{processorModel(), "unknown", std::thread::hardware_concurrency(), 0, 0};
    utsname names{};
    if (uname(&names) == 0)
        machine.kernel = names.release;
    const Use now = currentUse();
    const double total = now.total - m_before.total;
    if (total > 0) {
        const double others = (now.busy - m_before.busy) - (now.own - m_before.own);
        machine.othersShare = std::clamp(others / total, 0.0, 1.0);
        machine.stolenShare = (now.stolen - m_before.stolen) / total;
    }
    return machine;
}

std::string tableText(const Machine &machine, const std::vector<CaseResult> &results)
{
    std::ostringstream out;
    out << std::fixed << std::setprecision(1);
    out << machine.cores << " cores, " << machine.model << ", Linux " << machine.kernel
        << "; other programs used " << 100 * machine.othersShare << " % of the machine, its host "
        << 100 * machine.stolenShare << " %\n";
    if (machine.othersShare + machine.stolenShare > kToleratedShare)
        out << "The machine was not idle: requests per second and latencies are worth little, CPU "
               "times are too high.\n";
    out << "\nCPU of the server for each request in us: cpu, its limit (signature + handshake + "
           "network + password, raw), above it\n\n";
    out << std::left << std::setw(kNameWidth) << "case" << std::right;
    for (const char *title : {"per s", "cpu", "limit", "above", "signature", "handshake", "network",
                              "p50 ms", "p99 ms", "MiB"})
        out << std::setw(kWidth) << title;
    out << '\n';
    for (const CaseResult &result : results)
        appendRow(out, result);
    out << std::setprecision(1) << '\n';
    for (const CaseResult &result : results)
        appendRemarks(out, result);
    return out.str();
}

std::string jsonText(const Machine &machine, const std::vector<CaseResult> &results)
{
    std::ostringstream out;
    out << std::fixed << std::setprecision(2);
    out << R"({"machine":{"cores":)" << machine.cores << R"(,"model":)"
        << json::quoted(machine.model) << R"(,"kernel":)" << json::quoted(machine.kernel)
        << R"(,"others_share":)" << machine.othersShare << R"(,"stolen_share":)"
        << machine.stolenShare << R"(},"cases":[)";
    const char *separator = "";
    for (const CaseResult &result : results) {
        out << std::exchange(separator, ",") << R"({"name":)" << json::quoted(result.name)
            << R"(,"requests":)" << result.load.requests << R"(,"requests_per_second":)"
            << result.load.requestsPerSecond << R"(,"cpu_us":)"
            << microseconds(result.load.cpuPerRequest) << R"(,"limit_us":)"
            << microseconds(result.limit()) << R"(,"signature_us":)"
            << microseconds(result.signature) << R"(,"handshake_us":)"
            << microseconds(result.handshake) << R"(,"network_us":)" << microseconds(result.network)
            << R"(,"password_us":)" << microseconds(result.password) << R"(,"p50_us":)"
            << microseconds(result.load.p50) << R"(,"p99_us":)" << microseconds(result.load.p99)
            << R"(,"resident_bytes":)" << result.residentBytes << R"(,"bytes_per_idle_connection":)"
            << result.bytesPerIdleConnection << '}';
    }
    out << "]}\n";
    return out.str();
}

} // namespace wharfgate::bench
