// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/certificates/SaveText.h"

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
    if (name.isEmpty())
        return;
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        messages.showMessage(MessageKind::Success, Words::tr("Saved %1.").arg(name));
    else
        messages.showMessage(MessageKind::Error,
                             Words::tr("%1 cannot be written: %2").arg(name, file.errorString()));
}

} // namespace wharfgate::gui
