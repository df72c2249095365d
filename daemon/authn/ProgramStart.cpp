// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ProgramStart.h"

#include "shared/base/Text.h"

#include <QFile>
#include <QStandardPaths>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wharfgate::authn {

namespace {

constexpr int kFirstOtherDescriptor = 3;

void closeDescriptorsOnExec()
{
    if (close_range(kFirstOtherDescriptor, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
        return;
    // Kernels before 5.11, and sandboxes that refuse the call.
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const int end = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 65'536));
    for (int descriptor = kFirstOtherDescriptor; descriptor < end; ++descriptor)
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

/// The path behind `#!` in a script's first line; empty if it has none.
std::string interpreterOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray line = file.readLine(256);
    if (!line.startsWith("#!"))
        return {};
    if (line.endsWith('\n')) // but not "\r": that makes it another name, and is worth seeing
        line.chop(1);
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    const auto begin = std::find_if_not(line.begin() + 2, line.end(), isBlank);
    return {begin, std::find_if(begin, line.end(), isBlank)};
}

} // namespace

void prepareChild(pid_t daemon)
{
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != daemon)
        _exit(127); // the daemon died before the line above could arrange for it

    struct sigaction standard
    {};
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        sigaction(number, &standard, nullptr);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);

    const rlimit noCore{0, 0}; // it would hold the password
    setrlimit(RLIMIT_CORE, &noCore);
    closeDescriptorsOnExec();
}

void killGroup(pid_t child)
{
    if (child > 0 && kill(-child, SIGKILL) != 0)
        kill(child, SIGKILL);
}

void killLeftovers(pid_t child)
{
    // The number cannot have gone to another group yet: numbers come round only after all others.
    if (child > 0)
        kill(-child, SIGKILL);
}

std::string startFailure(const std::string &command)
{
    QString path = QString::fromStdString(command);
    if (!path.contains(u'/'))
        path = QStandardPaths::findExecutable(path);
    if (path.isEmpty())
        return "not found in $PATH";

    const QByteArray encoded = QFile::encodeName(path);
    struct stat status
    {};
    if (stat(encoded.constData(), &status) != 0)
        return errno == EACCES ? "permission denied" : "not found";
    if (!S_ISREG(status.st_mode))
        return "not a file";
    if (access(encoded.constData(), X_OK) != 0)
        return "not executable";
    const std::string interpreter = interpreterOf(path);
    if (interpreter.empty())
        return "neither a program for this system nor a script with a #! line";
    if (access(interpreter.c_str(), X_OK) != 0)
        return "its interpreter " + text::escaped(interpreter, 128) + " is missing";
    return "refused by the operating system";
}

} // namespace wharfgate::authn
