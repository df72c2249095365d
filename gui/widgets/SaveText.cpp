// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/SaveText.h"

#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace wharfgate::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SaveText)
};

} // namespace

void saveText(QWidget *parent, Messages &messages, const SaveOffer &offer, const QByteArray &text)
{
    const QString name = dialogs::saveFileName(parent, offer.title, offer.suggestion, offer.filter);
    if (!name.isEmpty())
        saveTextAs(name, messages, text);
}

void saveTextAs(const QString &name, Messages &messages, const QByteArray &text, SavedMode mode)
{
    QSaveFile file(name);
    const auto isOwners = [&] {
        return mode == SavedMode::Usual ||
               file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    };
    if (file.open(QIODevice::WriteOnly) && isOwners() && file.write(text) == text.size() &&
        file.commit())
        messages.showMessage(MessageKind::Success, Words::tr("Saved %1.").arg(name));
    else
        messages.showMessage(MessageKind::Error,
                             Words::tr("%1 cannot be written: %2").arg(name, file.errorString()));
}

} // namespace wharfgate::gui
