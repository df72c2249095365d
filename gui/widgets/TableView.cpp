// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/TableView.h"

#include "gui/widgets/EmptyState.h"
#include "gui/widgets/TableDelegate.h"
#include "gui/widgets/Theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

// Alternate rows are told apart, no more.
constexpr int kTintPercent = 3;

QColor barelyTinted(const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const auto mix = [](int a, int b) { return a + (b - a) * kTintPercent / 100; };
    return {mix(base.red(), text.red()), mix(base.green(), text.green()),
            mix(base.blue(), text.blue())};
}

/// One cell of a line with tabs.
QString cell(const QVariant &value)
{
    QString text = value.toString();
    for (QChar &c : text)
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    return text;
}

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
    , m_delegate(new TableDelegate(this))
    , m_emptyState(new EmptyState(viewport()))
{
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setTextElideMode(Qt::ElideRight);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &TableView::showHeaderMenu);

    m_copyAction = new QAction(theme::icon(u"copy"_s), tr("Copy"), this);
    m_copyAction->setObjectName(u"actionCopyRows"_s);
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_copyAction->setStatusTip(tr("Copy the selected rows as text."));
    m_copyAction->setWhatsThis(
        tr("Copies the visible columns of the selected rows, separated by tabs."));
    connect(m_copyAction, &QAction::triggered, this, &TableView::copySelection);
    m_selectAllAction = new QAction(tr("Select All"), this);
    m_selectAllAction->setObjectName(u"actionSelectAllRows"_s);
    m_selectAllAction->setShortcut(QKeySequence::SelectAll);
    m_selectAllAction->setShortcutContext(Qt::WidgetShortcut);
    m_selectAllAction->setStatusTip(tr("Select all rows."));
    m_selectAllAction->setWhatsThis(tr("Selects all rows that are shown."));
    connect(m_selectAllAction, &QAction::triggered, this, &QAbstractItemView::selectAll);
    addAction(m_copyAction);
    addAction(m_selectAllAction);

    m_emptyState->hide();
    showRowHeight();
    showTint();
}

void TableView::setModel(QAbstractItemModel *model)
{
    if (QAbstractItemModel *old = this->model())
        old->disconnect(this);
    QTableView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::rowsInserted, this, &TableView::showEmptyState);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &TableView::showEmptyState);
    connect(model, &QAbstractItemModel::modelReset, this, &TableView::showEmptyState);
    connect(model, &QAbstractItemModel::layoutChanged, this, &TableView::showEmptyState);
    showEmptyState();
}

void TableView::setFixedFontColumns(const QList<int> &columns)
{
    m_delegate->setFixedFontColumns(QSet<int>(columns.begin(), columns.end()));
    viewport()->update();
}

void TableView::setDefaultColumns(const QList<int> &widthsInCharacters, const QList<int> &hidden)
{
    m_defaultWidths = widthsInCharacters;
    m_defaultHidden = hidden;
    resetColumns();
}

void TableView::setFixedColumn(int column)
{
    m_fixedColumn = column;
    setColumnHidden(column, false);
}

void TableView::setEmptyText(const QString &text, QAction *firstStep)
{
    m_emptyState->setText(text, firstStep);
    showEmptyState();
}

QString TableView::emptyText() const
{
    return m_emptyState->text();
}

void TableView::showEmptyState()
{
    const bool empty = !model() || model()->rowCount(rootIndex()) == 0;
    m_emptyState->setGeometry(viewport()->rect());
    m_emptyState->setVisible(empty && !m_emptyState->text().isEmpty());
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_emptyState->setGeometry(viewport()->rect());
}

void TableView::showRowHeight()
{
    verticalHeader()->setMinimumSectionSize(theme::rowHeight(font()));
    verticalHeader()->setDefaultSectionSize(theme::rowHeight(font()));
}

void TableView::showTint()
{
    const QColor tint = barelyTinted(palette());
    if (palette().color(QPalette::AlternateBase) == tint)
        return;
    QPalette colors = palette();
    colors.setColor(QPalette::AlternateBase, tint);
    setPalette(colors);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        showRowHeight();
    else if (event->type() == QEvent::PaletteChange)
        showTint();
}

