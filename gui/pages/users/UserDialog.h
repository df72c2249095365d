// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"

#include <QDialog>

#include <string>

class QLabel;
class QLineEdit;
class QPushButton;

namespace wharfgate::gui {

class LabelsEdit;
class PasswordForm;
class Workspace;

/// Adds a user, or gives one a new password, as one undo step.
class UserDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A new user, with these labels at first.
    static UserDialog *toAdd(Workspace &workspace, const acl::Labels &labels, QWidget *parent);
    static UserDialog *toSetPassword(Workspace &workspace, const std::string &name,
                                     QWidget *parent);

Q_SIGNALS:
    /// It is in the working copy now.
    void userStored(const QString &name);

private:
    enum class Purpose
    {
        Add,
        SetPassword
    };
    UserDialog(Workspace &workspace, Purpose purpose, QWidget *parent);
    void build();
    void validate();
    QString nameProblem() const;
    void start();
    void store(const std::optional<std::string> &hash);
    void showFailure(const QString &text);

    Workspace &m_workspace;
    Purpose m_purpose;
    std::string m_account; // for SetPassword
    bool m_isHashing = false;
    QLineEdit *m_name = nullptr;
    QLabel *m_problem = nullptr;
    PasswordForm *m_password = nullptr;
    LabelsEdit *m_labels = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace wharfgate::gui
