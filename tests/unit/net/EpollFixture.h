// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <ctime>
#include <sys/socket.h>

namespace wharfgate::test {

/// Two connected descriptors; bytes written to the second make the first readable.
struct Pair
{
    Pair()
    {
        int descriptors[2] = {-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, descriptors);
        near.reset(descriptors[0]);
        far.reset(descriptors[1]);
    }
    void makeReadable() { QCOMPARE(::send(far.get(), "x", 1, MSG_NOSIGNAL), ssize_t(1)); }
    void drain()
    {
        char buffer[64];
        while (::recv(near.get(), buffer, sizeof buffer, 0) > 0) {
        }
    }

    net::FileDescriptor near;
    net::FileDescriptor far;
};

/// Lets the event loop run for a while.
inline void spin(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

/// CPU time of this thread, in milliseconds.
inline double cpuTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

} // namespace wharfgate::test
