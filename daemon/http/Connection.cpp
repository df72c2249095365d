// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/Connection.h"

#include "daemon/http/ConnectionHost.h"

#include <QPointer>
#include <QScopedValueRollback>

#include <array>
#include <utility>

namespace wharfgate::http {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t kReadSize = 16'384; // the most a TLS record holds
/// How long and how much a connection is read on after its last answer. Enough for a client that
/// sends a large request to its end before it looks at the answer.
constexpr auto kLingerTime = 3s;
constexpr std::size_t kLingerBytes = 4 * 1024 * 1024;
/// While a request is handled nothing is read; this often the kernel is asked whether the client is
/// still there.
constexpr auto kPeerCheckInterval = 500ms;
/// The end of the client's direction may be a half-close of a client that still waits for its
/// answer, and mostly is a client that gave up: after this many checks it counts as gone.
constexpr int kPeerFinishedChecks = 4;
/// For a request that is half here when the server stops.
constexpr auto kDrainGrace = 2s;
constexpr char kTlsHandshakeRecord = 0x16; // RFC 8446 5.1

} // namespace

Connection::Connection(int descriptor, Peer peer, std::shared_ptr<const tls::ServerContext> tls,
                       std::shared_ptr<const Limits> limits, ConnectionHost &host)
    : m_host(host)
    , m_limits(std::move(limits))
    , m_peer(std::move(peer))
    , m_socket(descriptor)
    , m_parser(*m_limits)
    , m_gone(std::make_shared<std::atomic<bool>>(false))
{
    connect(&m_socket, &QIODevice::readyRead, this, &Connection::handleReadable);
    connect(&m_socket, &QIODevice::bytesWritten, this, &Connection::handleWritten);
    connect(&m_socket, &StreamSocket::failed, this, &Connection::finish);
    m_host.deadlines.add(*this);
    m_peer.tls = tls != nullptr;
    if (tls) {
        m_tls = std::make_unique<tls::ServerSession>(std::move(tls), m_socket);
        m_state = State::Handshake;
        arm(m_limits->handshakeTimeout);
    } else {
        armReadDeadline();
    }
}

Connection::~Connection()
{
    if (m_state == State::Finished)
        return;
    m_gone->store(true, std::memory_order_relaxed);
    m_host.deadlines.remove(*this);
}

void Connection::drain()
{
    m_draining = true;
    m_form.close = true;
    if (m_state == State::Reading) {
        m_mayRead = true; // a request that has arrived is answered
        m_socket.lookAgain();
        readRequests();
    }
    if (m_state == State::Handling || m_state == State::Sending)
        return;
    if (m_state == State::Reading && m_parser.phase() != RequestParser::Phase::Idle)
        return arm(kDrainGrace);
    if (m_state == State::Reading && m_tls)
        m_tls->shutdown();
    finish(); // silent clients do not delay the end
}

void Connection::handleReadable()
{
    switch (m_state) {
    case State::Handshake:
        continueHandshake();
        break;
    case State::Reading:
        m_mayRead = true;
        readRequests();
        break;
    case State::Handling:
    case State::Sending:
        // Pipelined bytes, or the client's end: both wait until this request is answered.
        m_mayRead = true;
        m_socket.setReadingPaused(true);
        break;
    case State::Lingering:
        discardInput();
        break;
    case State::Finished:
        break;
    }
}

void Connection::handleWritten()
{
    if (m_state == State::Sending && m_socket.bytesToWrite() == 0)
        continueAfterSending();
}

void Connection::handleDeadline()
{
    switch (m_state) {
    case State::Handshake:
        m_host.record.noteHandshakeFailure(m_peer, "the client did not finish it in time");
        finish();
        break;
    case State::Reading:
        if (m_parser.phase() == RequestParser::Phase::Idle)
            closeOrderly();
        else
            answerError(408, "the request did not arrive in time");
        break;
    case State::Handling:
        checkPeer();
        break;
    case State::Sending:
    case State::Lingering:
        finish();
        break;
    case State::Finished:
        break;
    }
}

