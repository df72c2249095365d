// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/RegistrySettings.h"
#include "shared/control/CertificateReport.h"
#include "shared/control/Message.h"

#include <QObject>
#include <QString>

#include <optional>

namespace wharfgate::gui {

class Session;
class Workspace;

/// The public half of the key that signs tokens: from the daemon, or from the files that a plain
/// configuration names.
class TokenKeySource final : public QObject
{
    Q_OBJECT

public:
    TokenKeySource(const Workspace &workspace, Session &session, QObject *parent);

    /// Only while somebody looks; a change meanwhile is caught up on.
    void setActive(bool active);
    bool isKnown() const { return m_pair.has_value() && !m_pair->chain.isEmpty(); }
    /// Why it is not known.
    const QString &failure() const { return m_failure; }

    config::TokenKeyKind keyKind() const;
    /// "ES256"; empty if unknown or if it depends.
    QString algorithm() const;
    /// The certificate and those above it, PEM; empty if unknown.
    QString bundle() const;
    /// A JWK set (RFC 7517) as text; empty if unknown.
    QString jwks() const;
    /// A host name that the server's certificate covers, or empty.
    QString serverName() const { return m_serverName; }

Q_SIGNALS:
    void changed();

private:
    void lookSoon();
    void look();
    void handlePairs(const control::Reply &reply, int question);

    const Workspace &m_workspace;
    Session &m_session;
    std::optional<control::PairReport> m_pair;
    QString m_serverName;
    QString m_failure;
    int m_question = 0; // replies to earlier ones are out of date
    bool m_active = false;
    bool m_due = true;
};

} // namespace wharfgate::gui
