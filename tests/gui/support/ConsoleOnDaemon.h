// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionStore.h"
#include "gui/shell/MainWindow.h"
#include "tests/gui/support/DemoWorkspace.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QKeySequence>
#include <QSettings>
#include <QTest>

#include <memory>

namespace wharfgate::test {

/// The whole console on the demo daemon, as a user has it in front of them.
class ConsoleOnDaemon
{
public:
    static constexpr int kLimit = 20'000; // milliseconds for anything to happen

    /// Null if daemon or connection fail.
    static std::unique_ptr<ConsoleOnDaemon> create()
    {
        std::unique_ptr<ConsoleOnDaemon> console(new ConsoleOnDaemon);
        console->m_daemon = DemoWorkspace::create();
        if (console->m_daemon == nullptr || !console->show())
            return nullptr;
        return console;
    }

    DaemonProcess &daemon() { return *m_daemon; }
    gui::MainWindow &window() { return *m_window; }
    gui::Workspace &workspace() { return m_window->workspace(); }
    gui::Session &session() { return m_window->session(); }

    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    /// Presses the shortcut of the action; false if it has none or is not enabled.
    bool press(const char *actionName)
    {
        auto *action = find<QAction>(actionName);
        if (action == nullptr || !action->isEnabled() || action->shortcut().isEmpty())
            return false;
        QWidget *target =
            m_window->focusWidget() != nullptr ? m_window->focusWidget() : m_window.get();
        QTest::keySequence(target, action->shortcut());
        return true;
    }

private:
    ConsoleOnDaemon() = default;

    bool show()
    {
        m_settings = std::make_unique<QSettings>(m_daemon->file(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
        m_connections = std::make_unique<gui::ConnectionStore>(*m_settings);
        m_window = std::make_unique<gui::MainWindow>(*m_connections);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        m_window->openConnection(m_daemon->spec());
        return QTest::qWaitFor(
            [this] { return session().isLive() && workspace().content().configuration(); }, kLimit);
    }

    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<gui::ConnectionStore> m_connections;
    std::unique_ptr<gui::MainWindow> m_window;
};

/// The column of a model with this head, or -1.
inline int columnOf(const QAbstractItemModel &model, const QString &head)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.headerData(column, Qt::Horizontal).toString() == head)
            return column;
    }
    return -1;
}

} // namespace wharfgate::test
