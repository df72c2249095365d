// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UserFiles.h"

#include "gui/pages/Page.h"
#include "gui/pages/users/UserImportDialog.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/SaveText.h"
#include "gui/workspace/Workspace.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(UserFiles)
};

constexpr qint64 kMaxBytes = 64 * 1024 * 1024;

UserFormat formatOf(const QString &name)
{
    const QString ending = QFileInfo(name).suffix().toLower();
    if (ending == u"json"_s)
        return UserFormat::Json;
    return ending == u"htpasswd"_s || QFileInfo(name).fileName() == u"htpasswd"_s
               ? UserFormat::Htpasswd
               : UserFormat::Csv;
}

} // namespace

void importUsers(const PageContext &context, QWidget *page)
{
    const QString name = dialogs::openFileName(
        page, Words::tr("Import Users"),
        Words::tr("Users (*.csv *.json *.htpasswd htpasswd *.txt);;All files (*)"));
    if (name.isEmpty())
        return;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        context.messages.showMessage(
            MessageKind::Error, Words::tr("%1 cannot be read: %2").arg(name, file.errorString()));
        return;
    }
    // One byte more than may be, so that the reader refuses what is larger.
    auto *const dialog =
        new UserImportDialog(context.workspace, file.read(kMaxBytes + 1), name, page);
    dialog->open();
}

void exportUsers(const PageContext &context, ExportHashes hashes, QWidget *page)
{
    const config::Configuration *const configuration = context.workspace.content().configuration();
    if (configuration == nullptr)
        return;
    const bool isPrivate = hashes == ExportHashes::Yes;
    if (isPrivate && !dialogs::confirm(
                         page, Words::tr("Export Users With Hashes"),
                         Words::tr("Whoever gets the file can try passwords against its hashes, as "
                                   "fast as their computers allow."),
                         Words::tr("Export Hashes")))
        return;
    const QString name = dialogs::saveFileName(
        page, Words::tr("Export Users"), u"users.csv"_s,
        isPrivate ? Words::tr("CSV (*.csv);;JSON (*.json);;htpasswd (*.htpasswd)")
                  : Words::tr("CSV (*.csv);;JSON (*.json)"));
    if (name.isEmpty())
        return;
    const UserFormat format = formatOf(name);
    if (format == UserFormat::Htpasswd && !isPrivate) {
        context.messages.showMessage(
            MessageKind::Error,
            Words::tr("An htpasswd file is nothing without hashes. Export to .csv or .json, or "
                      "with hashes."));
        return;
    }
    saveTextAs(name, context.messages, writeUsers(configuration->users, format, hashes),
               isPrivate ? SavedMode::Private : SavedMode::Usual);
}

} // namespace wharfgate::gui
