// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

class QWidget;

namespace wharfgate::gui {

class Messages;

/// What a file to be saved is called in its dialog.
struct SaveOffer
{
    QString title;
    QString suggestion;
    QString filter;
};

/// Asks for a file name and writes the file whole or not at all; says how it went.
void saveText(QWidget *parent, Messages &messages, const SaveOffer &offer, const QByteArray &text);
/// The same for a name that is known. `Private`: only the owner may read it.
enum class SavedMode
{
    Usual,
    Private
};
void saveTextAs(const QString &name, Messages &messages, const QByteArray &text,
                SavedMode mode = SavedMode::Usual);

} // namespace wharfgate::gui
