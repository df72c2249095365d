// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/TokenKeySource.h"

#include "gui/client/InPool.h"
#include "gui/client/Session.h"
#include "gui/widgets/Texts.h"
#include "gui/workspace/Workspace.h"
#include "ssl/management/CertificateOperations.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

/// The first name that clients could have in a URL: no address, no wildcard.
QString hostNameOf(const control::PairReport &pair)
{
    if (pair.chain.isEmpty())
        return {};
    for (const QString &name : pair.chain.first().names)
        if (!name.contains(u'*') && name != u"localhost"_s && QHostAddress(name).isNull())
            return name;
    return {};
}

} // namespace

TokenKeySource::TokenKeySource(const Workspace &workspace, Session &session, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_session(session)
{
    connect(&workspace, &Workspace::baseChanged, this, &TokenKeySource::lookSoon);
    connect(&session, &Session::stateChanged, this, &TokenKeySource::lookSoon);
    connect(&session, &Session::notified, this, [this](const QString &method) {
        if (method == u"certificatesChanged"_s || method == u"configurationChanged"_s)
            lookSoon();
    });
}

void TokenKeySource::setActive(bool active)
{
    m_active = active;
    if (active && m_due)
        look();
}

void TokenKeySource::lookSoon()
{
    m_due = true;
    if (m_active)
        look();
}

void TokenKeySource::look()
{
    if (m_session.state() == Session::State::Waiting ||
        m_session.state() == Session::State::Connecting)
        return; // what is known stays; the state changes again
    m_due = false;
    const int question = ++m_question;
    const auto done = [this, question](const control::Reply &reply) {
        handlePairs(reply, question);
    };
    const config::Configuration *configuration = m_workspace.base().configuration();
    if (m_session.isLive()) {
        m_session.client().call(u"certificates.list"_s, {}, this, done);
    } else if (m_session.state() == Session::State::File && configuration) {
        runInPool(
            this,
            [roles = tls::certificateRoles(*configuration)] {
                return tls::CertificateOperations(roles).list({});
            },
            done);
    } else {
        m_pair.reset();
        m_serverName.clear();
        m_failure =
            m_workspace.isOpen() ? tr("The configuration has errors.") : tr("Nothing is open.");
        Q_EMIT changed();
    }
}

void TokenKeySource::handlePairs(const control::Reply &reply, int question)
{
    if (question != m_question)
        return;
    m_pair.reset();
    m_serverName.clear();
    m_failure.clear();
    if (!reply)
        m_failure = texts::shown(reply.error().message, 300);
    else
        for (const QJsonValue &item : (*reply)["pairs"_L1].toArray()) {
            const auto pair = control::PairReport::fromJson(item.toObject());
            if (pair.role == u"server"_s)
                m_serverName = hostNameOf(pair);
            else if (pair.role == u"token"_s)
                m_pair = pair;
        }
    if (m_pair && m_pair->chain.isEmpty())
        m_failure = m_pair->error.isEmpty() ? tr("The token certificate cannot be read.")
                                            : texts::shown(m_pair->error, 300);
    Q_EMIT changed();
}

config::TokenKeyKind TokenKeySource::keyKind() const
{
    if (!isKnown())
        return config::TokenKeyKind::Unknown;
    const QString type = m_pair->chain.first().keyType;
    if (type.startsWith(u"rsa"_s))
        return config::TokenKeyKind::Rsa;
    if (type.startsWith(u"ec"_s))
        return config::TokenKeyKind::Ec;
    return type == u"ed25519"_s ? config::TokenKeyKind::Ed25519 : config::TokenKeyKind::Unknown;
}

QString TokenKeySource::algorithm() const
{
    return m_pair ? m_pair->jwk["alg"_L1].toString() : QString();
}

QString TokenKeySource::bundle() const
{
    QString pem;
    if (m_pair)
        for (const control::CertificateReport &certificate : m_pair->chain)
            pem += certificate.pem.trimmed() + u'\n';
    return pem;
}

QString TokenKeySource::jwks() const
{
    if (!m_pair || m_pair->jwk.isEmpty())
        return {};
    const QJsonObject set{{u"keys"_s, QJsonArray{m_pair->jwk}}};
    return QString::fromUtf8(QJsonDocument(set).toJson(QJsonDocument::Indented));
}

} // namespace wharfgate::gui
