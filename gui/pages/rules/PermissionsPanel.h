// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/PermissionMatrix.h"
#include "gui/pages/Page.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QStringListModel;

namespace wharfgate::gui {

class PermissionModel;
class RuleEvaluator;
class SearchField;
class TableView;

/// Who Can Do What: a table of accounts and actions for a repository, or of repositories and
/// actions for an account. Computed beside the user interface.
class PermissionsPanel final : public QWidget
{
    Q_OBJECT

public:
    PermissionsPanel(const PageContext &context, RuleEvaluator &evaluator,
                     QWidget *parent = nullptr);
    ~PermissionsPanel() override;

    void showAccount(const QString &account);
    void showRepository(const QString &name);
    void setActive(bool active);
    void focusForm();
    QList<QAction *> actions() const;

Q_SIGNALS:
    void testRequested(const acl::Request &request);

private:
    void buildQuestion();
    void buildTable();
    void start();
    void cancel();
    void stopComputing();
    void handleComputed(int generation, PermissionMatrix matrix,
                        std::shared_ptr<const CompiledRules> rules);
    void showState();
    void exportTable();
    QString toCsv() const;
    bool isByAccount() const;

    PageContext m_context;
    RuleEvaluator &m_evaluator;
    bool m_isActive = false;
    bool m_isComputing = false;
    int m_generation = 0;
    std::shared_ptr<PermissionMatrix::Progress> m_progress;
    QTimer m_delay;
    QTimer m_tick;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_subject = nullptr;
    QStringListModel *m_suggestions = nullptr;
    QFormLayout *m_form = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_extra = nullptr;
    SearchField *m_filter = nullptr;
    QLabel *m_state = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
    PermissionModel *m_model = nullptr;
    QSortFilterProxyModel *m_shown = nullptr;
    TableView *m_table = nullptr;
    QAction *m_export = nullptr;
};

} // namespace wharfgate::gui
