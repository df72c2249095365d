// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/DocumentationDialog.h"

#include "gui/widgets/SearchField.h"
#include "shared/config/Settings.h"

#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

DocumentationDialog::DocumentationDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"documentationDialog"_s);
    setWindowTitle(tr("Settings Reference"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    auto *search = new SearchField(this);
    search->setPlaceholderText(tr("Find in the reference; Enter for the next place"));
    search->setAccessibleName(tr("Find in the reference"));
    layout->addWidget(search);
    auto *browser = new QTextBrowser(this);
    browser->setObjectName(u"settingsReference"_s);
    browser->setAccessibleName(tr("Reference of all settings"));
    browser->setMarkdown(QString::fromStdString(config::settingsReference()));
    layout->addWidget(browser, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(search, &SearchField::searchChanged, browser, [browser](const QString &text) {
        if (!text.isEmpty() && !browser->find(text)) {
            browser->moveCursor(QTextCursor::Start);
            browser->find(text);
        }
    });
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 40);
}

} // namespace wharfgate::gui
