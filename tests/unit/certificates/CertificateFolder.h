// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "ssl/Certificate.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <stdexcept>
#include <string>
#include <vector>

/// Parameters with files as `data`.
inline QJsonObject withData(const QString &role, const std::vector<std::string> &files)
{
    QJsonArray data;
    for (const std::string &file : files)
        data.append(QString::fromLatin1(QByteArray::fromStdString(file).toBase64()));
    return {{QStringLiteral("role"), role}, {QStringLiteral("data"), data}};
}

/// Parameters with a `spec` for new.example.
inline QJsonObject withSpec(const QString &role, const QJsonObject &spec = {})
{
    QJsonObject whole{{QStringLiteral("commonName"), QStringLiteral("new.example")}};
    for (auto it = spec.begin(); it != spec.end(); ++it)
        whole.insert(it.key(), it.value());
    return {{QStringLiteral("role"), role}, {QStringLiteral("spec"), whole}};
}

/// A folder with a server's pair and a token's pair, and a configuration that names them.
class CertificateFolder
{
public:
    CertificateFolder()
    {
        for (const char *name : {"server", "token"}) {
            const auto key = newKey();
            write(path(name) + ".crt", issue(name, key, nullptr).toPem());
            write(path(name) + ".key", key.toPem());
            QFile::setPermissions(QString::fromStdString(path(name) + ".key"),
                                  QFile::ReadOwner | QFile::WriteOwner);
        }
        configuration.server.certificate = path("server") + ".crt";
        configuration.server.key = path("server") + ".key";
        configuration.token.certificate = path("token") + ".crt";
        configuration.token.key = path("token") + ".key";
    }

    std::string path(const std::string &name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    /// The tokens are signed with the server's key.
    void shareFiles()
    {
        configuration.token.certificate = configuration.server.certificate;
        configuration.token.key = configuration.server.key;
    }

    static wharfgate::tls::PrivateKey newKey()
    {
        return need(wharfgate::tls::PrivateKey::generate(wharfgate::tls::KeyType::EcP256));
    }
    static wharfgate::tls::Certificate issue(const std::string &name,
                                             const wharfgate::tls::PrivateKey &key,
                                             const wharfgate::tls::KeyPair *issuer)
    {
        wharfgate::tls::CertificateSpec spec;
        spec.commonName = name;
        spec.dnsNames = {name + ".example"};
        return need(wharfgate::tls::issueCertificate(spec, key, issuer));
    }
    static wharfgate::tls::KeyPair newAuthority()
    {
        wharfgate::tls::CertificateSpec spec;
        spec.commonName = "Authority";
        spec.isAuthority = true;
        const auto key = newKey();
        return {wharfgate::tls::CertificateChain(
                    {need(wharfgate::tls::issueCertificate(spec, key, nullptr))}),
                key};
    }
    static void write(const std::string &file, const std::string &content)
    {
        QFile out(QString::fromStdString(file));
        if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::fromStdString(content)) < 0)
            throw std::runtime_error("cannot write " + file);
    }
    template <typename T>
    static T need(wharfgate::Result<T> result)
    {
        if (!result)
            throw std::runtime_error(result.error().detail);
        return std::move(*result);
    }

    wharfgate::config::Configuration configuration;

private:
    QTemporaryDir m_folder;
};
