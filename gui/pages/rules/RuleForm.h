// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/RuleEntry.h"

#include <QStringList>
#include <QWidget>

#include <map>
#include <optional>
#include <string>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace wharfgate::gui {

class ChipEditor;
class LabelConditionsEdit;
class PatternTester;

/// The fields of one rule, each with what is wrong with it beside it, the rule as a sentence, and a
/// place to try its patterns. Knows nothing of the list that the rule stands in.
class RuleForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RuleForm(QWidget *parent = nullptr);

    /// Fields in which the user has typed something else keep that.
    void setEntry(const config::RuleEntry &entry);
    /// Throws away what was typed.
    void resetEntry(const config::RuleEntry &entry);
    config::RuleEntry entry() const;
    /// A field holds what no rule can have.
    bool hasErrors() const { return m_hasErrors; }
    void setReadOnly(bool readOnly);
    /// Known accounts, and known names of labels.
    void setSuggestions(const QStringList &accounts, const QStringList &labels);

Q_SIGNALS:
    void edited();   ///< entry() may be another one
    void finished(); ///< a field was left: time to stage

private:
    QLineEdit *addPatternField(const QString &label, const QString &name,
                               const QString &placeholder, const QString &help);
    QLabel *addField(const QString &label, QWidget *field, const QString &name);
    void addTypeField();
    void addActionsField();
    void handleEdited();
    void showProblems(const acl::Rule &rule);

    config::RuleEntry m_entry; // as set
    QFormLayout *m_layout = nullptr;
    QLabel *m_sentence = nullptr;
    QCheckBox *m_enabled = nullptr;
    QLineEdit *m_account = nullptr;
    QLineEdit *m_ip = nullptr;
    LabelConditionsEdit *m_labels = nullptr;
    QComboBox *m_type = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_service = nullptr;
    ChipEditor *m_actions = nullptr;
    QLineEdit *m_comment = nullptr;
    PatternTester *m_tester = nullptr;
    QStringListModel *m_accounts = nullptr;
    std::map<QString, QLabel *> m_problems; // by field
    bool m_hasErrors = false;
};

} // namespace wharfgate::gui
