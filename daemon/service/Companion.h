// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/Configuration.h"

namespace wharfgate::service {

/// Something that goes by the configuration besides the token service: the console. It has a say
/// before a configuration comes into force.
class Companion
{
public:
    virtual ~Companion() = default;
    /// Gets ready for `next`, which is not in force yet. A failure keeps the old one in force, and
    /// the daemon from starting.
    virtual Result<void> prepare(const config::Configuration &next) = 0;
    /// What was prepared last is in force from now on.
    virtual void commit() = 0;
    /// What was prepared last does not come into force.
    virtual void discard() = 0;
};

} // namespace wharfgate::service
