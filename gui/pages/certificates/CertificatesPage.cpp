// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/CertificatesPage.h"

#include "gui/client/Session.h"
#include "gui/models/CertificateWords.h"
#include "gui/pages/certificates/ActionButton.h"
#include "gui/pages/certificates/CertificateDetails.h"
#include "gui/pages/certificates/CertificateJobs.h"
#include "gui/pages/certificates/CertificateSource.h"
#include "gui/pages/certificates/CheckList.h"
#include "gui/pages/certificates/KeyPanel.h"
#include "gui/pages/certificates/NoticeBar.h"
#include "gui/pages/certificates/PairCard.h"
#include "gui/widgets/EmptyState.h"
#include "gui/widgets/TabOrder.h"
#include "gui/widgets/Texts.h"
#include "gui/workspace/Workspace.h"
#include "shared/config/RegistrySettings.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using certificates::Urgency;

namespace {

/// Grows with its content and scrolls where there is no room.
QScrollArea *scrolling(QWidget *content, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    area->setWidget(content);
    return area;
}

} // namespace

CertificatesPage::CertificatesPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_source(new CertificateSource(context.workspace, context.session, this))
    , m_commands(new CertificateCommands(*m_source, context.messages, this))
    , m_clock(new QTimer(this))
    , m_role(u"server"_s)
{
    setObjectName(u"certificatesPage"_s);
    buildLayout();
    connect(m_source, &CertificateSource::changed, this, &CertificatesPage::showPairs);
    connect(m_tree, &ChainTree::choiceChanged, this, &CertificatesPage::showChoice);
    connect(&m_commands->jobs(), &CertificateJobs::staged, this, [this] { m_showsStaged = true; });
    m_clock->setInterval(std::chrono::minutes(1)); // "expires in 3 hours" goes on
    connect(m_clock, &QTimer::timeout, this, &CertificatesPage::showPairs);
    showPairs();
}

CertificatesPage::~CertificatesPage() = default;

QString CertificatesPage::title() const
{
    return tr("Certificates");
}

QString CertificatesPage::purpose() const
{
    return tr("What the server and its tokens are signed with, until when, and how to renew it.");
}

QString CertificatesPage::iconName() const
{
    return u"certificates"_s;
}

QList<QAction *> CertificatesPage::commands() const
{
    return m_commands->menu();
}

void CertificatesPage::buildLayout()
{
    m_content = new QWidget(this);
    m_expiryNotice = new NoticeBar(u"expiryNotice"_s, {}, m_content);
    m_problemNotice = new NoticeBar(u"problemNotice"_s, {}, m_content);
    m_stagedNotice =
        new NoticeBar(u"stagedNotice"_s, {m_commands->rotate, m_commands->discard}, m_content);
    m_waitingNotice = new NoticeBar(
        u"waitingNotice"_s, {m_commands->showRequest, m_commands->importFiles, m_commands->discard},
        m_content);
    m_cardRow = new QHBoxLayout;
    m_cardRow->setSpacing(theme::kGrid);
    m_tree = new ChainTree(m_content);
    auto *left = new QSplitter(Qt::Vertical, m_content);
    left->addWidget(m_tree);
    left->addWidget(buildChecks());
    left->setChildrenCollapsible(false);
    left->setStretchFactor(0, 2);
    left->setStretchFactor(1, 3);
    m_splitter = new QSplitter(Qt::Horizontal, m_content);
    m_splitter->setObjectName(u"certificatesSplitter"_s);
    m_splitter->addWidget(left);
    m_splitter->addWidget(buildPanels());
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);

    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(theme::kGrid);
    column->addLayout(buildTools());
    column->addWidget(m_expiryNotice);
    column->addLayout(m_cardRow);
    column->addWidget(m_problemNotice);
    column->addWidget(m_stagedNotice);
    column->addWidget(m_waitingNotice);
    column->addWidget(m_splitter, 1);

    m_empty = new EmptyState(this);
    m_empty->setObjectName(u"certificatesEmpty"_s);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(m_stack);
}

QLayout *CertificatesPage::buildTools()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::kGrid / 2);
    for (QAction *action : {m_commands->generate, m_commands->request, m_commands->importFiles,
                            m_commands->rotate, m_commands->rollBack})
        row->addWidget(actionButton(action, m_content));
    row->addStretch();
    return row;
}

QWidget *CertificatesPage::buildChecks()
{
    auto *part = new QWidget(m_content);
    m_checksTitle = new QLabel(part);
    m_checksTitle->setObjectName(u"checksTitle"_s);
    QFont bold = m_checksTitle->font();
    bold.setWeight(QFont::DemiBold);
    m_checksTitle->setFont(bold);
    m_checks = new CheckList(part);
    QScrollArea *area = scrolling(m_checks, part);
    area->setAccessibleName(tr("Checks"));
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_checksTitle);
    column->addWidget(area, 1);
    return part;
}

QWidget *CertificatesPage::buildPanels()
{
    m_panels = new QTabWidget(m_content);
    m_panels->setObjectName(u"certificatePanels"_s);
    m_panels->setDocumentMode(true);
    m_details =
        new CertificateDetails({m_commands->showPem, m_commands->exportCertificate}, m_panels);
    m_key = new KeyPanel(m_commands->repairMode, m_commands->saveKeySet, m_panels);
    m_panels->addTab(scrolling(m_details, m_panels), tr("Certificate"));
    m_panels->addTab(scrolling(m_key, m_panels), tr("Key"));
    return m_panels;
}

const control::PairReport *CertificatesPage::currentPair() const
{
    const control::PairReport *pair = m_source->pair(m_role);
    if (pair == nullptr && !m_source->pairs().empty())
        pair = &m_source->pairs().front();
    return pair;
}

