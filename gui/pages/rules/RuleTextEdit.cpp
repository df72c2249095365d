// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RuleTextEdit.h"

#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextOption>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

RuleTextEdit::RuleTextEdit(QWidget *parent)
    : QWidget(parent)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid / 2);
    auto *const label = new QLabel(tr("As te&xt in the file:"), this);
    m_edit = new QPlainTextEdit(this);
    m_edit->setObjectName(u"ruleText"_s);
    m_edit->setFont(theme::fixedFont());
    m_edit->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_edit->setTabChangesFocus(true);
    constexpr int kLines = 7;
    m_edit->setMinimumHeight(QFontMetrics(m_edit->font()).lineSpacing() * kLines);
    label->setBuddy(m_edit);
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"ruleTextProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_apply = new QPushButton(tr("Apply Text"), this);
    m_apply->setObjectName(u"applyRuleText"_s);
    m_revert = new QPushButton(tr("Revert"), this);
    m_revert->setObjectName(u"revertRuleText"_s);
    layout->addWidget(label);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_problem);
    auto *const buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_revert);
    layout->addLayout(buttons);
    m_delay.setSingleShot(true);
    m_delay.setInterval(200);
    connect(&m_delay, &QTimer::timeout, this, &RuleTextEdit::check);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_problem->hide();
        m_delay.start();
        showState();
    });
    connect(m_apply, &QPushButton::clicked, this, &RuleTextEdit::applyRequested);
    connect(m_revert, &QPushButton::clicked, this, &RuleTextEdit::revert);
    showState();
    m_problem->hide();
}

void RuleTextEdit::setEntry(const config::RuleEntry &entry, Mode mode)
{
    const bool keep = mode == Mode::Keep && isModified();
    m_text = QString::fromStdString(config::rulesToYaml({entry}));
    if (!keep)
        revert();
    showState();
}

void RuleTextEdit::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_edit->setReadOnly(readOnly);
    showState();
}

bool RuleTextEdit::isModified() const
{
    return m_edit->toPlainText() != m_text;
}

Result<config::RuleEntry> RuleTextEdit::typedEntry() const
{
    auto entries = config::rulesFromYaml(m_edit->toPlainText().toStdString());
    if (!entries)
        return tl::unexpected(entries.error());
    if (entries->size() != 1)
        return failure(ErrorCode::InvalidInput, tr("The text must be one rule; it is %n rules.",
                                                   nullptr, static_cast<int>(entries->size()))
                                                    .toStdString());
    return std::move(entries->front());
}

void RuleTextEdit::revert()
{
    if (isModified())
        m_edit->setPlainText(m_text);
    m_delay.stop();
    m_problem->hide();
    showState();
}

void RuleTextEdit::check()
{
    const auto entry = typedEntry();
    m_problem->setVisible(!entry && isModified());
    if (entry)
        return;
    const SourcePosition &place = entry.error().position;
    const QString detail = texts::shown(entry.error().detail);
    m_problem->setText(place.line > 0 ? tr("Line %1: %2").arg(QString::number(place.line), detail)
                                      : detail);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(theme::Role::Error, palette()));
    m_problem->setPalette(colors);
}

void RuleTextEdit::showState()
{
    const bool isTyped = isModified() && !m_isReadOnly;
    m_apply->setEnabled(isTyped);
    m_revert->setEnabled(isTyped);
}

} // namespace wharfgate::gui
