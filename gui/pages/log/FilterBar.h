// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/EventFilterText.h"

#include <QWidget>

class QLabel;
class QMenu;
class QSettings;
class QToolButton;

namespace wharfgate::gui {

class FlowLayout;
class SearchField;

/// The filter of the log: a search field and, in step with it, one chip for each condition, menus
/// with usual conditions, and filters that were saved under a name.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    SearchField *searchField() const { return m_search; }
    const events::EventFilter &filter() const { return m_parsed.filter; }
    const std::vector<FilterTerm> &terms() const { return m_parsed.terms; }
    QString text() const;
    /// Applies at once.
    void setText(const QString &text);
    /// Adds a condition; apply it or leave that to the user.
    enum class Apply
    {
        Now,
        Prepare
    };
    void addTerm(const FilterTerm &term, Apply apply);
    void focusSearch();

    /// Name and text of each saved filter.
    const QList<QPair<QString, QString>> &savedFilters() const { return m_saved; }
    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

Q_SIGNALS:
    void filterChanged();

private:
    void buildMenus();
    void showSavedMenu();
    void saveFilter();
    void apply(const QString &text);
    void showChips();
    void removeTerm(std::size_t index);

    SearchField *m_search = nullptr;
    QToolButton *m_addButton = nullptr;
    QToolButton *m_savedButton = nullptr;
    QMenu *m_savedMenu = nullptr;
    QWidget *m_chipArea = nullptr;
    FlowLayout *m_chipLayout = nullptr;
    QLabel *m_problem = nullptr;
    filtertext::Parsed m_parsed;
    QString m_applied; // the text of m_parsed
    QList<QPair<QString, QString>> m_saved;
};

} // namespace wharfgate::gui
