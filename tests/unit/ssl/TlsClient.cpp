// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/ssl/TlsClient.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cstring>

using Status = wharfgate::tls::ServerSession::Status;

qint64 MemorySocket::readData(char *data, qint64 maximum)
{
    if (incoming.isEmpty())
        return isClosedByPeer && maximum > 0 ? -1 : 0;
    const qint64 count = qMin(maximum, qint64(incoming.size()));
    std::memcpy(data, incoming.constData(), size_t(count));
    incoming.remove(0, int(count));
    return count;
}

qint64 MemorySocket::writeData(const char *data, qint64 size)
{
    if (refusesWrites)
        return -1;
    ++writes;
    outgoing.append(data, int(size));
    return size;
}

TlsClient::TlsClient(const ClientSettings &settings)
    : m_context(SSL_CTX_new(TLS_client_method()))
{
    SSL_CTX_set_min_proto_version(m_context, settings.minimum);
    SSL_CTX_set_max_proto_version(m_context, settings.maximum);
    if (settings.maximum != 0 && settings.maximum < TLS1_2_VERSION)
        SSL_CTX_set_security_level(m_context, 0);
    if (!settings.groups.empty())
        SSL_CTX_set1_groups_list(m_context, settings.groups.c_str());
    if (!settings.ciphers.empty())
        SSL_CTX_set_cipher_list(m_context, settings.ciphers.c_str());
    if (settings.verifiesServer)
        SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_session_cache_mode(m_context,
                                   SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
    SSL_CTX_sess_set_new_cb(m_context, storeSession);
    SSL_CTX_set_client_cert_cb(m_context, noteCertificateRequest);
    m_ssl = SSL_new(m_context);
    SSL_set_app_data(m_ssl, this);
    std::string wire;
    for (const std::string &protocol : settings.protocols)
        wire += static_cast<char>(protocol.size()) + protocol;
    if (!wire.empty())
        SSL_set_alpn_protos(m_ssl, reinterpret_cast<const unsigned char *>(wire.data()),
                            static_cast<unsigned>(wire.size()));
    if (settings.session)
        SSL_set_session(m_ssl, settings.session.get());
    SSL_set_bio(m_ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(m_ssl);
}

TlsClient::~TlsClient()
{
    SSL_free(m_ssl);
    SSL_CTX_free(m_context);
}

int TlsClient::storeSession(SSL *ssl, SSL_SESSION *session)
{
    auto *self = static_cast<TlsClient *>(SSL_get_app_data(ssl));
    // A copy: OpenSSL spoils the original when its connection is freed without a shutdown.
    self->m_session = {SSL_SESSION_dup(session), SSL_SESSION_free};
    return 0;
}

int TlsClient::noteCertificateRequest(SSL *ssl, X509 **, EVP_PKEY **)
{
    static_cast<TlsClient *>(SSL_get_app_data(ssl))->m_askedForCertificate = true;
    return 0;
}

bool TlsClient::connect()
{
    const bool done = SSL_do_handshake(m_ssl) == 1;
    ERR_clear_error();
    return done;
}

bool TlsClient::write(const QByteArray &bytes)
{
    const bool done = SSL_write(m_ssl, bytes.constData(), int(bytes.size())) == bytes.size();
    ERR_clear_error();
    return done;
}

QByteArray TlsClient::read()
{
    QByteArray all;
    char buffer[16384];
    int count = 0;
    while ((count = SSL_read(m_ssl, buffer, sizeof buffer)) > 0)
        all.append(buffer, count);
    ERR_clear_error();
    return all;
}

void TlsClient::sendCloseNotify()
{
    SSL_shutdown(m_ssl);
    ERR_clear_error();
}

bool TlsClient::gotCloseNotify() const
{
    return (SSL_get_shutdown(m_ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bool TlsClient::renegotiate()
{
    const bool started = SSL_renegotiate(m_ssl) == 1 && SSL_do_handshake(m_ssl) == 1;
    ERR_clear_error();
    return started;
}

void TlsClient::receive(const QByteArray &bytes)
{
    if (!bytes.isEmpty())
        BIO_write(SSL_get_rbio(m_ssl), bytes.constData(), int(bytes.size()));
}

QByteArray TlsClient::takeOutput()
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(SSL_get_wbio(m_ssl), &data);
    const QByteArray output(data, int(size));
    BIO_reset(SSL_get_wbio(m_ssl));
    return output;
}

std::string TlsClient::protocol() const
{
    return SSL_get_version(m_ssl);
}

std::string TlsClient::cipher() const
{
    return SSL_get_cipher_name(m_ssl);
}

std::string TlsClient::selectedProtocol() const
{
    const unsigned char *name = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(m_ssl, &name, &length);
    return name ? std::string(reinterpret_cast<const char *>(name), length) : std::string();
}

bool TlsClient::isResumed() const
{
    return SSL_session_reused(m_ssl) == 1;
}

int TlsClient::chainLength() const
{
    const STACK_OF(X509) *chain = SSL_get_peer_cert_chain(m_ssl);
    return chain ? sk_X509_num(chain) : 0;
}

bool Link::handshake(int step)
{
    bool clientDone = false;
    for (int round = 0; round < 10; ++round) {
        clientDone = client.connect();
        QByteArray flight = client.takeOutput();
        do {
            const int count = step > 0 ? qMin(step, int(flight.size())) : int(flight.size());
            socket.incoming += flight.left(count);
            flight.remove(0, count);
            status = server.handshake();
        } while (!flight.isEmpty() && status != Status::Failed);
        toClient();
        if (status == Status::Failed) {
            client.connect(); // sees the alert
            return false;
        }
        if (clientDone && status == Status::Ok) {
            client.read(); // takes the session ticket of TLS 1.3
            return true;
        }
    }
    return false;
}

QByteArray Link::serverRead(Status *last)
{
    QByteArray all;
    char buffer[4096];
    std::size_t count = 0;
    while ((status = server.read(buffer, sizeof buffer, count)) == Status::Ok)
        all.append(buffer, int(count));
    if (last)
        *last = status;
    return all;
}

void Link::toClient()
{
    client.receive(socket.outgoing);
    socket.outgoing.clear();
}
