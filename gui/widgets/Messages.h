// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QAction;

namespace wharfgate::gui {

enum class MessageKind
{
    Success,
    Information,
    Warning,
    Error
};

/// Shows results inside the window, without stopping the user. Implemented by MessageBar.
class Messages
{
public:
    virtual ~Messages() = default;
    /// `text` is plain text. `action`, if any, becomes a button; it must live as long as its owner
    /// page. Successes go away by themselves, errors stay until closed or replaced.
    virtual void showMessage(MessageKind kind, const QString &text, QAction *action = nullptr) = 0;
    virtual void clearMessage() = 0;
};

} // namespace wharfgate::gui
