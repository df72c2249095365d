// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/Session.h"

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTabWidget;
class QTreeWidget;

namespace wharfgate::gui {

class DiffView;
class Workspace;

/// Shows what Apply would do: the difference as text, the changes in words, which saved test cases
/// change their verdict, and problems; then applies.
class ReviewDialog final : public QDialog
{
    Q_OBJECT

public:
    ReviewDialog(Workspace &workspace, Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The daemon or the file took the changes over, or refused them.
    void applied(const Session::ApplyResult &result);
    void showProblem(const config::Problem &problem);

private:
    QWidget *makeChanges();
    QWidget *makeEffect();
    QWidget *makeProblems();
    void refresh();
    void validate();
    void showProblems(const std::vector<config::Problem> &problems);
    void applyNow();
    void handleApplied(const Session::ApplyResult &result);

    Workspace &m_workspace;
    Session &m_session;
    QTabWidget *m_tabs = nullptr;
    DiffView *m_difference = nullptr;
    QListWidget *m_changes = nullptr;
    QTreeWidget *m_effect = nullptr;
    QLabel *m_effectText = nullptr;
    QTreeWidget *m_problems = nullptr;
    std::vector<config::Problem> m_problemList;
    QLabel *m_headline = nullptr;
    QLabel *m_result = nullptr;
    QLineEdit *m_comment = nullptr;
    QPushButton *m_apply = nullptr;
    int m_generation = 0;
    bool m_isApplying = false;
};

} // namespace wharfgate::gui
