// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"

#include <QList>

#include <string>

class QAction;
class QLabel;
class QListWidget;
class QStackedWidget;
class QToolButton;

namespace wharfgate::gui {

class LabelsEdit;
class UserModel;

/// What there is to know and change about the selected user.
class UserPanel final : public QWidget
{
    Q_OBJECT

public:
    UserPanel(const PageContext &context, UserModel &users, QWidget *parent = nullptr);

    /// Buttons for what else can be done with the user.
    void setActions(QAction *setPassword, QAction *showPermissions, QAction *showLog);
    /// Rows of the model.
    void setSelection(const QList<int> &rows);
    void refresh();

private:
    QWidget *buildDetails();
    QLabel *addText(const QString &name, QWidget *parent);
    QLabel *addHeading(const QString &text, QWidget *parent);
    QToolButton *addButton(const QString &name, QWidget *parent);
    void showUser(int row);
    void showSeen(int row);
    void showRules();
    void storeLabels();

    PageContext m_context;
    UserModel &m_users;
    int m_selected = 0;
    bool m_hasOne = false;
    std::string m_name; // if m_hasOne
    QStackedWidget *m_stack = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_password = nullptr;
    QLabel *m_weakness = nullptr;
    QLabel *m_seen = nullptr;
    LabelsEdit *m_labels = nullptr;
    QListWidget *m_rules = nullptr;
    QLabel *m_rulesNote = nullptr;
    QToolButton *m_setPassword = nullptr;
    QToolButton *m_showPermissions = nullptr;
    QToolButton *m_showLog = nullptr;
};

} // namespace wharfgate::gui