void TableView::saveColumns(QSettings &settings, const QString &key) const
{
    settings.setValue(key, horizontalHeader()->saveState());
    settings.setValue(key + u"Count"_s, horizontalHeader()->count());
}

void TableView::restoreColumns(const QSettings &settings, const QString &key)
{
    // A state of a version with other columns would be applied to the wrong ones.
    if (settings.value(key + u"Count"_s).toInt() != horizontalHeader()->count())
        return;
    horizontalHeader()->restoreState(settings.value(key).toByteArray());
    horizontalHeader()->setStretchLastSection(true);
    if (m_fixedColumn >= 0)
        setColumnHidden(m_fixedColumn, false);
}

void TableView::resetColumns()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        header->setSectionHidden(column, m_defaultHidden.contains(column));
        if (column < m_defaultWidths.size())
            header->resizeSection(column,
                                  m_defaultWidths[column] * fontMetrics().averageCharWidth() +
                                      2 * theme::kGrid);
    }
}

QMenu *TableView::columnMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("Columns"), parent);
    menu->setObjectName(u"columnMenu"_s);
    QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        const bool last =
            action->isChecked() && header->hiddenSectionCount() == header->count() - 1;
        action->setEnabled(column != m_fixedColumn && !last);
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Fit Columns to Contents")), &QAction::triggered, this,
            &QTableView::resizeColumnsToContents);
    connect(menu->addAction(tr("Reset Columns")), &QAction::triggered, this,
            &TableView::resetColumns);
    return menu;
}

void TableView::showHeaderMenu(const QPoint &position)
{
    if (!model())
        return;
    QMenu *menu = columnMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!model())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"rowMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : actions())
        if (action != m_copyAction && action != m_selectAllAction)
            menu->addAction(action);
    menu->addSeparator();
    m_copyAction->setEnabled(selectionModel()->hasSelection());
    menu->addAction(m_copyAction);
    menu->addAction(m_selectAllAction);
    menu->addMenu(columnMenu(menu)); // so that the keyboard reaches it, too
    connect(menu, &QMenu::aboutToHide, m_copyAction, [this] { m_copyAction->setEnabled(true); });
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard)
        place = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    menu->popup(place);
}

QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Rows are what is selected: Home and End go to the first and the last of them, not to a cell.
    if (model() && model()->rowCount() > 0 && (action == MoveHome || action == MoveEnd)) {
        const int row = action == MoveHome ? 0 : model()->rowCount() - 1;
        const int column = currentIndex().isValid() ? currentIndex().column()
                                                    : horizontalHeader()->logicalIndexAt(0);
        return model()->index(row, std::max(0, column));
    }
    return QTableView::moveCursor(action, modifiers);
}

void TableView::copySelection() const
{
    if (!selectionModel() || !selectionModel()->hasSelection())
        return;
    const QHeaderView *header = horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual)
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            columns.append(header->logicalIndex(visual));
    QString text;
    for (const int row : selectedRows()) {
        QStringList cells;
        for (const int column : columns)
            cells.append(cell(model()->index(row, column).data()));
        text += cells.join(u'\t') + u'\n';
    }
    QApplication::clipboard()->setText(text);
}

QList<int> TableView::selectedRows() const
{
    QList<int> rows;
    if (!selectionModel())
        return rows;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void TableView::selectRows(const QList<int> &rows)
{
    if (!selectionModel())
        return;
    QList<int> sorted = rows;
    std::sort(sorted.begin(), sorted.end());
    const int last = model()->columnCount() - 1;
    QItemSelection selection;
    for (qsizetype i = 0; i < sorted.size();) {
        qsizetype end = i + 1;
        while (end < sorted.size() && sorted[end] <= sorted[end - 1] + 1)
            ++end;
        selection.append(QItemSelectionRange(model()->index(sorted[i], 0),
                                             model()->index(sorted[end - 1], last)));
        i = end;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (sorted.isEmpty())
        return;
    const QModelIndex first = model()->index(sorted.front(), std::max(0, currentIndex().column()));
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    scrollTo(first);
}

} // namespace wharfgate::gui