void CertificatesPage::showPairs()
{
    const control::PairReport *pair = currentPair();
    m_stack->setCurrentWidget(pair != nullptr ? m_content : m_empty);
    if (pair == nullptr) {
        showEmpty();
        m_commands->setTarget({});
        return;
    }
    showCards();
    showNotices();
    m_tree->setPair(*pair);
    if (m_showsStaged && pair->staged) {
        m_showsStaged = false;
        m_tree->choose(ChainTree::Which::Staged);
    }
    m_tree->setEnabled(!m_source->isStale());
    showChoice();
}

void CertificatesPage::showCards()
{
    const std::vector<control::PairReport> &pairs = m_source->pairs();
    const bool isSame = std::equal(pairs.begin(), pairs.end(), m_cards.begin(), m_cards.end(),
                                   [](const control::PairReport &pair, const PairCard *card) {
                                       return pair.role == card->role();
                                   });
    if (!isSame) {
        for (PairCard *card : m_cards) {
            card->setObjectName({}); // those that follow have the same names
            card->hide();
            card->deleteLater();
        }
        m_cards.clear();
        for (const control::PairReport &pair : pairs) {
            auto *card = new PairCard(pair.role, m_content);
            connect(card, &PairCard::chosen, this, [this, role = pair.role] { showRole(role); });
            m_cardRow->addWidget(card, 1);
            m_cards.push_back(card);
        }
        for (PairCard *card : m_cards)
            insertInTabOrder(card, m_tree);
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (PairCard *card : m_cards) {
        card->setPair(*m_source->pair(card->role()), now);
        card->setCurrent(card->role() == currentPair()->role);
        card->setStale(m_source->isStale());
    }
}

void CertificatesPage::showNotices()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Urgency worst = Urgency::None;
    QStringList sentences;
    for (const control::PairReport &pair : m_source->pairs()) {
        if (pair.chain.isEmpty() || (pair.role == u"token"_s && !pair.sameAs.isEmpty()))
            continue;
        const QDateTime &notAfter = pair.chain.first().notAfter;
        const Urgency urgency = certificates::urgencyOf(notAfter, now);
        if (urgency == Urgency::None)
            continue;
        worst = std::max(worst, urgency);
        const QString when = texts::expiry(notAfter, now);
        sentences << (pair.role == u"token"_s ? tr("The token signing certificate %1.").arg(when)
                                              : tr("The server certificate %1.").arg(when));
    }
    if (!sentences.isEmpty())
        sentences << tr("Stage a new one and rotate.");
    m_expiryNotice->setNotice(certificates::colorOf(worst) == theme::Role::Error
                                  ? MessageKind::Error
                                  : MessageKind::Warning,
                              sentences.join(u' '));
    m_problemNotice->setNotice(MessageKind::Error, texts::shown(currentPair()->error, 500));
    showStagedNotices();
}

void CertificatesPage::showStagedNotices()
{
    const control::PairReport &pair = *currentPair();
    m_stagedNotice->setNotice(
        MessageKind::Information,
        pair.staged ? tr("A new certificate is staged: %1. Nothing changes before you rotate.")
                          .arg(certificates::checkSummary(pair.staged->checks))
                    : QString());
    m_waitingNotice->setNotice(MessageKind::Information,
                               pair.waiting
                                   ? tr("A key waits for its signed certificate since %1.")
                                         .arg(certificates::timeText(pair.waiting->created))
                                   : QString());
}

void CertificatesPage::showEmpty()
{
    if (!m_source->failure().isEmpty())
        m_empty->setText(m_source->failure());
    else if (!m_source->isKnown())
        m_empty->setText(m_context.workspace.isOpen() ? tr("Reading the certificates…")
                                                      : m_context.session.stateText());
    else
        m_empty->setText(tr("The configuration names no certificates.\nSet server.certificate and "
                            "server.key for HTTPS, or token.certificate and token.key for the key "
                            "that signs tokens, and apply."));
}

void CertificatesPage::showChoice()
{
    const control::PairReport *pair = currentPair();
    if (pair == nullptr)
        return;
    const ChainTree::Which which = m_tree->chosenPair();
    const bool isStaged = which == ChainTree::Which::Staged && pair->staged;
    const control::PairReport &chosen = isStaged ? *pair->staged : *pair;
    const auto certificate = m_tree->chosenCertificate();
    m_checksTitle->setText(isStaged ? tr("Checks of what is staged") : tr("Checks"));
    m_checks->setChecks(chosen.checks);
    m_details->setCertificate(certificate);
    const config::Configuration *configuration = m_context.workspace.base().configuration();
    m_key->setPair(chosen, configuration != nullptr
                               ? std::optional(config::effectiveKidFormat(configuration->token))
                               : std::nullopt);
    m_commands->setTarget({*pair, which, certificate});
}

void CertificatesPage::showRole(const QString &role)
{
    m_role = role;
    showPairs();
}

void CertificatesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_source->setActive(true);
    m_clock->start();
    showPairs();
}

void CertificatesPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_source->setActive(false);
    m_clock->stop();
}

void CertificatesPage::saveState(QSettings &settings) const
{
    settings.setValue(u"certificates/splitter"_s, m_splitter->saveState());
    settings.setValue(u"certificates/panel"_s, m_panels->currentIndex());
    settings.setValue(u"certificates/role"_s, m_role);
}

void CertificatesPage::restoreState(const QSettings &settings)
{
    m_splitter->restoreState(settings.value(u"certificates/splitter"_s).toByteArray());
    m_panels->setCurrentIndex(settings.value(u"certificates/panel"_s, 0).toInt());
    m_role = settings.value(u"certificates/role"_s, u"server"_s).toString();
    showPairs();
}

} // namespace wharfgate::gui
