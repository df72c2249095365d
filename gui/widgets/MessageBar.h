// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Messages.h"

#include <QFrame>

#include <chrono>
#include <memory>

namespace wharfgate::gui {

/// The bar inside the window that shows results; announced to screen readers.
class MessageBar final : public QFrame, public Messages
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    void showMessage(MessageKind kind, const QString &text, QAction *action = nullptr) override;
    void clearMessage() override;
    QString text() const;
    MessageKind kind() const;
    /// How long a success stays; longer while the mouse or the focus is on it.
    void setSuccessDuration(std::chrono::milliseconds duration);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showIcon();
    void showAction();

    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
