// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CertificateCommands.h"

#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/CertificateJobs.h"
#include "gui/pages/certificates/CertificateSource.h"
#include "gui/pages/certificates/PemDialog.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/SaveText.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QAction>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

/// Of the check of the key file's mode, which says what is wrong.
bool isOpenToOthers(const control::PairReport &pair)
{
    return std::any_of(pair.checks.begin(), pair.checks.end(), [](const auto &check) {
        return check.code == u"key-file-public"_s || check.code == u"key-file-group"_s;
    });
}

} // namespace

CertificateCommands::CertificateCommands(CertificateSource &source, Messages &messages,
                                         QWidget *page)
    : QObject(page)
    , m_source(source)
    , m_messages(messages)
    , m_page(page)
    , m_jobs(new CertificateJobs(source, messages, page))
{
    addStagingCommands();
    addExchangeCommands();
    addReadingCommands();
    connect(&source, &CertificateSource::busyChanged, this, &CertificateCommands::updateEnabled);
    updateEnabled();
}

QAction *CertificateCommands::add(const QString &name, const QString &icon, const Texts &texts,
                                  const QKeySequence &keys, std::function<void()> handler)
{
    auto *const action = new QAction(theme::icon(icon), texts.text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(texts.tip);
    action->setWhatsThis(texts.tip);
    connect(action, &QAction::triggered, this, std::move(handler));
    m_menu << action;
    m_page->addAction(action);
    return action;
}

void CertificateCommands::separate()
{
    m_menu << nullptr;
}

void CertificateCommands::addStagingCommands()
{
    generate = add(u"actionGenerateCertificate"_s, u"generate"_s,
                   {tr("Generate Self-Signed…"),
                    tr("Stage a new key and a certificate that it signs itself.")},
                   Qt::CTRL | Qt::Key_N, [this] { m_jobs->generate(*m_target.pair); });
    request = add(u"actionRequestCertificate"_s, u"request"_s,
                  {tr("Request…"), tr("Make a new key and a request for an authority to sign.")},
                  Qt::CTRL | Qt::SHIFT | Qt::Key_N, [this] { m_jobs->request(*m_target.pair); });
    importFiles =
        add(u"actionImportCertificate"_s, u"import"_s,
            {tr("Import…"),
             tr("Stage certificates and keys from PEM, DER or PKCS #12 files, or the answer "
                "to a request.")},
            Qt::CTRL | Qt::SHIFT | Qt::Key_I, [this] { m_jobs->importFiles(*m_target.pair); });
    showRequest =
        add(u"actionShowRequest"_s, u"request"_s,
            {tr("Show Request…"), tr("Show the request that waits for its answer.")},
            Qt::CTRL | Qt::SHIFT | Qt::Key_Q, [this] { m_jobs->showRequest(*m_target.pair); });
    separate();
}

void CertificateCommands::addExchangeCommands()
{
    rotate = add(u"actionRotateCertificate"_s, u"rotate"_s,
                 {tr("Rotate…"), tr("Put the staged certificate into use.")},
                 Qt::CTRL | Qt::SHIFT | Qt::Key_T,
                 [this] { m_jobs->rotate(*m_target.pair, saveKeySet); });
    rollBack = add(u"actionRollBackCertificate"_s, u"rollback"_s,
                   {tr("Roll Back…"), tr("Bring back the certificate from before the rotation.")},
                   Qt::CTRL | Qt::SHIFT | Qt::Key_L, [this] { m_jobs->rollBack(*m_target.pair); });
    discard = add(u"actionDiscardCertificate"_s, u"discard"_s,
                  {tr("Discard Staged…"), tr("Delete what is staged or waits.")},
                  Qt::CTRL | Qt::SHIFT | Qt::Key_D, [this] { m_jobs->discard(*m_target.pair); });
    separate();
}

void CertificateCommands::addReadingCommands()
{
    repairMode = add(u"actionRepairKeyMode"_s, u"repair"_s,
                     {tr("Fix Key File Mode"), tr("Let only the owner of the key file read it.")},
                     Qt::CTRL | Qt::SHIFT | Qt::Key_F, [this] { repair(); });
    separate();
    showPem = add(u"actionShowPem"_s, u"text"_s,
                  {tr("Show PEM…"), tr("Show the chosen certificate as text.")},
                  Qt::CTRL | Qt::SHIFT | Qt::Key_P, [this] { showPemOfCertificate(); });
    exportCertificate = add(u"actionExportCertificate"_s, u"export"_s,
                            {tr("Export Certificate…"),
                             tr("Save the chosen certificate and those above it, without the "
                                "key.")},
                            Qt::CTRL | Qt::SHIFT | Qt::Key_K, [this] { exportChain(); });
    saveKeySet = add(u"actionSaveKeySet"_s, u"key"_s,
                     {tr("Save JWKS File…"),
                      tr("Save the public half of the key that signs tokens, as registries read "
                         "it.")},
                     Qt::CTRL | Qt::SHIFT | Qt::Key_J, [this] { saveKeys(); });
}

void CertificateCommands::enable(QAction *action, const QString &obstacle)
{
    action->setEnabled(obstacle.isEmpty());
    action->setToolTip(obstacle.isEmpty() ? action->statusTip() : obstacle);
}

void CertificateCommands::setTarget(const Target &target)
{
    m_target = target;
    updateEnabled();
}

QString CertificateCommands::obstacleToChange() const
{
    const QString readOnly = m_source.readOnlyReason();
    if (!readOnly.isEmpty())
        return readOnly;
    if (!m_target.pair)
        return tr("The configuration names no certificate for this.");
    return m_source.isBusy() ? tr("Wait until the last command has ended.") : QString();
}

const control::PairReport *CertificateCommands::chosenPair() const
{
    if (!m_target.pair)
        return nullptr;
    return m_target.which == ChainTree::Which::Staged && m_target.pair->staged
               ? m_target.pair->staged.get()
               : &*m_target.pair;
}

void CertificateCommands::updateEnabled()
{
    const QString obstacle = obstacleToChange();
    const control::PairReport *pair = chosenPair();
    enableChanges(obstacle);
    const QString noCertificate = m_target.certificate ? QString() : tr("Choose a certificate.");
    enable(showPem, noCertificate);
    enable(exportCertificate, noCertificate);
    enable(saveKeySet,
           pair != nullptr && !pair->jwk.isEmpty() ? QString() : tr("The key cannot be read."));
    enable(repairMode, !obstacle.isEmpty() ? obstacle
                       : m_target.pair && isOpenToOthers(*m_target.pair)
                           ? QString()
                           : tr("Only its owner can "
                                "read the key file."));
}

void CertificateCommands::enableChanges(const QString &obstacle)
{
    const auto enableIf = [&](QAction *action, bool isPossible, const QString &otherwise) {
        enable(action, obstacle.isEmpty() && !isPossible ? otherwise : obstacle);
    };
    for (QAction *action : {generate, request, importFiles})
        enable(action, obstacle);
    const bool isStaged = m_target.pair && m_target.pair->staged;
    const bool isWaiting = m_target.pair && m_target.pair->waiting;
    enableIf(rotate, isStaged, tr("Nothing is staged. Generate or import a certificate first."));
    enableIf(rollBack, m_target.pair && m_target.pair->previous,
             tr("There is no earlier certificate to go back to."));
    enableIf(discard, isStaged || isWaiting, tr("Nothing is staged."));
    enable(showRequest, isWaiting ? QString() : tr("No key waits for its certificate."));
}

void CertificateCommands::showPemOfCertificate()
{
    const control::CertificateReport &certificate = *m_target.certificate;
    auto *const dialog =
        new PemDialog({tr("Certificate of %1").arg(certificates::shortName(certificate)),
                       tr("This is public: it may be given to anybody."),
                       certificate.pem,
                       {tr("Save Certificate"), u"certificate.pem"_s,
                        tr("Certificates (*.pem *.crt);;All files (*)")}},
                      m_messages, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CertificateCommands::exportChain()
{
    QString pem;
    bool isAbove = false; // the chosen one and those that have issued it
    for (const control::CertificateReport &certificate : chosenPair()->chain) {
        isAbove = isAbove || certificate == *m_target.certificate;
        if (isAbove)
            pem += certificate.pem.trimmed() + u'\n';
    }
    saveText(m_page, m_messages,
             {tr("Export Certificate"), m_target.pair->role + u".pem"_s,
              tr("Certificates (*.pem *.crt);;All files (*)")},
             pem.toUtf8());
}

void CertificateCommands::saveKeys()
{
    const QJsonObject set{{u"keys"_s, QJsonArray{chosenPair()->jwk}}};
    saveText(m_page, m_messages,
             {tr("Save JWKS File"), u"wharfgate-jwks.json"_s,
              tr("JSON web key sets (*.json);;All files (*)")},
             QJsonDocument(set).toJson(QJsonDocument::Indented));
}

void CertificateCommands::repair()
{
    m_source.change(u"certificates.repairMode"_s, {{u"role"_s, m_target.pair->role}},
                    [this](const control::Reply &reply) {
                        if (reply)
                            m_messages.showMessage(MessageKind::Success,
                                                   tr("Only its owner can read the key file now."));
                        else
                            m_messages.showMessage(MessageKind::Error,
                                                   texts::shown(reply.error().message, 500));
                    });
}

} // namespace wharfgate::gui
