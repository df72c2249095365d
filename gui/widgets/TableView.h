// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableView>

class QSettings;

namespace wharfgate::gui {

/// A table as all our pages show it: no grid lines, generous rows, alternate rows barely tinted,
/// whole rows selected, columns to show, hide, reorder, size and reset in the header's menu, Copy
/// (as text with tabs) and Select All, Home/End/PgUp/PgDn, and an empty state.
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    /// Columns of patterns and names are shown in the fixed font, numbers are right-aligned by the
    /// model (Qt::TextAlignmentRole).
    void setFixedFontColumns(const QList<int> &columns);
    /// Column widths in characters of the view's font and the columns hidden at first; remembered
    /// as what "Reset Columns" restores. Call after setModel().
    void setDefaultColumns(const QList<int> &widthsInCharacters, const QList<int> &hidden = {});
    /// Never hidden by the user (the name).
    void setFixedColumn(int column);

    /// Shown in the middle while the model has no rows: why, and what to do.
    void setEmptyText(const QString &text, QAction *firstStep = nullptr);

    QAction *copyAction() const { return m_copyAction; }
    void saveColumns(QSettings &settings, const QString &key) const;
    void restoreColumns(const QSettings &settings, const QString &key);
    /// Rows of the view's own model, ascending, each once.
    QList<int> selectedRows() const;
    void selectRows(const QList<int> &rows);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void showHeaderMenu(const QPoint &position);
    void resetColumns();
    void copySelection() const;

    QAction *m_copyAction = nullptr;
    QAction *m_firstStep = nullptr;
    QString m_emptyText;
    QList<int> m_defaultWidths;
    QList<int> m_defaultHidden;
    int m_fixedColumn = -1;
};

} // namespace wharfgate::gui
