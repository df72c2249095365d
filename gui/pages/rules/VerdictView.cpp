// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/VerdictView.h"

#include "gui/widgets/Badge.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

VerdictView::VerdictView(const QString &name, QWidget *parent)
    : QFrame(parent)
{
    setObjectName(name);
    setFrameShape(QFrame::StyledPanel);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    layout->setSpacing(theme::kGrid / 2);
    m_title = new QLabel(this);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_badge = new Badge(this);
    m_badge->setObjectName(name + u"Badge"_s);
    m_actionRow = new QWidget(this);
    m_actions = new QHBoxLayout(m_actionRow);
    m_actions->setContentsMargins(0, 0, 0, 0);
    m_actions->setSpacing(theme::kGrid);
    m_text = new QLabel(this);
    m_text->setObjectName(name + u"Text"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_goTo = new QPushButton(theme::icon(u"arrow-right"_s), tr("Go to Rule"), this);
    m_goTo->setObjectName(name + u"GoTo"_s);
    layout->addWidget(m_title);
    layout->addWidget(m_badge, 0, Qt::AlignLeft);
    layout->addWidget(m_actionRow);
    layout->addWidget(m_text);
    layout->addWidget(m_goTo, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_goTo, &QPushButton::clicked, this, [this] { Q_EMIT ruleRequested(m_row); });
    setMessage({});
}

void VerdictView::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void VerdictView::clearActions()
{
    while (QLayoutItem *const item = m_actions->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void VerdictView::setDecision(const TestedDecision &decision)
{
    const auto granted = static_cast<std::size_t>(decision.granted.size());
    const auto refused = static_cast<std::size_t>(decision.refused.size());
    m_badge->setVerdict(Verdict::ofActions(granted, granted + refused));
    m_badge->show();
    clearActions();
    const auto addAction = [this](const QString &action, bool isGranted) {
        auto *const badge = new Badge(m_actionRow);
        Verdict verdict = Verdict::ofActions(isGranted ? 1 : 0, 1);
        const QString word = verdict.word;
        verdict.word = texts::shown(action, 40);
        badge->setVerdict(verdict);
        badge->setAccessibleName(tr("%1: %2").arg(verdict.word, word));
        m_actions->addWidget(badge);
    };
    for (const QString &action : decision.granted)
        addAction(action, true);
    for (const QString &action : decision.refused)
        addAction(action, false);
    m_actions->addStretch(1);
    m_actionRow->setVisible(granted + refused > 1);
    m_text->setText(decision.sentence());
    m_row = decision.row ? static_cast<int>(*decision.row) : -1;
    m_goTo->setVisible(m_row >= 0);
}

void VerdictView::setMessage(const QString &text)
{
    m_badge->setVerdict(std::nullopt);
    m_badge->hide();
    clearActions();
    m_actionRow->hide();
    m_text->setText(text);
    m_row = -1;
    m_goTo->hide();
}

void VerdictView::setStale(bool stale)
{
    m_text->setEnabled(!stale);
    m_badge->setEnabled(!stale);
}

QString VerdictView::text() const
{
    return m_text->text();
}

} // namespace wharfgate::gui
