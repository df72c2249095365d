// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/RegistryAdvice.h"

#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using Severity = config::Problem::Severity;

namespace {

QIcon iconOf(Severity severity)
{
    if (severity == Severity::Error)
        return theme::icon(u"error"_s, theme::Role::Error);
    return severity == Severity::Warning ? theme::icon(u"warning"_s, theme::Role::Warning)
                                         : theme::icon(u"info"_s, theme::Role::Information);
}

QString wordOf(Severity severity)
{
    if (severity == Severity::Error)
        return RegistryAdvice::tr("Error");
    return severity == Severity::Warning ? RegistryAdvice::tr("Warning")
                                         : RegistryAdvice::tr("Advice");
}

} // namespace

RegistryAdvice::RegistryAdvice(QAction *mend, QWidget *parent)
    : QWidget(parent)
    , m_mend(mend)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins({});
    m_rows->setSpacing(theme::kGrid);
}

void RegistryAdvice::setProblems(const std::vector<config::Problem> &problems)
{
    m_problems = problems;
    showProblems();
}

void RegistryAdvice::showProblems()
{
    while (const std::unique_ptr<QLayoutItem> item{m_rows->takeAt(0)})
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater(); // its button may be what was just clicked
        }
    for (const config::Problem &problem : m_problems)
        addRow(problem);
}

void RegistryAdvice::addRow(const config::Problem &problem)
{
    auto *row = new QWidget(this);
    row->setObjectName(u"registryAdvice_"_s + QString::fromStdString(problem.code));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(theme::kGrid);
    auto *icon = new QLabel(row);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    icon->setPixmap(iconOf(problem.severity).pixmap(QSize(side, side), devicePixelRatioF()));
    icon->setAccessibleName(wordOf(problem.severity));
    icon->setToolTip(wordOf(problem.severity));
    auto *text = new QLabel(texts::sentence(problem.message, problem.remedy), row);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    if (problem.key == "token.kid_format") {
        auto *button = new QToolButton(row);
        button->setDefaultAction(m_mend);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    m_rows->addWidget(row);
}

void RegistryAdvice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showProblems();
}

} // namespace wharfgate::gui
