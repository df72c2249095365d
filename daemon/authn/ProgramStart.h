// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <sys/types.h>

namespace wharfgate::authn {

/// Runs in the child before exec, and so makes system calls only: Qt lets the child share the
/// memory of the daemon, whose thread waits meanwhile. The program gets its own session and process
/// group, default signals, no descriptor but its three streams, and no core dump; it dies with the
/// thread that started it. `daemon` is the process that forked.
void prepareChild(pid_t daemon);

/// Kills all processes of a child's group, or the child alone if it has none yet.
void killGroup(pid_t child);

/// Kills what a child that has ended left behind in its group: work in the background, holders of
/// its pipes.
void killLeftovers(pid_t child);

/// Why `command` could not be started, as far as the file system tells: "not found", …
std::string startFailure(const std::string &command);

} // namespace wharfgate::authn
