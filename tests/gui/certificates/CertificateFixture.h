// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/Session.h"
#include "gui/pages/certificates/CertificatesPage.h"
#include "gui/workspace/Workspace.h"
#include "ssl/Certificate.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

namespace wharfgate::test {

/// The page on a plain configuration file with real certificates beside it.
struct CertificateFixture
{
    static constexpr int kLimit = 20'000; // milliseconds for anything to happen

    CertificateFixture()
    {
        page.resize(1080, 680);
        page.show();
        page.activateWindow(); // keys reach the commands of an active window only
        (void)QTest::qWaitForWindowActive(&page);
    }

    QString file(const QString &name) const { return folder.filePath(name); }
    bool write(const QString &name, const QByteArray &text) const
    {
        QFile written(file(name));
        return written.open(QIODevice::WriteOnly) && written.write(text) == text.size() &&
               written.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    QByteArray read(const QString &name) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    static tls::CertificateSpec specOf(const std::string &name, int days)
    {
        tls::CertificateSpec spec;
        spec.commonName = name;
        spec.dnsNames = {name};
        // One that is over has been valid for a year.
        const auto age = std::chrono::hours(days > 0 ? 0 : 24 * 365);
        spec.now -= age;
        spec.validity = age + std::chrono::hours(24 * days + 1);
        return spec;
    }
    /// `name`.crt and `name`.key, issued by an authority that is in the file too.
    bool makePair(const QString &name, int days, bool withAuthority = true) const
    {
        const auto authorityKey = tls::PrivateKey::generate(tls::KeyType::EcP256);
        const auto key = tls::PrivateKey::generate(tls::KeyType::EcP256);
        if (!authorityKey || !key)
            return false;
        tls::CertificateSpec spec = specOf("Test Authority", 3000);
        spec.dnsNames = {};
        spec.isAuthority = true;
        const auto authority = tls::issueCertificate(spec, *authorityKey, nullptr);
        if (!authority)
            return false;
        const tls::KeyPair issuer{tls::CertificateChain({*authority}), *authorityKey};
        const auto leaf = tls::issueCertificate(specOf("auth.example.com", days), *key,
                                                withAuthority ? &issuer : nullptr);
        const std::string above = withAuthority ? authority->toPem() : std::string();
        return leaf &&
               write(name + QStringLiteral(".crt"),
                     QByteArray::fromStdString(leaf->toPem() + above)) &&
               write(name + QStringLiteral(".key"), QByteArray::fromStdString(key->toPem()));
    }
    /// A server and a token section; empty: without files.
    bool makeConfiguration(const QString &server, const QString &token) const
    {
        const auto files = [this](const QString &name) {
            return name.isEmpty()
                       ? QString()
                       : QStringLiteral("  certificate: %1.crt\n  key: %1.key\n").arg(file(name));
        };
        const QString text = QStringLiteral("server:\n  addr: \":5001\"\n%1token:\n"
                                            "  issuer: Test\n  expiration: 900\n%2"
                                            "users:\n  admin: {}\n"
                                            "acl:\n  - match: {account: admin}\n"
                                            "    actions: [\"*\"]\n")
                                 .arg(files(server), files(token));
        return write(QStringLiteral("w.yml"), text.toUtf8());
    }
    bool open()
    {
        gui::ConnectionSpec spec;
        spec.kind = gui::ConnectionSpec::Kind::File;
        spec.path = file(QStringLiteral("w.yml"));
        session.open(spec);
        return QTest::qWaitFor([this] { return workspace.isOpen(); }, kLimit);
    }
    /// Server and token pair, shown.
    bool openPairs(int serverDays)
    {
        return makePair(QStringLiteral("server"), serverDays) &&
               makePair(QStringLiteral("token"), 400, false) &&
               makeConfiguration(QStringLiteral("server"), QStringLiteral("token")) && open() &&
               QTest::qWaitFor(
                   [this] {
                       const auto *card = find<QWidget>("pairCard_token");
                       return card != nullptr && card->isVisible(); // with the next event
                   },
                   kLimit);
    }

    template <typename T>
    T *find(const char *name) const
    {
        return page.findChild<T *>(QLatin1StringView(name));
    }
    QAction *action(const char *name) const { return find<QAction>(name); }
    QString label(const char *name) const
    {
        auto *found = find<QLabel>(name);
        // Fingerprints may be broken at each colon.
        return found == nullptr ? QStringLiteral("(none)") : found->text().remove(QChar(0x200b));
    }
    QString cardLabel(const char *role, const char *name) const
    {
        auto *card =
            page.findChild<QWidget *>(QStringLiteral("pairCard_") + QLatin1StringView(role));
        auto *found =
            card == nullptr ? nullptr : card->findChild<QLabel *>(QLatin1StringView(name));
        return found == nullptr ? QStringLiteral("(none)") : found->text();
    }

    QTemporaryDir folder;
    gui::Workspace workspace;
    gui::Session session{workspace};
    RecordingMessages messages;
    RecordingNavigator navigator;
    gui::CertificatesPage page{gui::PageContext{workspace, session, navigator, messages}};
};

} // namespace wharfgate::test
