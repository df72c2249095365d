// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CertificateSource.h"

#include "gui/client/InPool.h"
#include "gui/client/Session.h"
#include "gui/widgets/Texts.h"
#include "gui/workspace/Workspace.h"
#include "ssl/management/CertificateOperations.h"

#include <QJsonArray>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

CertificateSource::CertificateSource(const Workspace &workspace, Session &session, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_session(session)
{
    connect(&workspace, &Workspace::baseChanged, this, &CertificateSource::refreshSoon);
    connect(&session, &Session::stateChanged, this, [this] {
        refreshSoon();
        Q_EMIT changed(); // what is shown may have become stale, or the right to change it
    });
    connect(&session, &Session::notified, this, [this](const QString &method) {
        if (method == u"certificatesChanged"_s || method == u"configurationChanged"_s)
            refreshSoon();
    });
}

void CertificateSource::setActive(bool active)
{
    m_isActive = active;
    // Nothing tells of a change of plain files, so they are read whenever the page is shown.
    if (active && (m_isDue || m_session.state() == Session::State::File))
        refresh();
}

void CertificateSource::refreshSoon()
{
    m_isDue = true;
    if (m_isActive)
        refresh();
}

void CertificateSource::refresh()
{
    if (m_session.hasDaemon() && !m_session.isLive())
        return; // what is known stays; the state changes again
    m_isDue = false;
    const int question = ++m_question;
    ask(u"certificates.list"_s, {}, [this, question](const control::Reply &reply) {
        if (question != m_question)
            return;
        m_isKnown = reply.has_value();
        m_failure = reply ? QString() : texts::shown(reply.error().message, 300);
        m_pairs.clear();
        if (reply)
            for (const QJsonValue &item : (*reply)["pairs"_L1].toArray())
                m_pairs.push_back(control::PairReport::fromJson(item.toObject()));
        Q_EMIT changed();
    });
}

const control::PairReport *CertificateSource::pair(const QString &role) const
{
    const auto found = std::find_if(m_pairs.begin(), m_pairs.end(),
                                    [&](const auto &one) { return one.role == role; });
    return found == m_pairs.end() ? nullptr : &*found;
}

bool CertificateSource::isStale() const
{
    return m_session.hasDaemon() && !m_session.isLive();
}

bool CertificateSource::isLive() const
{
    return m_session.isLive();
}

QString CertificateSource::readOnlyReason() const
{
    if (m_session.state() == Session::State::File)
        return {}; // what the file system refuses is said when it does
    if (!m_session.isLive())
        return tr("There is no connection to a daemon.");
    if (!m_session.client().can(u"certificates"_s))
        return tr("This daemon does not manage certificates.");
    if (!m_session.client().greeting().isAdmin)
        return tr("You may look, but not change: you are not an administrator of this daemon.");
    return {};
}

void CertificateSource::change(const QString &method, const QJsonObject &params, Done done)
{
    m_isBusy = true;
    Q_EMIT busyChanged();
    ask(method, params, [this, done = std::move(done)](const control::Reply &reply) {
        m_isBusy = false;
        Q_EMIT busyChanged();
        refreshSoon();
        done(reply);
    });
}

void CertificateSource::ask(const QString &method, const QJsonObject &params, Done done)
{
    if (m_session.hasDaemon()) {
        m_session.client().call(method, params, this, std::move(done));
        return;
    }
    const config::Configuration *configuration = m_workspace.base().configuration();
    const QString obstacle = !m_workspace.isOpen() ? tr("Nothing is open.")
                             : configuration == nullptr
                                 ? tr("The configuration has errors. Correct them first.")
                                 : QString();
    runInPool(
        this,
        [obstacle, method, params,
         roles = configuration != nullptr
                     ? tls::certificateRoles(*configuration)
                     : std::vector<tls::CertificateRole>()]() -> control::Reply {
            if (!obstacle.isEmpty())
                return tl::unexpected(control::CallError{control::ErrorCode::Refused, obstacle});
            return tls::CertificateOperations(roles).call(method, params);
        },
        std::move(done));
}

} // namespace wharfgate::gui
