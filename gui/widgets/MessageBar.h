// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Messages.h"

#include <QFrame>

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

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
