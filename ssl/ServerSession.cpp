// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/ServerSession.h"

#include "ssl/DeviceBio.h"
#include "ssl/OpenSslSupport.h"

#include <QtGlobal>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>

namespace wharfgate::tls {

namespace {

using SessionPointer = std::unique_ptr<SSL, OpenSslFree<SSL_free>>;

/// A TLS client's first byte is 0x16 (or 0x80, SSL 2 framing), so a method's name is proof enough.
bool looksLikeHttp(std::string_view prologue)
{
    // The last is the start of an HTTP/2 connection (RFC 9113 3.4).
    constexpr std::array<std::string_view, 10> kMethods{"GET ",     "HEAD ",  "POST ",  "PUT ",
                                                        "OPTIONS ", "PATCH ", "TRACE ", "DELETE ",
                                                        "CONNECT ", "PRI * "};
    constexpr std::size_t kEnough = 4;
    return prologue.size() >= kEnough &&
           std::any_of(kMethods.begin(), kMethods.end(), [&](std::string_view method) {
               const std::size_t shared = std::min(method.size(), prologue.size());
               return method.substr(0, shared) == prologue.substr(0, shared);
           });
}

std::string versionName(long version)
{
    switch (version) {
    case 0x0002:
        return "SSL 2";
    case SSL3_VERSION:
        return "SSL 3.0";
    case TLS1_VERSION:
        return "TLS 1.0";
    case TLS1_1_VERSION:
        return "TLS 1.1";
    case TLS1_2_VERSION:
        return "TLS 1.2";
    case TLS1_3_VERSION:
        return "TLS 1.3";
    default:
        return {};
    }
}

std::string versionMismatch(const SSL *ssl)
{
    const long minimum = SSL_CTX_get_min_proto_version(SSL_get_SSL_CTX(ssl));
    const int offered = SSL_client_version(ssl);
    // A client may name its versions in an extension (RFC 8446 4.2.1) and TLS 1.2 here.
    if (versionName(offered).empty() || offered >= minimum)
        return "client offered only TLS versions that this server does not speak; it needs " +
               versionName(minimum) + " or newer";
    return "client offered only " + versionName(offered) + "; this server needs " +
           versionName(minimum).substr(4) + " or newer";
}

/// A sentence for the first error of the queue.
std::string describeQueuedError(const SSL *ssl)
{
    const unsigned long code = ERR_peek_error();
    const int reason = ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : 0;
    const std::string words = takeOpenSslError();
    switch (reason) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
        return versionMismatch(ssl);
    case SSL_R_NO_SHARED_CIPHER:
        return "client and server have no cipher suite in common";
    case SSL_R_NO_SUITABLE_KEY_SHARE:
    case SSL_R_NO_SHARED_GROUPS:
        return "client and server have no key exchange group in common";
    case SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM:
    case SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS:
        return "client supports no signature that this server's key can make";
    case SSL_R_WRONG_VERSION_NUMBER:
        return "client sent something that is not TLS";
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
    case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
        return "client does not accept this server's certificate (" + words + ')';
    default:
        break;
    }
    // RFC 8446 6: OpenSSL adds SSL_AD_REASON_OFFSET to the number of an alert from the peer.
    if (reason >= SSL_AD_REASON_OFFSET)
        return "client ended the session (" + words + ')';
    return "TLS failed: " + words;
}

} // namespace

struct ServerSession::Data
{
    Data(std::shared_ptr<const ServerContext> serverContext, QIODevice &device)
        : context(std::move(serverContext))
        , bio(device)
        , ssl(SSL_new(context->handle()))
    {
        BIO *made = ssl ? bio.create() : nullptr;
        if (!made) {
            fail("no memory for a TLS session");
            takeOpenSslError();
            return;
        }
        SSL_set_bio(ssl.get(), made, made); // owns it from now on
        SSL_set_accept_state(ssl.get());
    }

    void fail(std::string reason)
    {
        failed = true;
        error = std::move(reason);
    }

    /// What the result of an SSL_… function means; sends what it has produced.
    Status finish(int result)
    {
        const Status status = statusOf(result);
        return flush() ? status : Status::Failed;
    }

