// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <string>
#include <vector>

namespace wharfgate::cli {

/// What `wharfgated init` makes a workspace of.
struct WorkspaceSpec
{
    std::string directory;
    std::vector<std::string> hostnames = {"localhost", "127.0.0.1", "::1"};
    std::string listen = "127.0.0.1:5001";
    std::string issuer = "Wharfgate";
    std::string service = "Docker registry";
    bool rsa = false; // keys: P-256, or RSA with 3072 bits
};

/// What a new workspace's administrator has to know; the password is shown once and kept nowhere.
struct NewWorkspace
{
    std::string configurationFile; // absolute, as the next
    std::string authorityFile;     // certificate of the authority, for the registry
    std::string account;
    std::string password;
};

/// The name of the configuration file in a workspace.
inline constexpr const char *kConfigurationName = "wharfgate.yml";

/// True if `directory` holds a configuration file of that name.
bool isWorkspace(const std::string &directory);

/// Creates the directory with a certificate authority, a server and a token certificate (both
/// signed by the authority), an account `admin` and access rules. Keys get mode 0600. Refuses a
/// directory that holds anything.
Result<NewWorkspace> createWorkspace(const WorkspaceSpec &spec);

} // namespace wharfgate::cli
