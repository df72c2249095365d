// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/log/Logger.h"
#include "daemon/net/Mailbox.h"
#include "daemon/net/Server.h"
#include "tests/unit/net/RawClient.h"

#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>

#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace wharfgate::test {

/// Answers at once, or (below /hold) when the test says so.
class TestHandler final : public http::RequestHandler
{
public:
    struct Held
    {
        http::Cancellation cancelled;
        http::Responder respond;
        std::shared_ptr<net::Mailbox> thread; // delivered on the network thread
    };

    void handle(http::Request request, const http::Peer &peer, http::Cancellation cancelled,
                http::Responder respond) override
    {
        {
            const std::lock_guard guard(m_mutex);
            m_threads.insert(QThread::currentThread());
            m_paths.push_back(request.path);
            m_peer = peer;
            if (request.path.substr(0, 5) == "/hold") {
                m_held.push_back({std::move(cancelled), std::move(respond), mailboxOfThisThread()});
                return;
            }
        }
        http::Response response;
        response.headers = {{"Content-Type", "text/plain"}};
        response.body = request.method + ' ' + request.path + ' ' + request.body;
        response.closeConnection = request.path == "/close";
        if (request.path == "/large")
            response.body.assign(8'000'000, 'x');
        respond(std::move(response));
    }

    http::Response malformed(int status, const std::string &reason, const http::Peer &) override
    {
        http::Response response;
        response.status = status;
        response.body = reason;
        return response;
    }

    std::size_t heldCount() const
    {
        const std::lock_guard guard(m_mutex);
        return m_held.size();
    }
    Held held(std::size_t index) const
    {
        const std::lock_guard guard(m_mutex);
        return m_held.at(index);
    }
    /// Answers a held request, on its thread.
    void release(std::size_t index, const std::string &body)
    {
        const Held held = this->held(index);
        std::promise<void> done;
        held.thread->post([&] {
            http::Response response;
            response.body = body;
            held.respond(response);
            done.set_value();
        });
        done.get_future().wait();
    }
    std::size_t threadCount() const
    {
        const std::lock_guard guard(m_mutex);
        return m_threads.size();
    }
    std::vector<std::string> paths() const
    {
        const std::lock_guard guard(m_mutex);
        return m_paths;
    }
    http::Peer peer() const
    {
        const std::lock_guard guard(m_mutex);
        return m_peer;
    }

private:
    /// Not a posted event: thread sanitizers do not see how Qt hands those over.
    static std::shared_ptr<net::Mailbox> mailboxOfThisThread()
    {
        struct Receiver
        {
            Receiver()
            {
                QObject::connect(&notifier, &QSocketNotifier::activated, &notifier,
                                 [this] { mailbox->deliver(); });
            }
            std::shared_ptr<net::Mailbox> mailbox = std::make_shared<net::Mailbox>();
            QSocketNotifier notifier{mailbox->descriptor(), QSocketNotifier::Read};
        };
        thread_local const Receiver receiver;
        return receiver.mailbox;
    }

    mutable std::mutex m_mutex; // guards all below
    std::set<QThread *> m_threads;
    std::vector<std::string> m_paths;
    std::vector<Held> m_held;
    http::Peer m_peer;
};

/// A server on a free port of the loopback interface.
struct TestServer
{
    explicit TestServer(net::ServerSetup setup = {}, int threads = 2)
        : logger(openLog(logFile))
        , server(threads, handler, logger)
    {
        server.setSetup(std::move(setup));
    }

    bool listen()
    {
        return server.listen({.isUnix = false, .host = "127.0.0.1", .port = 0}).has_value();
    }
    RawClient connect() const { return RawClient("127.0.0.1", server.address().port); }
    QByteArray log()
    {
        logFile.seek(0);
        return logFile.readAll();
    }

    TestHandler handler;
    QTemporaryFile logFile;
    log::Logger logger;
    net::Server server;

private:
    static int openLog(QTemporaryFile &file)
    {
        file.open();
        return file.handle();
    }
};

} // namespace wharfgate::test
