// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/UserImport.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace wharfgate::gui {

class Workspace;

/// What a file of users would do, entry by entry, before it is staged as one step: new, changed,
/// unchanged, and rejected with the reason.
class UserImportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `text`: the content of the file `name`. Deletes itself.
    UserImportDialog(Workspace &workspace, QByteArray text, const QString &name,
                     QWidget *parent = nullptr);

private:
    void build(const QString &name);
    void read();
    void showUsers();
    void store();

    Workspace &m_workspace;
    QByteArray m_text;
    std::vector<ImportedUser> m_users;
    QComboBox *m_format = nullptr;
    QLabel *m_summary = nullptr;
    QTreeWidget *m_list = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace wharfgate::gui
