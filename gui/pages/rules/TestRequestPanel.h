// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"
#include "gui/pages/rules/TestedDecision.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QPushButton;
class QTabWidget;

namespace wharfgate::gui {

class PassedOverModel;
class RequestForm;
class RuleEvaluator;
class TableView;
class TestCaseModel;
class VerdictView;

/// Test a Request: what the rules say to it, with the pending changes and without, which rules were
/// passed over and why, and the cases saved to be run again.
class TestRequestPanel final : public QWidget
{
    Q_OBJECT

public:
    TestRequestPanel(const PageContext &context, RuleEvaluator &evaluator,
                     QWidget *parent = nullptr);

    void test(const acl::Request &request);
    void focusForm();
    /// Evaluates while it is active only.
    void setActive(bool active);
    QList<QAction *> actions() const { return m_actions; }

Q_SIGNALS:
    void ruleRequested(int row);
    /// The row that decides with the pending changes (the implicit one included); -1: none.
    void decided(int row);

private:
    QWidget *buildResults();
    QWidget *buildPassedOver();
    QWidget *buildCases();
    void addActions();
    void evaluate();
    void showStaged(const acl::Request &request);
    void showOther(const acl::Request &request);
    void askDaemon(const acl::Request &request);
    void evaluateCases();
    void saveCase();
    void deleteCases();
    void openCase(int row);
    void runAll();
    void updateTitles();

    PageContext m_context;
    RuleEvaluator &m_evaluator;
    QTimer m_delay;
    bool m_isActive = false;
    int m_generation = 0;
    std::optional<TestedDecision> m_staged;
    RequestForm *m_form = nullptr;
    QLabel *m_problem = nullptr;
    QWidget *m_results = nullptr;
    VerdictView *m_stagedView = nullptr;
    VerdictView *m_otherView = nullptr;
    QTabWidget *m_tabs = nullptr;
    PassedOverModel *m_passedOver = nullptr;
    TableView *m_passedOverTable = nullptr;
    TestCaseModel *m_cases = nullptr;
    TableView *m_caseTable = nullptr;
    QLabel *m_caseSummary = nullptr;
    QAction *m_save = nullptr;
    QAction *m_runAll = nullptr;
    QAction *m_delete = nullptr;
    QList<QAction *> m_actions;
};

} // namespace wharfgate::gui
