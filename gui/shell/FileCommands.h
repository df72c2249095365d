// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QWidget;

namespace wharfgate::gui {

class Commands;
class Messages;
class Workspace;

/// Import and export of the whole configuration as a file of the user's choice.
class FileCommands final : public QObject
{
    Q_OBJECT

public:
    FileCommands(const Commands &commands, Workspace &workspace, Messages &messages,
                 QWidget *window);

private:
    void importFile();
    void exportFile();

    Workspace &m_workspace;
    Messages &m_messages;
    QWidget *m_window;
};

} // namespace wharfgate::gui
