// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"
#include "shared/base/Result.h"
#include "ssl/Certificate.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace wharfgate::bench {

/// What sockets and OpenSSL cost any server: one thread that answers each request with the same
/// bytes and does nothing else.
class RawServer
{
public:
    /// `certificate` null: plain HTTP, else TLS.
    static Result<std::unique_ptr<RawServer>> start(std::size_t answerBytes,
                                                    const tls::KeyPair *certificate);
    ~RawServer();

    std::uint16_t port() const;
    std::chrono::nanoseconds cpuTime() const;

private:
    struct Thread;
    explicit RawServer(std::unique_ptr<Thread> thread);
    std::unique_ptr<Thread> m_thread;
};

} // namespace wharfgate::bench
