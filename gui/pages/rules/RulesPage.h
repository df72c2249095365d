// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"
#include "shared/acl/Request.h"
#include "shared/config/editing/RuleEntry.h"

#include <cstddef>
#include <optional>

class QLabel;
class QSplitter;
class QTabWidget;

namespace wharfgate::gui {

class PermissionsPanel;
class RuleCommands;
class RuleCounterFeed;
class RuleEditor;
class RuleEvaluator;
class RuleFilterModel;
class RuleModel;
class RuleTable;
class SearchField;
class TestRequestPanel;

/// The ordered list of access rules, the editor of the selected one, Test a Request and Who Can Do
/// What.
class RulesPage final : public Page
{
    Q_OBJECT

public:
    explicit RulesPage(const PageContext &context, QWidget *parent = nullptr);
    ~RulesPage() override;

    QString title() const override;
    QString purpose() const override;
    QString iconName() const override { return QStringLiteral("rules"); }
    QList<QAction *> commands() const override;
    void focusSearch() override;
    bool finishEditing() override;
    void saveState(QSettings &settings) const override;
    void restoreState(const QSettings &settings) override;

    /// Selects the rule in this row of the working copy, whatever is searched for.
    void showRule(std::size_t row);
    void createRule(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                    const QString &reason);
    void testRequest(const acl::Request &request);
    void showPermissionsOf(const QString &account);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Tab
    {
        EditorTab,
        TestTab,
        PermissionsTab
    };
    QWidget *buildList();
    QWidget *buildSide();
    void addActions();
    QAction *addAction(const QString &name, const QString &icon, const QString &text,
                       const QString &tip, const QKeySequence &keys);
    void connectParts();
    void search(const QString &text);
    void handleSelection();
    void showCounters();
    void showSummary();
    void showTab(Tab tab);
    void activateTabs();
    void resetCounters();

    PageContext m_context;
    RuleModel *m_rules = nullptr;
    RuleFilterModel *m_shown = nullptr;
    RuleEvaluator *m_evaluator = nullptr;
    RuleCounterFeed *m_counters = nullptr;
    RuleTable *m_table = nullptr;
    RuleCommands *m_commands = nullptr;
    SearchField *m_search = nullptr;
    QLabel *m_summary = nullptr;
    QSplitter *m_splitter = nullptr;
    QTabWidget *m_side = nullptr;
    RuleEditor *m_editor = nullptr;
    TestRequestPanel *m_test = nullptr;
    PermissionsPanel *m_permissions = nullptr;
    QAction *m_unused = nullptr;
    QAction *m_resetCounters = nullptr;
    QList<QAction *> m_ownActions;
    bool m_isRestoringSelection = false;
};

} // namespace wharfgate::gui
