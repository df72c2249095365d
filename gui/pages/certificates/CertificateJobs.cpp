// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CertificateJobs.h"

#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/CertificateForm.h"
#include "gui/pages/certificates/CertificateSource.h"
#include "gui/pages/certificates/ImportReview.h"
#include "gui/pages/certificates/PemDialog.h"
#include "gui/pages/certificates/RotateDialog.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/Texts.h"

#include <QFile>
#include <QWidget>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxImportBytes = 1 << 20; // as PROTOCOL.md allows

QString failureOf(const control::Reply &reply)
{
    return reply ? QString() : texts::shown(reply.error().message, 500);
}

} // namespace

CertificateJobs::CertificateJobs(CertificateSource &source, Messages &messages, QWidget *page)
    : QObject(page)
    , m_source(source)
    , m_messages(messages)
    , m_page(page)
{}

void CertificateJobs::showStaged(const QString &text)
{
    m_messages.showMessage(MessageKind::Success, text);
    Q_EMIT staged();
}

void CertificateJobs::generate(const control::PairReport &pair)
{
    auto *const form = new CertificateForm(CertificateForm::Kind::SelfSigned, pair, m_page);
    connect(form, &TaskDialog::started, this, [this, form, role = pair.role] {
        form->begin();
        m_source.change(u"certificates.generate"_s,
                        {{u"role"_s, role}, {u"spec"_s, form->spec().toJson()}},
                        [this, form = QPointer(form)](const control::Reply &reply) {
                            if (form)
                                form->end(failureOf(reply));
                            if (reply)
                                showStaged(tr("A new certificate is staged. Look at its checks, "
                                              "then rotate."));
                        });
    });
    form->open();
}

void CertificateJobs::request(const control::PairReport &pair)
{
    auto *const form = new CertificateForm(CertificateForm::Kind::Request, pair, m_page);
    connect(form, &TaskDialog::started, this, [this, form, role = pair.role] {
        form->begin();
        control::CertificateSpecReport spec = form->spec();
        m_source.change(u"certificates.request"_s, {{u"role"_s, role}, {u"spec"_s, spec.toJson()}},
                        [this, role, form = QPointer(form)](const control::Reply &reply) {
                            if (form)
                                form->end(failureOf(reply));
                            if (reply)
                                showCsr((*reply)["csr"_L1].toString(), role);
                        });
    });
    form->open();
}

void CertificateJobs::showCsr(const QString &csr, const QString &role)
{
    auto *const dialog = new PemDialog({tr("Certificate Request"),
                                        tr("Give this to the authority, and import its answer. The "
                                           "key stays where it is."),
                                        csr,
                                        {tr("Save Request"), role + u".csr"_s,
                                         tr("Certificate requests (*.csr *.pem);;All files (*)")}},
                                       m_messages, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CertificateJobs::showRequest(const control::PairReport &pair)
{
    if (pair.waiting)
        showCsr(pair.waiting->csr, pair.role);
}

void CertificateJobs::importFiles(const control::PairReport &pair)
{
    const QStringList names = dialogs::openFileNames(
        m_page, tr("Import Certificate"),
        tr("Certificates and keys (*.pem *.crt *.cer *.der *.key *.p7b *.p12 *.pfx);;All files "
           "(*)"));
    if (names.isEmpty())
        return;
    QJsonArray data;
    qint64 total = 0;
    for (const QString &name : names) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            m_messages.showMessage(MessageKind::Error,
                                   tr("%1 cannot be read: %2").arg(name, file.errorString()));
            return;
        }
        const QByteArray content = file.read(kMaxImportBytes + 1);
        total += content.size();
        if (total > kMaxImportBytes) {
            m_messages.showMessage(MessageKind::Error,
                                   tr("These files are too large for certificates. Choose fewer or "
                                      "others."));
            return;
        }
        data.append(QString::fromLatin1(content.toBase64()));
    }
    inspect(pair, data, {});
}

