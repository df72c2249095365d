// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/FileCommands.h"

#include "gui/shell/Commands.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QWidget>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

FileCommands::FileCommands(const Commands &commands, Workspace &workspace, Messages &messages,
                           QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_messages(messages)
    , m_window(window)
{
    connect(commands.importFile, &QAction::triggered, this, &FileCommands::importFile);
    connect(commands.exportFile, &QAction::triggered, this, &FileCommands::exportFile);
    auto refresh = [&workspace, import = commands.importFile, save = commands.exportFile] {
        import->setEnabled(!workspace.isReadOnly());
        save->setEnabled(workspace.isOpen());
    };
    connect(&workspace, &Workspace::readOnlyChanged, this, refresh);
    connect(&workspace, &Workspace::contentChanged, this, refresh);
    refresh();
}

void FileCommands::importFile()
{
    const QString name =
        dialogs::openFileName(m_window, tr("Import Configuration"),
                              tr("Configuration files (*.yml *.yaml);;All files (*)"));
    if (name.isEmpty())
        return;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        m_messages.showMessage(MessageKind::Error,
                               tr("%1 cannot be read: %2").arg(name, file.errorString()));
        return;
    }
    const auto limit = static_cast<qint64>(config::kMaxFileBytes);
    const QByteArray text = file.read(limit + 1);
    if (text.size() > limit) {
        m_messages.showMessage(MessageKind::Error,
                               tr("%1 is too large for a configuration.").arg(name));
        return;
    }
    const auto result = m_workspace.perform(tr("Import %1").arg(QFileInfo(name).fileName()),
                                            {config::ReplaceText{text.toStdString()}});
    if (!result)
        m_messages.showMessage(
            MessageKind::Error,
            tr("%1 was not imported: %2").arg(name, QString::fromStdString(result.error().detail)));
    else
        m_messages.showMessage(
            MessageKind::Success,
            tr("Imported into the working copy. Nothing is in force before you apply."));
}

void FileCommands::exportFile()
{
    const QString suggestion =
        QFileInfo(QString::fromStdString(m_workspace.content().file())).fileName();
    const QString name =
        dialogs::saveFileName(m_window, tr("Export Configuration"), suggestion,
                              tr("Configuration files (*.yml *.yaml);;All files (*)"));
    if (name.isEmpty())
        return;
    QSaveFile file(name);
    const std::string &text = m_workspace.content().text();
    bool written = file.open(QIODevice::WriteOnly);
    if (written) {
        // It holds password hashes.
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(text.data(), static_cast<qint64>(text.size()));
        written = file.commit();
    }
    if (!written)
        m_messages.showMessage(MessageKind::Error,
                               tr("%1 cannot be written: %2").arg(name, file.errorString()));
    else
        m_messages.showMessage(
            MessageKind::Success,
            tr("Saved as %1, readable by you alone: it holds password hashes.").arg(name));
}

} // namespace wharfgate::gui