void Connection::continueHandshake()
{
    switch (m_tls->handshake()) {
    case tls::ServerSession::Status::WantRead:
        return;
    case tls::ServerSession::Status::Ok:
        m_peer.tlsProtocol = m_tls->protocol();
        m_state = State::Reading;
        m_mayRead = true;
        readRequests();
        return;
    case tls::ServerSession::Status::Closed:
    case tls::ServerSession::Status::Failed:
        break;
    }
    if (m_tls->isPlainHttp())
        return answerPlainHttp();
    if (m_socket.hasPeerFinished() || m_socket.hasFailed()) {
        // Port scans and the health checks of load balancers: counted, but no news.
        m_host.record.handshakeFailures.fetch_add(1, std::memory_order_relaxed);
        return finish();
    }
    m_host.record.noteHandshakeFailure(m_peer, m_tls->errorText());
    closeOrderly(); // lingers, so that the client reads the alert
}

void Connection::answerPlainHttp()
{
    m_tls.reset();
    m_peer.tls = false;
    m_host.record.notePlainHttpOnTls(m_peer);
    answerError(400, "Client sent an HTTP request to an HTTPS server; use https:// in the address "
                     "(a load balancer must use the backend protocol https)");
}

void Connection::readRequests()
{
    if (m_inReadLoop)
        return;
    const QScopedValueRollback guard(m_inReadLoop, true);
    while (m_state == State::Reading) {
        switch (m_parser.next()) {
        case RequestParser::Status::Complete:
            dispatch();
            break;
        case RequestParser::Status::Failed:
            answerError(m_parser.error().status, m_parser.error().reason);
            return;
        case RequestParser::Status::NeedMore:
            if (m_parser.wantsContinue()) {
                m_parser.continueSent();
                if (!write("HTTP/1.1 100 Continue\r\n\r\n"))
                    return;
            }
            if (!m_mayRead)
                return armReadDeadline();
            readSome();
            break;
        }
    }
}

/// Feeds what the client has sent to the parser, at most kReadSize; finishes if it sends no more.
void Connection::readSome()
{
    std::array<char, kReadSize> buffer; // not initialised: it is written before it is read
    if (!m_tls) {
        const qint64 count = m_socket.read(buffer.data(), static_cast<qint64>(buffer.size()));
        if (count < 0)
            return finish(); // between requests, or within one that will never be complete
        // A short read empties the socket; the next bytes come with another readyRead().
        m_mayRead = count == static_cast<qint64>(buffer.size());
        return feed({buffer.data(), static_cast<std::size_t>(count)});
    }
    std::size_t count = 0;
    switch (m_tls->read(buffer.data(), buffer.size(), count)) {
    case tls::ServerSession::Status::Ok:
        return feed({buffer.data(), count});
    case tls::ServerSession::Status::WantRead:
        m_mayRead = false;
        return;
    case tls::ServerSession::Status::Closed:
        // Mostly the client has closed its connection by now, and nobody is left to answer to.
        if (m_socket.peerState() != StreamSocket::PeerState::Connected)
            return finish();
        return closeOrderly();
    case tls::ServerSession::Status::Failed:
        return finish();
    }
}

void Connection::feed(std::string_view bytes)
{
    if (bytes.empty())
        return;
    if (!m_seenBytes && !m_tls && bytes.front() == kTlsHandshakeRecord) {
        m_host.record.noteTlsOnPlainHttp(m_peer);
        return finish();
    }
    m_seenBytes = true;
    m_parser.feed(bytes);
}

void Connection::dispatch()
{
    m_state = State::Handling;
    m_armedPhase.reset();
    Request request = m_parser.take();
    m_form.withoutBody = request.method == "HEAD";
    m_form.versionMinor = request.versionMinor;
    m_form.close = m_draining || !m_parser.keepAlive();
    m_host.record.requests.fetch_add(1, std::memory_order_relaxed);
    const std::uint64_t sequence = ++m_sequence;
    m_peerFinishedChecks = 0;
    m_host.handler.handle(std::move(request), m_peer, m_gone,
                          [self = QPointer<Connection>(this), sequence](Response response) {
                              if (self)
                                  self->respond(sequence, std::move(response));
                          });
    if (m_state == State::Handling && m_sequence == sequence)
        arm(kPeerCheckInterval);
}

