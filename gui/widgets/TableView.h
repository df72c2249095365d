// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableView>

class QMenu;
class QSettings;

namespace wharfgate::gui {

class EmptyState;
class TableDelegate;

/// A table as all our pages show it: no grid lines, generous rows, alternate rows barely tinted,
/// whole rows selected, columns to show, hide, reorder, size and reset in the header's menu, Copy
/// (as text with tabs) and Select All, Home/End/PgUp/PgDn, and an empty state.
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    /// Columns of patterns and names are shown in the fixed font, numbers are right-aligned by the
    /// model (Qt::TextAlignmentRole).
    void setFixedFontColumns(const QList<int> &columns);
    /// Column widths in characters of the view's font and the columns hidden at first; remembered
    /// as what "Reset Columns" restores. The last column takes the rest. Call after setModel().
    void setDefaultColumns(const QList<int> &widthsInCharacters, const QList<int> &hidden = {});
    /// Never hidden by the user (the name).
    void setFixedColumn(int column);

    /// Shown in the middle while the model has no rows: why, and what to do.
    void setEmptyText(const QString &text, QAction *firstStep = nullptr);
    QString emptyText() const;

    QAction *copyAction() const { return m_copyAction; }
    QAction *selectAllAction() const { return m_selectAllAction; }
    void saveColumns(QSettings &settings, const QString &key) const;
    void restoreColumns(const QSettings &settings, const QString &key);
    /// Rows of the view's own model, ascending, each once.
    QList<int> selectedRows() const;
    void selectRows(const QList<int> &rows);

protected:
    void changeEvent(QEvent *event) override;
    /// The actions of the view itself, then Copy, Select All and the columns.
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    QMenu *columnMenu(QWidget *parent);
    void showHeaderMenu(const QPoint &position);
    void showEmptyState();
    void showRowHeight();
    void showTint();
    void resetColumns();
    void copySelection() const;

    TableDelegate *m_delegate = nullptr;
    EmptyState *m_emptyState = nullptr;
    QAction *m_copyAction = nullptr;
    QAction *m_selectAllAction = nullptr;
    QList<int> m_defaultWidths;
    QList<int> m_defaultHidden;
    int m_fixedColumn = -1;
};

} // namespace wharfgate::gui
