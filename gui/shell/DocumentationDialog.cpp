// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/DocumentationDialog.h"

#include "gui/widgets/SearchField.h"
#include "shared/config/Settings.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <array>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

/// Files of resources/docs, which the packages install too.
constexpr std::array kFiles{"installation", "migration",       "proxies",
                            "kubernetes",   "troubleshooting", "differences"};

QString textOf(const char *file)
{
    QFile resource(u":/wharfgate/docs/"_s + QLatin1StringView(file) + u".md"_s);
    return resource.open(QIODevice::ReadOnly) ? QString::fromUtf8(resource.readAll()) : QString();
}

/// Of its first heading.
QString titleOf(const QString &markdown)
{
    return markdown.section(u'\n', 0, 0).mid(2);
}

} // namespace

DocumentationDialog::DocumentationDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"documentationDialog"_s);
    setWindowTitle(tr("Documentation"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    auto *search = new SearchField(this);
    search->setPlaceholderText(tr("Find on this page; Enter for the next place"));
    search->setAccessibleName(tr("Find on this page"));
    layout->addWidget(search);
    auto *topics = new QListWidget(this);
    topics->setObjectName(u"documentationTopics"_s);
    topics->setAccessibleName(tr("Topics"));
    auto *browser = new QTextBrowser(this);
    browser->setObjectName(u"documentationText"_s);
    browser->setAccessibleName(tr("Text of the topic"));
    browser->setOpenExternalLinks(true);
    auto *columns = new QHBoxLayout;
    columns->addWidget(topics);
    columns->addWidget(browser, 1);
    layout->addLayout(columns, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addWidget(buttons);

    m_texts.append(QString::fromStdString(config::settingsReference()));
    for (const char *file : kFiles)
        m_texts.append(textOf(file));
    for (const QString &text : std::as_const(m_texts))
        topics->addItem(titleOf(text));
    topics->setFixedWidth(topics->sizeHintForColumn(0) + 2 * topics->frameWidth() +
                          4 * fontMetrics().averageCharWidth());
    topics->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(topics, &QListWidget::currentRowChanged, browser,
            [this, browser](int row) { browser->setMarkdown(m_texts.value(row)); });
    connect(search, &SearchField::searchChanged, browser, [browser](const QString &text) {
        if (!text.isEmpty() && !browser->find(text)) {
            browser->moveCursor(QTextCursor::Start);
            browser->find(text);
        }
    });
    topics->setCurrentRow(0);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 40);
}

} // namespace wharfgate::gui
