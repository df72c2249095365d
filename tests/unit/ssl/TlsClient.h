// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/ServerSession.h"

#include <QByteArray>
#include <QIODevice>

#include <memory>
#include <string>
#include <vector>

using SSL_SESSION = struct ssl_session_st;

/// A connected byte device in memory that behaves as QTcpSocket does: read() gives 0 bytes while
/// there are none and -1 once the peer has closed.
class MemorySocket final : public QIODevice
{
public:
    MemorySocket() { open(QIODevice::ReadWrite | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }

    QByteArray incoming; // to be read
    QByteArray outgoing; // was written
    int writes = 0;
    bool isClosedByPeer = false;
    bool refusesWrites = false;

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *data, qint64 size) override;
};

struct ClientSettings
{
    int minimum = 0; // protocol versions; 0: OpenSSL's own limit
    int maximum = 0;
    std::string groups;
    std::string ciphers;
    std::vector<std::string> protocols; // ALPN
    bool verifiesServer = false;        // and trusts nobody
    std::shared_ptr<SSL_SESSION> session;
};

/// The other side of a ServerSession: OpenSSL's client over memory BIOs.
class TlsClient
{
public:
    explicit TlsClient(const ClientSettings &settings = {});
    ~TlsClient();

    /// Goes on with the handshake; true when done.
    bool connect();
    bool write(const QByteArray &bytes);
    /// All that can be decrypted now.
    QByteArray read();
    void sendCloseNotify();
    bool gotCloseNotify() const;
    /// Asks for a renegotiation (TLS 1.2); true if the server took part.
    bool renegotiate();

    void receive(const QByteArray &bytes);
    QByteArray takeOutput();

    std::string protocol() const;
    std::string cipher() const;
    std::string selectedProtocol() const; // ALPN
    bool isResumed() const;
    bool wasAskedForCertificate() const { return m_askedForCertificate; }
    int chainLength() const;
    std::shared_ptr<SSL_SESSION> session() const { return m_session; }

private:
    static int storeSession(SSL *ssl, SSL_SESSION *session);
    static int noteCertificateRequest(SSL *ssl, X509 **certificate, EVP_PKEY **key);

    SSL_CTX *m_context = nullptr;
    SSL *m_ssl = nullptr;
    std::shared_ptr<SSL_SESSION> m_session;
    bool m_askedForCertificate = false;
};

/// A client and a server session that talk through memory.
struct Link
{
    explicit Link(std::shared_ptr<const wharfgate::tls::ServerContext> context,
                  const ClientSettings &settings = {})
        : client(settings)
        , server(std::move(context), socket)
    {}

    /// Carries bytes to and fro, at most `step` at a time to the server if that is not 0. True if
    /// both sides are done.
    bool handshake(int step = 0);
    /// What the server reads of bytes that have arrived.
    QByteArray serverRead(wharfgate::tls::ServerSession::Status *last = nullptr);
    void toServer() { socket.incoming += client.takeOutput(); }
    void toClient();

    MemorySocket socket;
    TlsClient client;
    wharfgate::tls::ServerSession server;
    wharfgate::tls::ServerSession::Status status = wharfgate::tls::ServerSession::Status::WantRead;
};
