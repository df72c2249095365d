// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/TextDialog.h"

#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTextBlock>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

TextDialog::TextDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    setObjectName(u"textDialog"_s);
    setWindowTitle(tr("Configuration as Text"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    m_edit = new QPlainTextEdit(splitter);
    m_edit->setObjectName(u"configurationText"_s);
    m_edit->setAccessibleName(tr("Text of the configuration"));
    m_edit->setFont(theme::fixedFont());
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setTabChangesFocus(true);
    m_problems = new QTreeWidget(splitter);
    m_problems->setObjectName(u"textProblems"_s);
    m_problems->setAccessibleName(tr("Problems in the text"));
    m_problems->setRootIsDecorated(false);
    m_problems->setHeaderLabels({tr("Line"), tr("Problem")});
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 1);
    layout->addWidget(splitter, 1);
    m_state = new QLabel(this);
    m_state->setObjectName(u"textState"_s);
    m_state->setWordWrap(true);
    layout->addWidget(m_state);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_stage = buttons->addButton(tr("&Stage Changes"), QDialogButtonBox::ApplyRole);
    m_stage->setObjectName(u"stageText"_s);
    layout->addWidget(buttons);

    m_delay = new QTimer(this);
    m_delay->setSingleShot(true);
    m_delay->setInterval(300);
    connect(m_delay, &QTimer::timeout, this, &TextDialog::check);
    connect(m_edit, &QPlainTextEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    connect(m_edit, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        const QTextCursor cursor = m_edit->textCursor();
        m_edit->setStatusTip(tr("Line %1, column %2")
                                 .arg(cursor.blockNumber() + 1)
                                 .arg(cursor.positionInBlock() + 1));
    });
    connect(m_problems, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem *item) { goTo(item->text(0).toInt(), 1); });
    connect(m_problems, &QTreeWidget::itemClicked, this,
            [this](const QTreeWidgetItem *item) { goTo(item->text(0).toInt(), 1); });
    connect(buttons, &QDialogButtonBox::rejected, this, &TextDialog::reject);
    connect(m_stage, &QPushButton::clicked, this, &TextDialog::stage);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 46);
    load();
}

void TextDialog::load()
{
    const std::string &text = m_workspace.content().text();
    m_hasCarriageReturns = text.find("\r\n") != std::string::npos;
    m_edit->setPlainText(QString::fromStdString(text));
    m_edit->setReadOnly(m_workspace.isReadOnly());
    check();
}

QString TextDialog::typedText() const
{
    QString text = m_edit->toPlainText();
    if (m_hasCarriageReturns)
        text.replace(u'\n', u"\r\n"_s);
    return text;
}

void TextDialog::goTo(int line, int column)
{
    const QTextBlock block = m_edit->document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor,
                        std::clamp(column - 1, 0, std::max(0, block.length() - 1)));
    m_edit->setTextCursor(cursor);
    m_edit->centerCursor();
    m_edit->setFocus();
}

void TextDialog::check()
{
    m_delay->stop();
    const std::string typed = typedText().toStdString();
    const bool differs = typed != m_workspace.content().text();
    const auto read = differs ? config::ConfigurationText::read(typed, m_workspace.content().file())
                              : m_workspace.content();
    m_problems->clear();
    int errors = 0;
    for (const config::Problem &problem : read.problems()) {
        const bool isError = problem.severity == config::Problem::Severity::Error;
        errors += isError ? 1 : 0;
        auto *item =
            new QTreeWidgetItem(m_problems, {QString::number(problem.position.line),
                                             texts::sentence(problem.message, problem.remedy)});
        item->setIcon(1, isError ? theme::icon(u"error"_s, theme::Role::Error)
                         : problem.severity == config::Problem::Severity::Warning
                             ? theme::icon(u"warning"_s, theme::Role::Warning)
                             : theme::icon(u"info"_s, theme::Role::Information));
    }
    m_problems->resizeColumnToContents(0);
    m_stage->setEnabled(differs && errors == 0 && !m_workspace.isReadOnly());
    if (m_workspace.isReadOnly())
        m_state->setText(m_workspace.readOnlyReason());
    else if (errors > 0)
        m_state->setText(
            tr("%n error(s): the text cannot be staged before they are mended.", nullptr, errors));
    else if (differs)
        m_state->setText(tr("The text can be staged. Nothing is in force before you apply."));
    else
        m_state->setText(tr("The text is the working copy; the pages show the same."));
}

void TextDialog::stage()
{
    check();
    if (!m_stage->isEnabled())
        return;
    const auto result =
        m_workspace.perform(tr("Edit as Text"), {config::ReplaceText{typedText().toStdString()}});
    if (!result)
        m_state->setText(QString::fromStdString(result.error().detail));
    else
        check();
}

void TextDialog::reject()
{
    check();
    if (m_edit->isReadOnly() || typedText().toStdString() == m_workspace.content().text()) {
        QDialog::reject();
        return;
    }
    switch (dialogs::askUnsaved(this, tr("The text has changes that are not staged."))) {
    case dialogs::UnsavedAnswer::Apply:
        stage();
        if (typedText().toStdString() == m_workspace.content().text())
            QDialog::reject();
        break;
    case dialogs::UnsavedAnswer::Discard:
        QDialog::reject();
        break;
    case dialogs::UnsavedAnswer::Cancel:
        break;
    }
}

} // namespace wharfgate::gui
