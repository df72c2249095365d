// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/net/Listener.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>

namespace wharfgate::net {

namespace {

/// Bursts of new connections wait here; the kernel caps it at net.core.somaxconn (4096).
constexpr int kBacklog = 4096;

struct AddressListDeleter
{
    void operator()(addrinfo *list) const { ::freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, AddressListDeleter>;

tl::unexpected<Error> listenFailure(const ListenAddress &address, int error)
{
    const std::string where = "cannot listen on " + toString(address) + ": ";
    switch (error) {
    case EADDRINUSE:
        return failure(ErrorCode::Busy, where + "the address is in use by another process");
    case EADDRNOTAVAIL:
        return failure(ErrorCode::Io, where + "no network interface of this host has the address");
    case EACCES:
    case EPERM:
        return failure(ErrorCode::Permission,
                       where + "permission denied" +
                           (!address.isUnix && address.port > 0 && address.port < 1024
                                ? " (ports below 1024 need CAP_NET_BIND_SERVICE)"
                                : ""));
    case ENOENT:
        return failure(ErrorCode::NotFound, where + "the folder does not exist");
    default:
        return failure(ErrorCode::Io, where + std::generic_category().message(error));
    }
}

void setOption(int descriptor, int level, int option, int value)
{
    ::setsockopt(descriptor, level, option, &value, sizeof value);
}

/// What accepted sockets inherit.
void setConnectionOptions(int descriptor)
{
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
}

/// Binds and listens; 0, or errno.
int listenOn(const FileDescriptor &descriptor, const sockaddr *address, socklen_t length)
{
    if (::bind(descriptor.get(), address, length) != 0)
        return errno;
    if (::listen(descriptor.get(), kBacklog) != 0)
        return errno;
    return 0;
}

/// Where a socket is bound: numeric, and an empty host for every address.
Result<ListenAddress> addressOf(int descriptor)
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    auto *const generic = reinterpret_cast<sockaddr *>(&storage);
    if (::getsockname(descriptor, generic, &length) != 0)
        return failure(ErrorCode::Io, "the address of a listening socket cannot be read: " +
                                          std::generic_category().message(errno));
    if (storage.ss_family == AF_UNIX) {
        const auto *name = reinterpret_cast<const sockaddr_un *>(&storage);
        return ListenAddress{true, name->sun_path, 0};
    }
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    if (::getnameinfo(generic, length, host.data(), host.size(), port.data(), port.size(),
                      NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return failure(ErrorCode::Io, "a listening socket has an address of an unknown kind");
    const std::string name = host.data();
    const bool isAny = name == "::" || name == "0.0.0.0";
    return ListenAddress{false, isAny ? std::string() : name, std::atoi(port.data())};
}

/// 0 if nobody answers on the Unix socket, EADDRINUSE if somebody does, or errno.
int probeUnix(const sockaddr_un &address)
{
    const FileDescriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!probe.isValid())
        return errno;
    if (::connect(probe.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 ||
        errno == EAGAIN) // a full backlog is a living process too
        return EADDRINUSE;
    return errno == ECONNREFUSED || errno == ENOENT ? 0 : errno;
}

} // namespace

std::string toString(const ListenAddress &address)
{
    if (address.isUnix)
        return address.host;
    const bool brackets = address.host.find(':') != std::string::npos;
    return (brackets ? '[' + address.host + ']' : address.host) + ':' +
           std::to_string(address.port);
}

Listener::Listener(FileDescriptor descriptor, ListenAddress requested)
    : m_descriptor(std::move(descriptor))
    , m_requested(std::move(requested))
    , m_address(m_requested)
{}

Listener::Listener(Listener &&other) noexcept = default;

Listener &Listener::operator=(Listener &&other) noexcept
{
    const Listener former(std::move(*this)); // closed, and its file removed, at the end
    m_descriptor = std::move(other.m_descriptor);
    m_requested = std::move(other.m_requested);
    m_address = std::move(other.m_address);
    m_device = other.m_device;
    m_inode = other.m_inode;
    return *this;
}

Listener::~Listener()
{
    if (!m_descriptor.isValid() || !m_address.isUnix)
        return;
    struct stat info
    {};
    if (::lstat(m_address.host.c_str(), &info) == 0 && info.st_dev == m_device &&
        info.st_ino == m_inode)
        ::unlink(m_address.host.c_str());
}

Result<Listener> Listener::open(const ListenAddress &address, FileMode mode)
{
    return address.isUnix ? openUnix(address, mode) : openTcp(address);
}

Result<Listener> Listener::adopt(FileDescriptor descriptor)
{
    int type = 0;
    int listens = 0;
    socklen_t size = sizeof type;
    ::getsockopt(descriptor.get(), SOL_SOCKET, SO_TYPE, &type, &size);
    size = sizeof listens;
    ::getsockopt(descriptor.get(), SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
    if (type != SOCK_STREAM || listens == 0)
        return failure(ErrorCode::InvalidInput,
                       "the socket that was passed does not listen for connections: use "
                       "ListenStream= and Accept=no in the socket unit");
    Result<ListenAddress> address = addressOf(descriptor.get());
    if (!address)
        return tl::unexpected(address.error());
    ::fcntl(descriptor.get(), F_SETFD, FD_CLOEXEC);
    ::fcntl(descriptor.get(), F_SETFL, ::fcntl(descriptor.get(), F_GETFL) | O_NONBLOCK);
    if (!address->isUnix)
        setConnectionOptions(descriptor.get());
    return Listener(std::move(descriptor), std::move(*address));
}

Result<Listener> Listener::openTcp(const ListenAddress &address)
{
    // Every address: one IPv6 socket that takes IPv4 too, as Go does; IPv4 alone where there is no
    // IPv6.
    const bool any = address.host.empty() || address.host == "::";
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo *found = nullptr;
    const int code = ::getaddrinfo(any ? "::" : address.host.c_str(),
                                   std::to_string(address.port).c_str(), &hints, &found);
    const AddressList list(found);
    if (code != 0)
        return failure(ErrorCode::InvalidInput,
                       "cannot listen on " + toString(address) + ": " + ::gai_strerror(code));
    const addrinfo *chosen = list.get();
    for (const addrinfo *entry = list.get(); entry != nullptr; entry = entry->ai_next) {
        if (entry->ai_family == AF_INET) { // a name such as localhost: IPv4 first, as Go does
            chosen = entry;
            break;
        }
    }
    sockaddr_in anyIpv4{};
    anyIpv4.sin_family = AF_INET;
    anyIpv4.sin_port = htons(static_cast<std::uint16_t>(address.port));
    const sockaddr *bindTo = chosen->ai_addr;
    socklen_t length = chosen->ai_addrlen;
    FileDescriptor descriptor(
        ::socket(chosen->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!descriptor.isValid() && any && errno == EAFNOSUPPORT) {
        descriptor.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        bindTo = reinterpret_cast<const sockaddr *>(&anyIpv4);
        length = sizeof anyIpv4;
    }
    if (!descriptor.isValid())
        return listenFailure(address, errno);
    if (bindTo->sa_family == AF_INET6)
        setOption(descriptor.get(), IPPROTO_IPV6, IPV6_V6ONLY, any ? 0 : 1);
    setOption(descriptor.get(), SOL_SOCKET, SO_REUSEADDR, 1); // past TIME_WAIT, not past a listener
    setConnectionOptions(descriptor.get());
    if (const int error = listenOn(descriptor, bindTo, length); error != 0)
        return listenFailure(address, error);
    Listener listener(std::move(descriptor), address);
    const Result<ListenAddress> actual = addressOf(listener.descriptor());
    if (!actual)
        return tl::unexpected(actual.error());
    listener.m_address.port = actual->port;
    return listener;
}

Result<Listener> Listener::openUnix(const ListenAddress &address, FileMode mode)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (address.host.empty() || address.host.size() >= sizeof name.sun_path)
        return failure(ErrorCode::InvalidInput, "cannot listen on " + toString(address) +
                                                    ": the path of a Unix socket has 1 to " +
                                                    std::to_string(sizeof name.sun_path - 1) +
                                                    " bytes");
    std::memcpy(name.sun_path, address.host.data(), address.host.size());
    struct stat info
    {};
    if (::lstat(address.host.c_str(), &info) == 0) {
        if (!S_ISSOCK(info.st_mode))
            return failure(ErrorCode::InvalidInput, "cannot listen on " + toString(address) +
                                                        ": a file that is no socket is there");
        if (const int error = probeUnix(name); error != 0)
            return listenFailure(address, error);
        ::unlink(address.host.c_str()); // left by a process that died
    }
    FileDescriptor descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!descriptor.isValid())
        return listenFailure(address, errno);
    // bind(2) makes the file with the mode of the socket's own inode, less the umask. Otherwise it
    // is left to the umask, as docker_auth leaves it.
    if (mode == FileMode::Private && ::fchmod(descriptor.get(), S_IRUSR | S_IWUSR) != 0)
        return listenFailure(address, errno);
    if (const int error =
            listenOn(descriptor, reinterpret_cast<const sockaddr *>(&name), sizeof name);
        error != 0)
        return listenFailure(address, error);
    Listener listener(std::move(descriptor), address);
    if (::lstat(address.host.c_str(), &info) == 0) {
        listener.m_device = info.st_dev;
        listener.m_inode = info.st_ino;
    }
    return listener;
}

} // namespace wharfgate::net
