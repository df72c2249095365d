// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <vector>

namespace wharfgate::service {

/// Turns Unix signals into Qt signals. The handler writes one byte to a pipe that the main thread's
/// event loop watches. One object at a time; belongs to the main thread.
class SignalWatch final : public QObject
{
    Q_OBJECT

public:
    /// Takes these signals over until destroyed.
    explicit SignalWatch(std::vector<int> signalNumbers, QObject *parent = nullptr);
    ~SignalWatch() override;

Q_SIGNALS:
    void received(int signalNumber);

private:
    void readPipe();

    std::vector<int> m_signals;
    int m_readEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace wharfgate::service
