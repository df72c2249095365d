// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Messages.h"

#include <QFrame>
#include <QList>

#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace wharfgate::gui {

/// A state that lasts and asks for something, with buttons for what can be done.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    NoticeBar(const QString &name, const QList<QAction *> &actions, QWidget *parent);

    /// An empty text hides the bar.
    void setNotice(MessageKind kind, const QString &text);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showIcon();

    MessageKind m_kind = MessageKind::Information;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
};

} // namespace wharfgate::gui
