// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/SignalWatch.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace wharfgate::service {

namespace {

/// Written by the constructor before any handler is installed, read by the handler.
volatile std::sig_atomic_t writeEnd = -1;

void handleSignal(int signalNumber)
{
    const int saved = errno;
    const auto byte = static_cast<unsigned char>(signalNumber);
    [[maybe_unused]] const auto written =
        ::write(writeEnd, &byte, 1); // a full pipe has news already
    errno = saved;
}

} // namespace

SignalWatch::SignalWatch(std::vector<int> signalNumbers, QObject *parent)
    : QObject(parent)
    , m_signals(std::move(signalNumbers))
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("cannot make a pipe for signals");
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalWatch::readPipe);
    for (const int number : m_signals) {
        struct sigaction action
        {};
        action.sa_handler = &handleSignal;
        action.sa_flags = SA_RESTART;
        ::sigaction(number, &action, nullptr);
    }
}

SignalWatch::~SignalWatch()
{
    for (const int number : m_signals)
        ::signal(number, SIG_DFL);
    m_notifier.reset();
    ::close(m_readEnd);
    ::close(writeEnd);
    writeEnd = -1;
}

void SignalWatch::readPipe()
{
    unsigned char byte = 0;
    while (::read(m_readEnd, &byte, 1) == 1)
        Q_EMIT received(byte);
}

} // namespace wharfgate::service
