// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/http/Deadlines.h"
#include "daemon/http/Limits.h"
#include "daemon/http/RequestHandler.h"
#include "daemon/http/RequestParser.h"
#include "daemon/http/ResponseText.h"
#include "daemon/http/StreamSocket.h"
#include "ssl/ServerSession.h"

#include <QObject>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wharfgate::http {

struct ConnectionHost;

/// One client: reads requests, hands them to the handler one at a time, writes the answers in
/// order. Bytes that come while a request is handled stay in the kernel. Lives in a network thread.
class Connection final : public QObject, private Deadlines::Client
{
    Q_OBJECT
public:
    /// Takes `descriptor`, connected and non-blocking. `tls` may be null. `host` outlives it.
    Connection(int descriptor, Peer peer, std::shared_ptr<const tls::ServerContext> tls,
               std::shared_ptr<const Limits> limits, ConnectionHost &host);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    /// Ends once the request under way is answered, or has not arrived whole within two seconds; at
    /// once if there is none.
    void drain();

private:
    enum class State
    {
        Handshake, ///< TLS
        Reading,   ///< waits for a request or reads one
        Handling,  ///< the handler has a request
        Sending,   ///< the client has not taken the answer yet
        Lingering, ///< all is sent; what the client still sends is thrown away, so that no RST
                   ///< overtakes it
        Finished,
    };

    void handleReadable();
    void handleWritten();
    void handleDeadline() override;

    void continueHandshake();
    void answerPlainHttp();
    void readRequests();
    void readSome();
    void feed(std::string_view bytes);
    void dispatch();
    void respond(std::uint64_t sequence, Response response);
    void answerError(int status, const std::string &reason);
    void send(const Response &response);
    bool write(std::string_view bytes);
    void continueAfterSending();
    void closeOrderly();
    void discardInput();
    void checkPeer();
    void armReadDeadline();
    void arm(std::chrono::milliseconds fromNow);
    void finish();

    ConnectionHost &m_host;
    std::shared_ptr<const Limits> m_limits;
    Peer m_peer;
    StreamSocket m_socket;
    std::unique_ptr<tls::ServerSession> m_tls; // null: plain HTTP
    RequestParser m_parser;
    ResponseForm m_form; // of the answer to the request at hand
    State m_state = State::Reading;
    std::optional<RequestParser::Phase> m_armedPhase; // what the deadline is for while reading
    std::shared_ptr<std::atomic<bool>> m_gone;        // set here, read on any thread
    std::uint64_t m_sequence = 0;                     // of the request at hand
    std::size_t m_discarded = 0;
    int m_peerFinishedChecks = 0;
    bool m_mayRead = false; // the socket or the TLS session may have bytes
    bool m_inReadLoop = false;
    bool m_seenBytes = false;
    bool m_draining = false;
};

} // namespace wharfgate::http
