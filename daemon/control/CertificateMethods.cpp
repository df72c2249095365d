// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/CertificateMethods.h"

#include <QJsonArray>

#include <memory>
#include <utility>

namespace wharfgate::control {

using namespace Qt::StringLiterals;
using tls::CertificateOperations;

namespace {

/// The fingerprint of the first certificate of a pair, or empty.
QString fingerprintOf(const QJsonValue &pair)
{
    return pair.toObject()["chain"_L1].toArray().at(0).toObject()["sha256"_L1].toString();
}

} // namespace

CertificateMethods::CertificateMethods(Daemon daemon, Notifier &notifier, Worker &worker,
                                       log::Logger &logger)
    : m_daemon(std::move(daemon))
    , m_notifier(notifier)
    , m_worker(worker)
    , m_logger(logger)
{}

std::vector<Method> CertificateMethods::methods()
{
    Method inspect{u"certificates.inspect"_s, Role::Viewer,
                   [this](const Caller &, const QJsonObject &params, Respond respond) {
                       m_worker.run([params] { return CertificateOperations::inspect(params); },
                                    std::move(respond));
                   }};
    inspect.takesText = true;
    return {reading(u"certificates.list"_s, &CertificateOperations::list),
            std::move(inspect),
            preparing(u"certificates.generate"_s, &CertificateOperations::generate),
            preparing(u"certificates.request"_s, &CertificateOperations::request),
            preparing(u"certificates.import"_s, &CertificateOperations::import),
            preparing(u"certificates.discard"_s, &CertificateOperations::discard),
            preparing(u"certificates.repairMode"_s, &CertificateOperations::repairMode),
            rotation(),
            rollback(),
            reading(u"jwks"_s, &CertificateOperations::jwks)};
}

CertificateOperations CertificateMethods::operations() const
{
    return CertificateOperations(tls::certificateRoles(m_daemon.configuration()));
}

Method CertificateMethods::reading(const QString &name, Work work)
{
    return {name, Role::Viewer,
            [this, work](const Caller &, const QJsonObject &params, Respond respond) {
                m_worker.run(
                    [subject = operations(), work, params] { return (subject.*work)(params); },
                    std::move(respond));
            }};
}

Method CertificateMethods::preparing(const QString &name, Work work)
{
    return {name, Role::Admin,
            [this, name, work](const Caller &caller, const QJsonObject &params, Respond respond) {
                m_worker.run(
                    [subject = operations(), work, params] { return (subject.*work)(params); },
                    finishing(name, caller, params, std::move(respond)));
            }};
}

tls::CertificateStore::Load CertificateMethods::loadFor(const Caller &caller) const
{
    return [this, caller] { return m_daemon.reload(caller); };
}

/// The staged pair is tried out on the worker and put in place on the main thread.
Method CertificateMethods::rotation()
{
    const QString name = u"certificates.rotate"_s;
    return {name, Role::Admin,
            [this, name](const Caller &caller, const QJsonObject &params, Respond respond) {
                Respond done = finishing(name, caller, params, std::move(respond));
                m_worker.run(
                    [subject = operations(), params] { return subject.testStaged(params); },
                    [this, caller, params, done = std::move(done)](const Reply &tested) {
                        if (!tested) {
                            done(tested);
                            return;
                        }
                        const QString leaf = (*tested)["fingerprint"_L1].toString();
                        done(operations().rotate(params, leaf.toStdString(), loadFor(caller)));
                    });
            }};
}

Method CertificateMethods::rollback()
{
    const QString name = u"certificates.rollback"_s;
    return {name, Role::Admin,
            [this, name](const Caller &caller, const QJsonObject &params, Respond respond) {
                const Reply reply = operations().rollback(params, loadFor(caller));
                finish(name, caller, params, reply);
                respond(reply);
            }};
}

/// `respond`, after what follows a change.
Respond CertificateMethods::finishing(const QString &name, const Caller &caller,
                                      const QJsonObject &params, Respond respond)
{
    return [this, name, caller, params, respond = std::move(respond)](const Reply &reply) {
        finish(name, caller, params, reply);
        respond(reply);
    };
}

void CertificateMethods::finish(const QString &name, const Caller &caller,
                                const QJsonObject &params, const Reply &reply)
{
    const QString role = params["role"_L1].toString();
    logChange(name, caller, role, reply);
    if (!reply)
        return;
    for (const tls::CertificateRole &one : tls::certificateRoles(m_daemon.configuration())) {
        if (one.name() == role || one.sharesFiles)
            m_notifier.notifyAll(u"certificatesChanged"_s, {{u"role"_s, one.name()}});
    }
}

/// Never writes what a client gave as it is: only the method, the role if there is such a one, and
/// what the files say.
void CertificateMethods::logChange(const QString &name, const Caller &caller, const QString &role,
                                   const Reply &reply)
{
    const bool isRole = role == "server"_L1 || role == "token"_L1;
    const std::string shownRole = isRole ? role.toStdString() : std::string();
    const std::string method = name.toStdString();
    const std::string user = caller.user.toStdString();
    if (!reply) {
        m_logger.warning("control", "certificate-change-failed",
                         "A change of certificates was refused.",
                         {{"method", method},
                          {"role", shownRole},
                          {"user", user},
                          {"uid", static_cast<std::int64_t>(caller.uid)},
                          {"code", static_cast<int>(reply.error().code)},
                          {"reason", reply.error().message.toStdString()}});
        return;
    }
    m_logger.info("control", "certificates-changed",
                  "Certificate files were changed from the console.",
                  {{"method", method},
                   {"role", shownRole},
                   {"user", user},
                   {"uid", static_cast<std::int64_t>(caller.uid)},
                   {"in_use", fingerprintOf(*reply).toStdString()},
                   {"staged", fingerprintOf((*reply)["staged"_L1]).toStdString()}});
}

} // namespace wharfgate::control