    Status statusOf(int result)
    {
        const int kind = SSL_get_error(ssl.get(), result);
        Status status = Status::Failed;
        if (kind == SSL_ERROR_NONE)
            status = Status::Ok;
        else if (kind == SSL_ERROR_WANT_READ)
            status = Status::WantRead;
        else if (kind == SSL_ERROR_ZERO_RETURN)
            status = Status::Closed;
        else
            explainFailure();
        takeOpenSslError();
        return status;
    }

    bool flush()
    {
        if (plainHttp)
            bio.discard(); // the owner answers in plain text: nothing may come before it
        else if (!bio.flush() && !failed)
            fail("the connection broke while sending");
        return !failed;
    }

    void explainFailure()
    {
        plainHttp = !established && looksLikeHttp(bio.prologue());
        if (plainHttp)
            fail("client spoke plain HTTP to a TLS port");
        else if (bio.isBroken())
            fail("the connection broke while sending");
        else if (bio.isAtEnd() && bio.prologue().empty())
            fail("client closed the connection without sending anything");
        else if (bio.isAtEnd())
            fail(established ? "client closed the connection without ending the TLS session"
                             : "client closed the connection during the TLS handshake");
        else
            fail(describeQueuedError(ssl.get()));
    }

    std::shared_ptr<const ServerContext> context; // before `ssl`, which uses its ticket keys
    DeviceBio bio;
    SessionPointer ssl;
    std::string error;
    bool established = false;
    bool failed = false;
    bool plainHttp = false;
};

ServerSession::ServerSession(std::shared_ptr<const ServerContext> context, QIODevice &device)
    : m_data(std::make_unique<Data>(std::move(context), device))
{}

ServerSession::~ServerSession() = default;

ServerSession::Status ServerSession::handshake()
{
    if (m_data->failed)
        return Status::Failed;
    if (m_data->established)
        return Status::Ok;
    ERR_clear_error();
    const int result = SSL_accept(m_data->ssl.get());
    // In TLS 1.3 nothing but a ticket is left to send then, and the client waits for none.
    if (result == 1 && SSL_version(m_data->ssl.get()) == TLS1_3_VERSION) {
        m_data->established = true;
        return Status::Ok;
    }
    const Status status = m_data->finish(result);
    m_data->established = status == Status::Ok;
    return status;
}

bool ServerSession::isEstablished() const
{
    return m_data->established && !m_data->failed;
}

ServerSession::Status ServerSession::read(char *buffer, std::size_t capacity, std::size_t &count)
{
    count = 0;
    if (const Status status = handshake(); status != Status::Ok)
        return status;
    if (capacity == 0)
        return Status::Ok;
    ERR_clear_error();
    const Status status = m_data->finish(SSL_read_ex(m_data->ssl.get(), buffer, capacity, &count));
    if (status != Status::Ok)
        count = 0;
    return status;
}

ServerSession::Status ServerSession::write(std::string_view bytes)
{
    Q_ASSERT(m_data->established || m_data->failed);
    if (!isEstablished())
        return Status::Failed;
    if (bytes.empty())
        return Status::Ok;
    ERR_clear_error();
    std::size_t written = 0;
    const Status status =
        m_data->finish(SSL_write_ex(m_data->ssl.get(), bytes.data(), bytes.size(), &written));
    if (status == Status::Failed || written == bytes.size())
        return status;
    // The BIO takes everything and renegotiation is off, so that SSL_write has nothing to wait for.
    m_data->fail("the TLS session cannot send");
    return Status::Failed;
}

void ServerSession::shutdown()
{
    if (!isEstablished())
        return;
    ERR_clear_error();
    SSL_shutdown(m_data->ssl.get()); // 0: sent, the peer's has not come; that is enough
    takeOpenSslError();
    m_data->bio.flush();
}

std::string ServerSession::protocol() const
{
    return m_data->established ? SSL_get_version(m_data->ssl.get()) : "";
}

bool ServerSession::isResumed() const
{
    return m_data->established && SSL_session_reused(m_data->ssl.get()) == 1;
}

std::string ServerSession::errorText() const
{
    return m_data->error;
}

bool ServerSession::isPlainHttp() const
{
    return m_data->plainHttp;
}

} // namespace wharfgate::tls
