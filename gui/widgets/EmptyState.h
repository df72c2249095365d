// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace wharfgate::gui {

/// What is shown where nothing is: why, and a button for the first step.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// Without an action there is no button.
    void setText(const QString &text, QAction *firstStep = nullptr);
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showAction();
    void showColors();

    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
    QPointer<QAction> m_action;
};

} // namespace wharfgate::gui
