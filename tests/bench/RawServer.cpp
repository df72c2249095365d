// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/RawServer.h"

#include "tests/bench/ClientConnection.h"
#include "tests/bench/CpuTime.h"
#include "tests/bench/RawCosts.h"
#include "tests/bench/SocketSupport.h"

#include <array>
#include <cerrno>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unordered_map>

namespace wharfgate::bench {

namespace {

bool watch(int epoll, int descriptor)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

} // namespace

/// Everything but the thread itself is set before it starts and not changed after.
struct RawServer::Thread
{
    net::FileDescriptor listener;
    net::FileDescriptor epoll;
    net::FileDescriptor stop;
    std::string answer;
    ContextPointer context; // null: plain
    std::thread thread;
    std::unordered_map<int, TlsPointer> sessions; // of the thread itself

    void run()
    {
        std::array<epoll_event, 64> events{};
        for (;;) {
            const int count =
                epoll_wait(epoll.get(), events.data(), static_cast<int>(events.size()), -1);
            if (count < 0 && errno != EINTR)
                return;
            for (int i = 0; i < count; ++i) {
                const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
                if (descriptor == stop.get())
                    return;
                if (descriptor == listener.get())
                    accept();
                else
                    serve(descriptor);
            }
        }
    }

    void accept()
    {
        const int client = accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client >= 0 && !watch(epoll.get(), client))
            return static_cast<void>(::close(client));
        if (client < 0 || !context)
            return;
        TlsPointer session(SSL_new(context.get()));
        SSL_set_fd(session.get(), client);
        SSL_set_accept_state(session.get());
        sessions[client] = std::move(session);
    }

    /// Shakes hands, reads and answers, as far as the client lets it.
    void serveTls(int client)
    {
        SSL *session = sessions[client].get();
        std::array<char, 4096> buffer;
        const int count = SSL_read(session, buffer.data(), static_cast<int>(buffer.size()));
        const bool good =
            count > 0 ? SSL_write(session, answer.data(), static_cast<int>(answer.size())) > 0
                      : SSL_get_error(session, count) == SSL_ERROR_WANT_READ;
        if (good)
            return;
        sessions.erase(client);
        ::close(client);
    }

    /// Requests of the measurement are small and arrive whole.
    void serve(int client)
    {
        if (context)
            return serveTls(client);
        std::array<char, 4096> buffer;
        const ssize_t count = recv(client, buffer.data(), buffer.size(), 0);
        if (count <= 0 || ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL) < 0)
            ::close(client);
    }
};

RawServer::RawServer(std::unique_ptr<Thread> thread)
    : m_thread(std::move(thread))
{}

Result<std::unique_ptr<RawServer>> RawServer::start(std::size_t answerBytes,
                                                    const tls::KeyPair *certificate)
{
    auto listener = listenOn(0);
    if (!listener)
        return tl::unexpected(listener.error());
    auto thread = std::make_unique<Thread>();
    thread->listener = std::move(*listener);
    thread->epoll.reset(epoll_create1(EPOLL_CLOEXEC));
    thread->stop.reset(eventfd(0, EFD_CLOEXEC));
    thread->answer = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(answerBytes) +
                     "\r\n\r\n" + std::string(answerBytes, 'x');
    if (certificate)
        thread->context = serverContext(*certificate);
    if (!watch(thread->epoll.get(), thread->listener.get()) ||
        !watch(thread->epoll.get(), thread->stop.get()))
        return failure(ErrorCode::Io, systemError("cannot watch a socket"));
    Thread &running = *thread;
    running.thread = std::thread([&running] { running.run(); });
    return std::unique_ptr<RawServer>(new RawServer(std::move(thread)));
}

RawServer::~RawServer()
{
    eventfd_write(m_thread->stop.get(), 1);
    m_thread->thread.join();
}

std::uint16_t RawServer::port() const
{
    return portOf(m_thread->listener);
}

std::chrono::nanoseconds RawServer::cpuTime() const
{
    clockid_t clock{};
    if (pthread_getcpuclockid(m_thread->thread.native_handle(), &clock) != 0)
        return {};
    return bench::cpuTime(clock);
}

} // namespace wharfgate::bench
