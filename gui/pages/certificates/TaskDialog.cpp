// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/TaskDialog.h"

#include "gui/widgets/DialogHeight.h"
#include "gui/widgets/Theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLineCharacters = 64; // about as many are read most easily

} // namespace

TaskDialog::TaskDialog(const QString &name, const QString &title, const QString &verb,
                       QWidget *parent)
    : QDialog(parent)
    , m_body(new QVBoxLayout)
    , m_failure(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setObjectName(name);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    keepTallEnough(this);
    m_body->setSpacing(theme::kGrid);
    m_failure->setObjectName(u"taskFailure"_s);
    m_failure->setTextFormat(Qt::PlainText);
    m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_failure->setWordWrap(true);
    QPalette colors = m_failure->palette();
    colors.setColor(QPalette::WindowText, theme::color(theme::Role::Error, palette()));
    m_failure->setPalette(colors);
    m_failure->hide();
    m_progress->setRange(0, 0); // nobody knows how long making a key takes
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Working"));
    m_progress->hide();
    m_verb = m_buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    m_verb->setObjectName(u"taskVerb"_s);
    m_verb->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * theme::kGrid, 2 * theme::kGrid, 2 * theme::kGrid,
                               2 * theme::kGrid);
    column->setSpacing(2 * theme::kGrid);
    column->addLayout(m_body, 1);
    column->addWidget(m_failure);
    column->addWidget(m_progress);
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &TaskDialog::started);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &TaskDialog::reject);
}

QLabel *TaskDialog::addText(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * kLineCharacters);
    m_body->addWidget(label);
    return label;
}

void TaskDialog::showFailure(const QString &failure)
{
    m_failure->setText(failure);
    m_failure->setVisible(!failure.isEmpty());
}

void TaskDialog::begin()
{
    m_isBusy = true;
    showFailure({});
    m_progress->show();
    m_buttons->setEnabled(false);
}

void TaskDialog::end(const QString &failure)
{
    m_isBusy = false;
    m_progress->hide();
    m_buttons->setEnabled(true);
    if (failure.isEmpty())
        accept();
    else
        showFailure(failure);
}

void TaskDialog::reject()
{
    if (!m_isBusy) // what has begun cannot be called back, and its end has to be seen
        QDialog::reject();
}

} // namespace wharfgate::gui
