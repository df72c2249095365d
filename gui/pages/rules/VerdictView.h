// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/rules/TestedDecision.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace wharfgate::gui {

class Badge;

/// What one set of rules says to the tested request: a badge for all, one for each action, and who
/// decided.
class VerdictView final : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictView(const QString &name, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDecision(const TestedDecision &decision);
    /// Instead of a decision: why there is none.
    void setMessage(const QString &text);
    /// Shown, but not up to date.
    void setStale(bool stale);
    QString text() const;

Q_SIGNALS:
    void ruleRequested(int row);

private:
    void clearActions();

    QLabel *m_title = nullptr;
    Badge *m_badge = nullptr;
    QWidget *m_actionRow = nullptr;
    QHBoxLayout *m_actions = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_goTo = nullptr;
    int m_row = -1;
};

} // namespace wharfgate::gui
