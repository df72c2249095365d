// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/RuleEntry.h"

#include <QString>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace wharfgate::gui {

/// One rule as it stands in the file, editable: what was typed is applied or reverted by choice.
class RuleTextEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit RuleTextEdit(QWidget *parent = nullptr);

    /// Text that is half edited stays, unless `force`.
    enum class Mode
    {
        Keep,
        Force
    };
    void setEntry(const config::RuleEntry &entry, Mode mode);
    void setReadOnly(bool readOnly);
    bool isModified() const;
    /// Reads what was typed. The error says where and why.
    Result<config::RuleEntry> typedEntry() const;
    void revert();

Q_SIGNALS:
    void applyRequested();

private:
    void check();
    void showState();

    QString m_text; // as set
    QPlainTextEdit *m_edit = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_revert = nullptr;
    QTimer m_delay;
    bool m_isReadOnly = false;
};

} // namespace wharfgate::gui
