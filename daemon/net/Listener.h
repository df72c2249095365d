// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/net/FileDescriptor.h"
#include "daemon/net/Server.h"

#include <sys/types.h>

namespace wharfgate::net {

/// A listening socket, TCP or Unix. A Unix socket's file is removed with it, if it is still its
/// own.
class Listener
{
public:
    /// Who may connect to a Unix socket by the mode of its file.
    enum class FileMode
    {
        Umask,  ///< as the umask leaves it
        Private ///< its owner only, from the first instant on
    };
    /// Binds and listens. Errors are one sentence that names the address; the code is Busy if the
    /// address is in use.
    static Result<Listener> open(const ListenAddress &address, FileMode mode = FileMode::Umask);
    /// A socket that listens already. The file of a Unix one stays: it belongs to who made it.
    static Result<Listener> adopt(FileDescriptor descriptor);
    Listener(Listener &&other) noexcept;
    Listener &operator=(Listener &&other) noexcept;
    ~Listener();

    int descriptor() const { return m_descriptor.get(); }
    /// As asked for.
    const ListenAddress &requested() const { return m_requested; }
    /// With the real port.
    const ListenAddress &address() const { return m_address; }

private:
    Listener(FileDescriptor descriptor, ListenAddress requested);
    static Result<Listener> openTcp(const ListenAddress &address);
    static Result<Listener> openUnix(const ListenAddress &address, FileMode mode);

    FileDescriptor m_descriptor;
    ListenAddress m_requested;
    ListenAddress m_address;
    dev_t m_device = 0; // of the Unix socket's file
    ino_t m_inode = 0;
};

/// For messages and logs: "127.0.0.1:5001", "[::1]:5001", ":5001", "/run/wharfgate.sock".
std::string toString(const ListenAddress &address);

} // namespace wharfgate::net
