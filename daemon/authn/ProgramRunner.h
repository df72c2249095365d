// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/authn/ProgramCall.h"
#include "shared/config/Configuration.h"

#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace wharfgate::authn {

/// Runs the external program of one configuration section, never more than its limit at once, each
/// in a process group of its own that is killed whole. All processes live in one thread of this
/// object. run() may be called on any thread with a Qt event loop.
class ProgramRunner
{
public:
    using Done = std::function<void(ProgramResult)>;

    explicit ProgramRunner(config::ExternalProgram program);
    /// Kills what runs and answers what waits.
    ~ProgramRunner();
    ProgramRunner(const ProgramRunner &) = delete;
    ProgramRunner &operator=(const ProgramRunner &) = delete;

    /// Calls `done` once, on this thread: before it returns if too many calls wait, else later. A
    /// call that waits for longer than a program may run is answered with Busy.
    void run(ProgramCall call, Done done) const;
    /// As configured, for messages.
    const std::string &command() const;

private:
    struct State;
    class Worker;
    static void work(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state;
    std::thread m_thread;
};

} // namespace wharfgate::authn
