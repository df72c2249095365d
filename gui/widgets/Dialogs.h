// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

class QWidget;

/// Modal questions, with a seam for tests: the next answers can be set beforehand, and then nothing
/// is shown.
namespace wharfgate::gui::dialogs {

/// Asks before an irreversible act; the button is the verb ("Delete 3 Users"), the default Cancel.
/// `details` (may be empty) is shown in a scrolling list below the text.
bool confirm(QWidget *parent, const QString &title, const QString &text, const QString &verb,
             const QStringList &details = {});

enum class UnsavedAnswer
{
    Apply,
    Discard,
    Cancel
};
UnsavedAnswer askUnsaved(QWidget *parent, const QString &text);

/// Empty if cancelled. `filter` as QFileDialog has it.
QString openFileName(QWidget *parent, const QString &title, const QString &filter);
QStringList openFileNames(QWidget *parent, const QString &title, const QString &filter);
QString saveFileName(QWidget *parent, const QString &title, const QString &suggestion,
                     const QString &filter);
/// None if cancelled.
std::optional<QString> askPassword(QWidget *parent, const QString &title, const QString &text);
std::optional<QString> askText(QWidget *parent, const QString &title, const QString &label,
                               const QString &initial);

/// For tests: taken by the next question of that kind, in order.
void setNextConfirm(bool answer);
void setNextUnsavedAnswer(UnsavedAnswer answer);
void setNextFileName(const QString &name);
void setNextText(const std::optional<QString> &text);

} // namespace wharfgate::gui::dialogs
