// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <QDialog>

#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace wharfgate::gui {

class Workspace;

/// Renames a user or deletes some, and says first which rules name them; these can follow. One undo
/// step.
class RemovalDialog final : public QDialog
{
    Q_OBJECT

public:
    static RemovalDialog *toRename(Workspace &workspace, const std::string &name, QWidget *parent);
    static RemovalDialog *toDelete(Workspace &workspace, std::vector<std::string> names,
                                   QWidget *parent);

Q_SIGNALS:
    void userRenamed(const QString &name);

private:
    enum class Purpose
    {
        Rename,
        Delete
    };
    RemovalDialog(Workspace &workspace, Purpose purpose, std::vector<std::string> names,
                  QWidget *parent);
    void build();
    void buildRules();
    QString introduction() const;
    std::vector<std::size_t> rows() const;
    QString nameProblem() const;
    void validate();
    void store();
    Result<void> rename();
    Result<void> remove();
    void showProblem(const QString &text);

    Workspace &m_workspace;
    Purpose m_purpose;
    std::vector<std::string> m_names;
    QLineEdit *m_name = nullptr;
    QCheckBox *m_follow = nullptr; // null: no rule names them
    QLabel *m_problem = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace wharfgate::gui
