// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/service/RunningDaemon.h"

#include "ssl/Certificate.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTcpSocket>
#include <QTest>

namespace wharfgate::test {

namespace {

void writeFile(const QString &path, const std::string &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(text)) < 0 ||
        !file.commit())
        qFatal("cannot write %s", qPrintable(path));
}

void writePair(const QString &path, tls::KeyType type)
{
    const auto key = tls::PrivateKey::generate(type, 2048);
    tls::CertificateSpec spec;
    spec.commonName = "localhost";
    spec.dnsNames = {"localhost"};
    spec.ipAddresses = {"127.0.0.1"};
    const auto certificate = tls::issueCertificate(spec, *key, nullptr);
    writeFile(path + QStringLiteral(".crt"), certificate->toPem());
    writeFile(path + QStringLiteral(".key"), key->toPem());
}

HttpAnswer parseAnswer(const QByteArray &bytes)
{
    HttpAnswer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    QList<QByteArray> lines = bytes.left(end).split('\n');
    answer.status = lines.takeFirst().mid(9, 3).toInt();
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    answer.body = bytes.mid(end + 4);
    return answer;
}

} // namespace

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

RunningDaemon::RunningDaemon()
{
    if (!m_log.open())
        qFatal("cannot make a log file");
    m_logger = std::make_unique<log::Logger>(m_log.handle());
    QDir(folder()).mkdir(QStringLiteral("ssl"));
    writePair(folder() + QStringLiteral("/ssl/token"), tls::KeyType::Rsa);
    writePair(folder() + QStringLiteral("/ssl/server"), tls::KeyType::EcP256);
}

RunningDaemon::~RunningDaemon() = default;

void RunningDaemon::writeConfiguration(const QByteArray &yaml)
{
    writeFile(configurationFile(), yaml.toStdString());
}

Result<void> RunningDaemon::start()
{
    m_console.reset();
    m_daemon = std::make_unique<service::Daemon>(configurationFile().toStdString(), std::nullopt,
                                                 *m_logger);
    control::Console::Options options;
    options.version = "0.0.0";
    options.defaultSocket = controlSocket().toStdString();
    options.stopDaemon = [this] { m_isStopAsked = true; };
    m_console = std::make_unique<control::Console>(*m_daemon, *m_logger, std::move(options));
    return m_daemon->start();
}

QByteArray RunningDaemon::log() const
{
    QFile file(m_log.fileName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

HttpAnswer RunningDaemon::exchange(const QByteArray &request) const
{
    QTcpSocket socket;
    QByteArray received;
    bool closed = false;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                     [&] { received += socket.readAll(); });
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { closed = true; });
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port()));
    socket.write(request); // buffered until connected
    [&] { QTRY_VERIFY_WITH_TIMEOUT(closed, 20'000); }();
    received += socket.readAll();
    return parseAnswer(received);
}

HttpAnswer RunningDaemon::get(const QByteArray &target, const QByteArray &credentials) const
{
    QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    if (!credentials.isNull())
        request += "Authorization: Basic " + credentials.toBase64() + "\r\n";
    return exchange(request + "\r\n");
}

QByteArray tokenPart(const HttpAnswer &answer, int part)
{
    const QJsonObject object = QJsonDocument::fromJson(answer.body).object();
    const QList<QByteArray> parts =
        object.value(QLatin1StringView("token")).toString().toUtf8().split('.');
    return part < parts.size() ? QByteArray::fromBase64(parts[part], QByteArray::Base64UrlEncoding)
                               : QByteArray();
}

} // namespace wharfgate::test
