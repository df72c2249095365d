// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Messages.h"

#include <vector>

namespace wharfgate::test {

/// Remembers what pages wanted to say.
class RecordingMessages final : public gui::Messages
{
public:
    struct Message
    {
        gui::MessageKind kind;
        QString text;
        QAction *action;
    };

    void showMessage(gui::MessageKind kind, const QString &text, QAction *action) override
    {
        messages.push_back({kind, text, action});
    }
    void clearMessage() override { ++cleared; }
    QString lastText() const { return messages.empty() ? QString() : messages.back().text; }

    std::vector<Message> messages;
    int cleared = 0;
};

} // namespace wharfgate::test
