// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/acl/Request.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace wharfgate::gui {

class ChipEditor;

/// The fields of one request to try. Labels are the account's own unless others are typed.
class RequestForm final : public QWidget
{
    Q_OBJECT

public:
    using LabelsOf = std::function<acl::Labels(const std::string &account)>;

    explicit RequestForm(QWidget *parent = nullptr);

    void setAccounts(const QStringList &accounts);
    void setLabelSource(LabelsOf labelsOf);
    void setRequest(const acl::Request &request);
    acl::Request request() const;
    /// The labels are typed, not the account's own.
    bool hasOwnLabels() const;
    /// Empty if request() can be decided, else what is missing.
    QString problem() const;
    /// The labels of the account may have changed.
    void refreshLabels();
    void focusFirst();

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addText(const QString &label, const QString &name, const QString &placeholder);
    void addLabels();

    LabelsOf m_labelsOf;
    QFormLayout *m_layout = nullptr;
    QLineEdit *m_account = nullptr;
    QComboBox *m_type = nullptr;
    QLineEdit *m_name = nullptr;
    ChipEditor *m_actions = nullptr;
    QLineEdit *m_ip = nullptr;
    QLineEdit *m_service = nullptr;
    QCheckBox *m_otherLabels = nullptr;
    QLineEdit *m_labels = nullptr;
    QStringListModel *m_accounts = nullptr;
};

/// "group=dev, group=ops, team=x".
QString labelsToText(const acl::Labels &labels);
/// The reverse; parts without '=' are left out.
acl::Labels labelsFromText(const QString &text);

} // namespace wharfgate::gui
