// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/SearchField.h"

#include "gui/widgets/Theme.h"

#include <QAction>
#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>

#include <chrono>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    addAction(theme::icon(u"search"_s), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    setPlaceholderText(tr("Search"));
    setAccessibleName(tr("Search"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(150ms);
    connect(&m_delay, &QTimer::timeout, this, [this] { Q_EMIT searchChanged(text()); });
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            searchNow();
        else
            m_delay.start();
    });
}

void SearchField::setHelp(const QList<QPair<QString, QString>> &syntax)
{
    m_help = syntax;
    if (!m_helpAction) {
        m_helpAction = addAction(theme::icon(u"help"_s), QLineEdit::TrailingPosition);
        m_helpAction->setObjectName(u"searchHelp"_s);
        m_helpAction->setText(tr("Search Help"));
        m_helpAction->setToolTip(tr("What can be searched for (Alt+Down)"));
        connect(m_helpAction, &QAction::triggered, this, &SearchField::showHelp);
    }
    m_helpAction->setVisible(!syntax.isEmpty());
}

void SearchField::searchNow()
{
    m_delay.stop();
    Q_EMIT searchChanged(text());
}

void SearchField::showHelp()
{
    auto *popup = new QFrame(this, Qt::Popup);
    popup->setObjectName(u"searchHelpPopup"_s);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setAccessibleName(tr("What can be searched for"));
    popup->setFrameStyle(static_cast<int>(QFrame::StyledPanel) | static_cast<int>(QFrame::Plain));
    popup->setAutoFillBackground(true);
    auto *grid = new QGridLayout(popup);
    grid->setContentsMargins(2 * theme::kGrid, 2 * theme::kGrid, 2 * theme::kGrid,
                             2 * theme::kGrid);
    grid->setHorizontalSpacing(2 * theme::kGrid);
    for (int row = 0; row < m_help.size(); ++row) {
        auto *form = new QLabel(m_help[row].first, popup);
        form->setTextFormat(Qt::PlainText);
        form->setFont(theme::fixedFont());
        auto *meaning = new QLabel(m_help[row].second, popup);
        meaning->setTextFormat(Qt::PlainText);
        grid->addWidget(form, row, 0);
        grid->addWidget(meaning, row, 1);
    }
    popup->adjustSize();
    popup->move(mapToGlobal(QPoint(width() - popup->width(), height() + 2)));
    popup->show();
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier &&
        !m_help.isEmpty()) {
        showHelp();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        searchNow();
        // Not passed on: a dialog would take it for its default button.
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace wharfgate::gui