void Connection::respond(std::uint64_t sequence, Response response)
{
    if (m_state != State::Handling || sequence != m_sequence)
        return;
    m_form.close = m_form.close || response.closeConnection;
    send(response);
}

void Connection::answerError(int status, const std::string &reason)
{
    // What follows such a request cannot be told apart from it, so the connection ends.
    m_form = {.withoutBody = false, .versionMinor = 1, .close = true};
    send(m_host.handler.malformed(status, reason, m_peer));
}

void Connection::send(const Response &response)
{
    if (write(responseText(response, m_form, m_host.date.now())))
        continueAfterSending();
}

/// False if the connection broke; it is finished then.
bool Connection::write(std::string_view bytes)
{
    if (m_tls)
        m_tls->write(bytes);
    else
        m_socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
    if (!m_socket.hasFailed())
        return true;
    finish();
    return false;
}

/// After an answer: waits until the client has taken it, then closes or reads on.
void Connection::continueAfterSending()
{
    if (m_socket.bytesToWrite() > 0) {
        m_state = State::Sending;
        arm(m_limits->writeTimeout);
        return;
    }
    if (m_form.close)
        return closeOrderly();
    m_state = State::Reading;
    m_armedPhase.reset();
    m_socket.setReadingPaused(false);
    readRequests();
}

/// Ends our direction and waits a little for the client to end its own: closing with bytes unread
/// makes the kernel send RST, which can destroy the answer on its way (RFC 9112 9.6).
void Connection::closeOrderly()
{
    if (m_tls)
        m_tls->shutdown();
    if (m_draining || m_socket.hasPeerFinished() || m_socket.hasFailed() ||
        m_socket.bytesToWrite() > 0)
        return finish();
    m_socket.finishWriting();
    m_state = State::Lingering;
    arm(kLingerTime);
    m_socket.setReadingPaused(false);
    discardInput();
}

void Connection::discardInput()
{
    std::array<char, kReadSize> buffer;
    while (true) {
        const qint64 count = m_socket.read(buffer.data(), static_cast<qint64>(buffer.size()));
        if (count == 0)
            return;
        if (count < 0)
            return finish();
        m_discarded += static_cast<std::size_t>(count);
        if (m_discarded > kLingerBytes)
            return finish();
    }
}

void Connection::checkPeer()
{
    const StreamSocket::PeerState state = m_socket.peerState();
    if (state == StreamSocket::PeerState::Finished)
        ++m_peerFinishedChecks;
    if (state == StreamSocket::PeerState::Gone || m_peerFinishedChecks > kPeerFinishedChecks)
        return finish();
    arm(kPeerCheckInterval);
}

/// Each phase has its deadline from its beginning: more bytes do not move it.
void Connection::armReadDeadline()
{
    const RequestParser::Phase phase = m_parser.phase();
    if (m_armedPhase == phase || m_draining)
        return;
    m_armedPhase = phase;
    switch (phase) {
    case RequestParser::Phase::Idle:
        return arm(m_limits->idleTimeout);
    case RequestParser::Phase::Header:
        return arm(m_limits->headerTimeout);
    case RequestParser::Phase::Body:
        return arm(m_limits->bodyTimeout);
    }
}

void Connection::arm(std::chrono::milliseconds fromNow)
{
    m_host.deadlines.set(*this, fromNow);
}

void Connection::finish()
{
    if (m_state == State::Finished)
        return;
    m_state = State::Finished;
    m_gone->store(true, std::memory_order_relaxed);
    m_host.deadlines.remove(*this);
    m_socket.close();
    m_host.finished(*this);
}

} // namespace wharfgate::http