void CertificateJobs::inspect(const control::PairReport &pair, const QJsonArray &data,
                              const QString &password)
{
    QJsonObject params{{u"role"_s, pair.role}, {u"data"_s, data}};
    if (!password.isEmpty())
        params.insert(u"password"_s, password);
    const bool isFirst = password.isEmpty();
    m_source.ask(u"certificates.inspect"_s, params, [=, this](const control::Reply &reply) {
        if (reply) {
            review(pair, control::InspectionReport::fromJson(*reply), params);
        } else if (reply.error().code == control::ErrorCode::WrongPassword) {
            const std::optional<QString> typed = dialogs::askPassword(
                m_page, tr("Import Certificate"),
                isFirst ? tr("A key in these files is locked. Its password is needed once and "
                             "not kept:")
                        : tr("That was not the password. Try again:"));
            if (typed && !typed->isEmpty())
                inspect(pair, data, *typed);
        } else {
            m_messages.showMessage(MessageKind::Error, failureOf(reply));
        }
    });
}

void CertificateJobs::review(const control::PairReport &pair,
                             const control::InspectionReport &found, const QJsonObject &params)
{
    auto *const dialog = new ImportReview(found, pair, m_page);
    connect(dialog, &TaskDialog::started, this, [this, dialog, params] {
        dialog->begin();
        m_source.change(u"certificates.import"_s, params,
                        [this, dialog = QPointer(dialog)](const control::Reply &reply) {
                            if (dialog)
                                dialog->end(failureOf(reply));
                            if (reply)
                                showStaged(tr("The imported certificate is staged. Look at its "
                                              "checks, then rotate."));
                        });
    });
    dialog->open();
}

void CertificateJobs::rotate(const control::PairReport &pair, QAction *saveKeySet)
{
    const bool live = m_source.isLive();
    const bool tells = RotateDialog::changesSigningKey(pair);
    auto *const dialog = new RotateDialog(pair, live, m_messages, m_page);
    connect(dialog, &TaskDialog::started, this, [=, this, role = pair.role] {
        dialog->begin();
        m_source.change(
            u"certificates.rotate"_s, {{u"role"_s, role}},
            [=, this, dialog = QPointer(dialog)](const control::Reply &reply) {
                if (dialog)
                    dialog->end(failureOf(reply));
                if (!reply)
                    return;
                QString text = live ? tr("The new certificate is in use. Connections were kept.")
                                    : tr("The new certificate is in place.");
                if (tells)
                    text += u' ' + tr("Tell the registries the new key.");
                m_messages.showMessage(tells ? MessageKind::Warning : MessageKind::Success, text,
                                       tells ? saveKeySet : nullptr);
            });
    });
    dialog->open();
}

void CertificateJobs::rollBack(const control::PairReport &pair)
{
    if (!pair.previous)
        return;
    QString text =
        tr("The certificate and key from before the last rotation come back into use. That "
           "certificate %1.")
            .arg(texts::expiry(pair.previous->notAfter, QDateTime::currentDateTimeUtc()));
    if (pair.role == u"token"_s || !pair.sameAs.isEmpty())
        text += u' ' + tr("If its key is another one, registries have to know it.");
    if (dialogs::confirm(m_page, tr("Roll Back"), text, tr("Roll Back")))
        run(u"certificates.rollback"_s, pair.role, tr("The earlier certificate is in use again."));
}

void CertificateJobs::discard(const control::PairReport &pair)
{
    const QString text =
        pair.waiting && pair.staged
            ? tr("The staged certificate and the key that waits are deleted. What is in use stays.")
        : pair.waiting
            ? tr("The key that waits is deleted, and the answer to its request becomes "
                 "useless. What is in use stays.")
            : tr("The staged certificate and its key are deleted. What is in use stays.");
    if (dialogs::confirm(m_page, tr("Discard"), text, tr("Discard")))
        run(u"certificates.discard"_s, pair.role, tr("Nothing is staged any more."));
}

void CertificateJobs::run(const QString &method, const QString &role, const QString &success)
{
    m_source.change(method, {{u"role"_s, role}}, [this, success](const control::Reply &reply) {
        if (reply)
            m_messages.showMessage(MessageKind::Success, success);
        else
            m_messages.showMessage(MessageKind::Error, failureOf(reply));
    });
}

} // namespace wharfgate::gui
