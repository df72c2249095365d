// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ssl/Certificate.h"

#include <QFile>
#include <QTest>

#include <map>
#include <mutex>
#include <stdexcept>

/// Keys and certificates for the tests of ssl/, made once for each program.
namespace testkeys {

/// The value of a result that has to be there.
template <typename T>
T need(wharfgate::Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

inline const wharfgate::tls::PrivateKey &key(wharfgate::tls::KeyType type)
{
    static std::mutex mutex;
    static std::map<wharfgate::tls::KeyType, wharfgate::tls::PrivateKey> keys;
    const std::lock_guard lock(mutex);
    auto found = keys.find(type);
    if (found == keys.end())
        found = keys.emplace(type, need(wharfgate::tls::PrivateKey::generate(type, 2048))).first;
    return found->second;
}

/// A self-signed certificate for "localhost" and 127.0.0.1.
inline wharfgate::tls::KeyPair pair(wharfgate::tls::KeyType type)
{
    wharfgate::tls::CertificateSpec spec;
    spec.commonName = "localhost";
    spec.dnsNames = {"localhost"};
    spec.ipAddresses = {"127.0.0.1"};
    const auto certificate = need(wharfgate::tls::issueCertificate(spec, key(type), nullptr));
    return {wharfgate::tls::CertificateChain({certificate}), key(type)};
}

inline std::string writeFile(const QString &path, const std::string &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(content.data(), qint64(content.size())) != qint64(content.size()))
        throw std::runtime_error("cannot write a test file");
    return path.toStdString();
}

} // namespace testkeys

/// All types of key, one row each.
inline void addKeyTypes()
{
    using wharfgate::tls::KeyType;
    QTest::addColumn<KeyType>("type");
    QTest::newRow("RSA") << KeyType::Rsa;
    QTest::newRow("P-256") << KeyType::EcP256;
    QTest::newRow("P-384") << KeyType::EcP384;
    QTest::newRow("P-521") << KeyType::EcP521;
    QTest::newRow("Ed25519") << KeyType::Ed25519;
}

Q_DECLARE_METATYPE(wharfgate::tls::KeyType)
