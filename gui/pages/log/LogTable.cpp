// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogTable.h"

#include "gui/models/EventModel.h"
#include "gui/pages/log/LogDelegate.h"
#include "gui/widgets/Theme.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

LogTable::LogTable(QWidget *parent)
    : TableView(parent)
    , m_delegate(new LogDelegate(*this))
    , m_newButton(new QPushButton(viewport()))
{
    setItemDelegate(m_delegate);
    setObjectName(u"logTable"_s);
    setAccessibleName(tr("Log entries"));
    m_newButton->setObjectName(u"newEntriesButton"_s);
    m_newButton->setIcon(theme::icon(u"move-bottom"_s));
    m_newButton->setToolTip(tr("Go to the newest entry and follow."));
    m_newButton->setCursor(Qt::ArrowCursor);
    m_newButton->hide();
    connect(m_newButton, &QPushButton::clicked, this, [this] { setFollowing(true); });
    // The slider's position is the new one already; the value follows.
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this,
            [this] { handleUserScroll(verticalScrollBar()->sliderPosition()); });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &LogTable::placeButton);
}

void LogTable::setEventModel(EventModel *model)
{
    m_model = model;
    setModel(model); // disconnects the one before
    connect(model, &EventModel::rowsAboutToBeRemoved, this,
            [this] { m_placeBefore = verticalScrollBar()->value(); });
    // After the view's own connections: its geometry has been updated by then.
    connect(model, &EventModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { handleInserted(first, last); });
    connect(model, &EventModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { handleRemoved(first, last); });
    connect(model, &EventModel::modelReset, this, &LogTable::handleReset);
    handleReset();
}

void LogTable::setFollowing(bool following)
{
    const bool changed = following != m_following;
    m_following = following;
    if (following) {
        m_new = 0;
        showNew();
        scrollToBottom();
    }
    if (changed)
        Q_EMIT followingChanged(following);
}

void LogTable::setStale(bool stale)
{
    m_delegate->setStale(stale);
}

int LogTable::currentRow() const
{
    return currentIndex().isValid() ? currentIndex().row() : -1;
}

void LogTable::goToRow(int row)
{
    if (m_model == nullptr || row < 0 || row >= m_model->rowCount())
        return;
    const int column = std::max(0, currentIndex().column());
    selectionModel()->setCurrentIndex(m_model->index(row, column),
                                      QItemSelectionModel::ClearAndSelect |
                                          QItemSelectionModel::Rows);
    scrollTo(m_model->index(row, column));
}

void LogTable::handleInserted(int first, int last)
{
    const int count = last - first + 1;
    if (m_following) {
        scrollToBottom();
        return;
    }
    // Older entries above what is looked at push it down: go with it.
    if (first == 0 && last + 1 < m_model->rowCount())
        goBy(count, verticalScrollBar()->value());
    else
        addNew(count);
}

void LogTable::handleRemoved(int first, int last)
{
    if (m_following)
        scrollToBottom();
    else if (first == 0)
        goBy(-(last - first + 1), m_placeBefore);
}

void LogTable::handleReset()
{
    m_new = 0;
    showNew();
    if (m_following)
        scrollToBottom();
}

void LogTable::goBy(int rows, int from)
{
    updateGeometries(); // the new range, which may have cut the value
    verticalScrollBar()->setValue(from + rows * verticalHeader()->defaultSectionSize());
}

void LogTable::addNew(int count)
{
    m_new += count;
    showNew();
}

void LogTable::showNew()
{
    m_newButton->setText(tr("%Ln new", nullptr, m_new));
    m_newButton->setVisible(m_new > 0);
    placeButton();
}

void LogTable::placeButton()
{
    m_newButton->adjustSize();
    const QSize size = m_newButton->size();
    m_newButton->move((viewport()->width() - size.width()) / 2,
                      viewport()->height() - size.height() - 2 * theme::kGrid);
}

void LogTable::handleUserScroll(int position)
{
    const bool atEnd = position >= verticalScrollBar()->maximum();
    if (m_following && !atEnd)
        setFollowing(false);
    else if (!m_following && atEnd && !selectionModel()->hasSelection())
        setFollowing(true);
    else if (atEnd && m_new > 0) {
        m_new = 0;
        showNew();
    }
}

void LogTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    TableView::selectionChanged(selected, deselected);
    if (m_following && !selected.isEmpty())
        setFollowing(false);
}

void LogTable::wheelEvent(QWheelEvent *event)
{
    const int before = verticalScrollBar()->value();
    TableView::wheelEvent(event);
    if (verticalScrollBar()->value() != before)
        handleUserScroll(verticalScrollBar()->value());
}

void LogTable::keyPressEvent(QKeyEvent *event)
{
    const int before = verticalScrollBar()->value();
    TableView::keyPressEvent(event);
    if (verticalScrollBar()->value() != before)
        handleUserScroll(verticalScrollBar()->value());
}

void LogTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    placeButton();
    if (m_following)
        scrollToBottom();
}

} // namespace wharfgate::gui
