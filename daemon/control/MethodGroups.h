// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/ControlServer.h"
#include "daemon/control/Method.h"
#include "daemon/service/Daemon.h"

#include <functional>
#include <memory>
#include <vector>

namespace wharfgate::control {

/// What groups of methods are made of; all of it outlives them.
struct MethodContext
{
    service::Daemon &daemon;
    ControlServer &server;
    Worker &worker;
    log::Logger &logger;
    std::function<void()> stopDaemon; // says goodbye to the clients, and ends the process later
};

/// Every method that the daemon offers, except `hello` and `ping`.
std::vector<std::unique_ptr<MethodGroup>> makeMethodGroups(const MethodContext &context);

} // namespace wharfgate::control
