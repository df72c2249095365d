// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/support/DemoWorkspace.h"

#include "shared/accounts/PasswordHash.h"
#include "ssl/Certificate.h"
#include "ssl/PrivateKey.h"

#include <QFile>

namespace wharfgate::test {

using namespace Qt::StringLiterals;

namespace {

bool write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
           file.write(bytes) == bytes.size();
}

/// The hash in quotes that follows `password:` in the workspace's own file.
QByteArray hashIn(const QByteArray &text)
{
    const qsizetype begin = text.indexOf('"', text.indexOf("password:")) + 1;
    return text.mid(begin, text.indexOf('"', begin) - begin);
}

} // namespace

std::unique_ptr<DaemonProcess> DemoWorkspace::create()
{
    auto daemon = DaemonProcess::create();
    QFile rules(QStringLiteral(TEST_DATA_DIR) + u"/gui/demo-rules.yml"_s);
    if (daemon == nullptr || !rules.open(QIODevice::ReadOnly))
        return nullptr;
    const QByteArray own = daemon->text();
    const auto machineHash = accounts::hashPassword(kMachinePassword.toStdString());
    if (!machineHash)
        return nullptr;
    QByteArray added = rules.readAll();
    added.replace("@ADMIN_HASH@", hashIn(own));
    added.replace("@CI_HASH@", QByteArray::fromStdString(*machineHash));
    if (!daemon->setText(own.left(own.indexOf("users:")) + added) || !daemon->start())
        return nullptr;
    return daemon;
}

void DemoWorkspace::makeRequests(const DaemonProcess &daemon)
{
    struct Asked
    {
        const char *account;
        const char *password; // null: the machines'
        const char *scope;
    };
    static constexpr Asked kAsked[] = {
        {"ci-builder", nullptr, "repository:payments-api/server:pull,push"},
        {"ci-builder", nullptr, "repository:checkout-web/site:pull,push"},
        {"k8s-puller", nullptr, "repository:prod/api:pull"},
        {"k8s-puller", nullptr, "repository:base/debian:pull"},
        {"", "", "repository:public/alpine:pull"},
        {"scanner", nullptr, "repository:payments/api:pull"},
        {"ci-nightly", nullptr, "repository:prod/api:pull,push"},
        {"k8s-puller", nullptr, "repository:prod/api:pull,push"},
        {"ci-builder", "wrong", "repository:payments-api/server:pull,push"},
        {"bo.lindqvist", "wrong", "repository:payments/api:pull"},
        {"", "", "repository:prod/api:pull"},
        {"scanner", nullptr, "registry:catalog:*"},
        {"ci-builder", nullptr, "repository:search-index/worker:pull,push"},
        {"ci-builder", nullptr, "repository:prod/api:push"},
    };
    for (const Asked &asked : kAsked)
        daemon.requestToken(QString::fromLatin1(asked.account),
                            asked.password == nullptr ? kMachinePassword
                                                      : QString::fromLatin1(asked.password),
                            QString::fromLatin1(asked.scope));
}

bool DemoWorkspace::setServerCertificate(const DaemonProcess &daemon, int days)
{
    const auto key = tls::PrivateKey::generate(tls::KeyType::EcP256);
    if (!key)
        return false;
    tls::CertificateSpec spec;
    spec.commonName = "auth.example.com";
    spec.dnsNames = {"auth.example.com", "localhost"};
    spec.ipAddresses = {"127.0.0.1"};
    // A little more, so that the days left are as many as said.
    spec.validity = std::chrono::hours(24 * days + 1);
    const auto certificate = tls::issueCertificate(spec, *key, nullptr);
    if (!certificate)
        return false;
    const QString folder = daemon.file(u"workspace/ssl/"_s);
    // Requests of tests trust it.
    QFile authorities(daemon.authorityFile());
    const QByteArray pem = QByteArray::fromStdString(certificate->toPem());
    if (!authorities.open(QIODevice::Append) || authorities.write(pem) != pem.size())
        return false;
    return write(folder + u"server.key"_s, QByteArray::fromStdString(key->toPem())) &&
           write(folder + u"server.crt"_s, QByteArray::fromStdString(certificate->toPem()));
}

} // namespace wharfgate::test
