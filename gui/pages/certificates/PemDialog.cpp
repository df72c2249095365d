// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/PemDialog.h"

#include "gui/widgets/Theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

PemDialog::PemDialog(const Content &content, Messages &messages, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"pemDialog"_s);
    setWindowTitle(content.title);
    auto *explanation = new QLabel(content.explanation, this);
    explanation->setTextFormat(Qt::PlainText);
    explanation->setWordWrap(true);
    auto *text = new QPlainTextEdit(content.text, this);
    text->setObjectName(u"pemText"_s);
    text->setAccessibleName(content.title);
    text->setReadOnly(true);
    text->setFont(theme::fixedFont());
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setTabChangesFocus(true);
    // Lines of PEM have 64 characters (RFC 7468).
    const int wide = text->fontMetrics().horizontalAdvance(QString(64, u'M'));
    text->setMinimumSize(wide + 6 * theme::kGrid, text->fontMetrics().lineSpacing() * 16);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"pemCopy"_s);
    copy->setIcon(theme::icon(u"copy"_s));
    QPushButton *save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    save->setObjectName(u"pemSave"_s);
    save->setIcon(theme::icon(u"save"_s));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * theme::kGrid, 2 * theme::kGrid, 2 * theme::kGrid,
                               2 * theme::kGrid);
    column->setSpacing(2 * theme::kGrid);
    column->addWidget(explanation);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &PemDialog::reject);
    connect(copy, &QPushButton::clicked, this,
            [text = content.text] { QGuiApplication::clipboard()->setText(text); });
    connect(save, &QPushButton::clicked, this, [this, content, &messages] {
        saveText(this, messages, content.offer, content.text.toUtf8());
    });
}

} // namespace wharfgate::gui
