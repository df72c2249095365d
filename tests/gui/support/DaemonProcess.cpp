// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/DaemonProcess.h"

#include <QByteArray>
#include <QDebug>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <csignal>
#include <sys/prctl.h>

namespace wharfgate::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStartLimit = 20'000; // milliseconds, on a busy machine
constexpr int kStopLimit = 20'000;  // requests under way may take 15 s

QString program()
{
    return QStringLiteral(WHARFGATED_PROGRAM);
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The rest of the line of `text` that begins with `key`.
QString valueOf(const QString &text, const QString &key)
{
    const QRegularExpression line(u"^\\s*%1 (.*)$"_s.arg(QRegularExpression::escape(key)),
                                  QRegularExpression::MultilineOption);
    return line.match(text).captured(1).trimmed();
}

bool exists(qint64 pid)
{
    // A process that has ended but whose parent has not noticed yet is gone for us.
    const QByteArray state = contentOf(u"/proc/%1/stat"_s.arg(pid));
    const qsizetype end = state.lastIndexOf(')');
    return end > 0 && state.mid(end + 2, 1) != "Z";
}

} // namespace

std::unique_ptr<DaemonProcess> DaemonProcess::create()
{
    std::unique_ptr<DaemonProcess> daemon(new DaemonProcess);
    return daemon->initialise() ? std::move(daemon) : nullptr;
}

DaemonProcess::DaemonProcess()
{
    // A test that crashes leaves no daemon behind.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.setStandardErrorFile(file(u"daemon.log"_s), QIODevice::Append);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setProcessEnvironment(environment());
}

DaemonProcess::~DaemonProcess()
{
    if (isRunning())
        kill();
}

QProcessEnvironment DaemonProcess::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_s, file(u"run"_s));
    environment.insert(u"RUNTIME_DIRECTORY"_s, file(u"run"_s)); // where it puts the control socket
    return environment;
}

bool DaemonProcess::initialise()
{
    QDir(m_directory.path()).mkdir(u"run"_s);
    QFile::setPermissions(file(u"run"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QProcess init;
    init.start(program(), {u"init"_s, file(u"workspace"_s), u"--listen"_s, u"127.0.0.1:0"_s});
    if (!init.waitForFinished(kStartLimit) || init.exitCode() != 0) {
        qWarning() << "wharfgated init failed:" << init.errorString()
                   << init.readAllStandardError();
        return false;
    }
    const QString output = QString::fromUtf8(init.readAllStandardOutput());
    m_password = valueOf(output, u"password:"_s);
    m_authorityFile = valueOf(output, u"auth.token.rootcertbundle:"_s);
    return !m_password.isEmpty() && !m_authorityFile.isEmpty();
}

bool DaemonProcess::start()
{
    QFile::remove(file(u"daemon.log"_s));
    m_process.start(program(), {u"serve"_s, configurationFile()});
    return m_process.waitForStarted(kStartLimit) && waitUntilReady();
}

bool DaemonProcess::waitUntilReady()
{
    static const QRegularExpression listening(u" service\\.listening: .*\\baddress=(\\S+)"_s);
    const bool isReady = QTest::qWaitFor(
        [this] {
            if (!isRunning())
                return true;
            m_address = listening.match(log()).captured(1);
            return !m_address.isEmpty() && QFileInfo::exists(socket());
        },
        kStartLimit);
    if (isReady && isRunning())
        return true;
    qWarning().noquote() << "wharfgated does not serve:" << log();
    return false;
}

qint64 DaemonProcess::startedByCommand() const
{
    const qint64 pid = contentOf(file(u"pid"_s)).trimmed().toLongLong();
    return pid > 0 && exists(pid) ? pid : 0;
}

qint64 DaemonProcess::pid() const
{
    if (m_process.state() != QProcess::NotRunning && exists(m_process.processId()))
        return m_process.processId();
    return startedByCommand();
}

bool DaemonProcess::isRunning() const
{
    return pid() > 0;
}

bool DaemonProcess::waitUntilEnded()
{
    return QTest::qWaitFor([this] { return !isRunning(); }, kStopLimit);
}

bool DaemonProcess::stop()
{
    if (const qint64 running = pid(); running > 0)
        ::kill(static_cast<pid_t>(running), SIGTERM);
    const bool ended = waitUntilEnded();
    m_process.waitForFinished(kStopLimit);
    return ended;
}

void DaemonProcess::kill()
{
    if (const qint64 running = pid(); running > 0)
        ::kill(static_cast<pid_t>(running), SIGKILL);
    waitUntilEnded();
    m_process.waitForFinished(kStopLimit);
}

QString DaemonProcess::log() const
{
    return QString::fromUtf8(contentOf(file(u"daemon.log"_s)));
}

QByteArray DaemonProcess::text() const
{
    return contentOf(configurationFile());
}

bool DaemonProcess::setText(const QByteArray &text)
{
    QSaveFile file(configurationFile());
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

bool DaemonProcess::replace(const QByteArray &what, const QByteArray &with)
{
    QByteArray changed = text();
    if (changed.count(what) != 1)
        return false;
    return setText(changed.replace(what, with));
}

gui::ConnectionSpec DaemonProcess::spec() const
{
    gui::ConnectionSpec spec;
    spec.name = u"Test"_s;
    spec.path = socket();
    return spec;
}

QString DaemonProcess::startCommand() const
{
    const QString script = file(u"start.sh"_s);
    QFile written(script);
    if (!written.open(QIODevice::WriteOnly))
        return {};
    written.write(u"#!/bin/sh\n"
                  "export RUNTIME_DIRECTORY='%1' XDG_RUNTIME_DIR='%1'\n"
                  "'%2' serve '%3' >/dev/null 2>>'%4' &\n"
                  "echo $! >'%5'\n"_s
                      .arg(file(u"run"_s), program(), configurationFile(), file(u"daemon.log"_s),
                           file(u"pid"_s))
                      .toUtf8());
    written.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return script;
}

int DaemonProcess::requestToken(const QString &account, const QString &password,
                                const QString &scope) const
{
    QUrl url(u"https://"_s + m_address + u"/auth"_s);
    QUrlQuery query;
    query.addQueryItem(u"service"_s, u"Docker registry"_s);
    if (!scope.isEmpty())
        query.addQueryItem(u"scope"_s, scope);
    url.setQuery(query);
    QNetworkRequest request(url);
    if (!account.isEmpty())
        request.setRawHeader("Authorization",
                             "Basic " + (account + u':' + password).toUtf8().toBase64());
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_authorityFile));
    request.setSslConfiguration(tls);
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    request.setTransferTimeout(kStartLimit);
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace wharfgate::test
