// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/AdviceCard.h"

#include "gui/pages/overview/AdviceDelegate.h"
#include "gui/pages/overview/AdviceModel.h"
#include "gui/widgets/Card.h"
#include "gui/widgets/EmptyState.h"
#include "gui/widgets/Theme.h"

#include <QAction>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using Severity = config::Problem::Severity;

AdviceCard::AdviceCard(const AdviceSource &source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_model(new AdviceModel(this))
    , m_card(new Card(tr("Advice"), this))
    , m_list(new QListView(this))
    , m_empty(new EmptyState(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card);
    m_card->body().addWidget(m_list, 1);
    m_card->body().addWidget(m_empty, 1);
    m_list->setObjectName(u"adviceList"_s);
    m_list->setAccessibleName(tr("Advice"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    // Sentences wrap: another width is another height of every item.
    m_list->setResizeMode(QListView::Adjust);
    m_list->setWordWrap(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(false);
    // With thousands of items only those that are seen are laid out at once.
    m_list->setLayoutMode(QListView::Batched);
    auto *delegate = new AdviceDelegate(m_list);
    m_list->setItemDelegate(delegate);

    m_showAction = new QAction(theme::icon(u"search"_s), tr("Show Place of Advice"), this);
    m_showAction->setObjectName(u"actionShowAdvice"_s);
    m_showAction->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Return));
    m_showAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_showAction->setStatusTip(tr("Go to the rule, user or line that the advice is about."));
    m_showAction->setWhatsThis(
        tr("Opens the page with the rule, user, certificate or line that the selected advice is "
           "about."));
    m_showAction->setEnabled(false);
    connect(m_showAction, &QAction::triggered, this, &AdviceCard::requestCurrent);
    connect(m_list, &QAbstractItemView::activated, this, &AdviceCard::requestCurrent);
    connect(delegate, &AdviceDelegate::showRequested, this, [this](const QModelIndex &index) {
        Q_EMIT showRequested(m_model->problem(index.row()));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { m_showAction->setEnabled(current.isValid()); });
    connect(&source, &AdviceSource::changed, this, &AdviceCard::showProblems);
    showProblems();
}

void AdviceCard::setUnavailable(const QString &reason)
{
    m_unavailable = reason;
    showEmptyState();
}

void AdviceCard::showProblems()
{
    m_model->setProblems(m_source.problems());
    QStringList parts;
    if (const int errors = m_model->count(Severity::Error); errors > 0)
        parts.append(tr("%n errors", "", errors));
    if (const int warnings = m_model->count(Severity::Warning); warnings > 0)
        parts.append(tr("%n warnings", "", warnings));
    if (const int hints = m_model->count(Severity::Lint); hints > 0)
        parts.append(tr("%n hints", "", hints));
    if (!m_source.failure().isEmpty())
        parts.append(tr("The daemon's own advice is missing: %1").arg(m_source.failure()));
    m_card->setHint(parts.join(u" · "_s));
    m_showAction->setEnabled(m_list->currentIndex().isValid());
    showEmptyState();
}

void AdviceCard::showEmptyState()
{
    if (!m_unavailable.isEmpty())
        m_empty->setText(m_unavailable);
    else if (m_source.isKnown())
        m_empty->setText(tr("Nothing to advise: the configuration has no errors and nothing "
                            "doubtful was found."));
    else
        m_empty->setText(tr("Looking at the configuration…"));
    const bool empty = !m_unavailable.isEmpty() || m_model->rowCount() == 0;
    m_empty->setVisible(empty);
    m_list->setVisible(!empty);
}

void AdviceCard::requestCurrent()
{
    if (m_list->currentIndex().isValid())
        Q_EMIT showRequested(m_model->problem(m_list->currentIndex().row()));
}

} // namespace wharfgate::gui
