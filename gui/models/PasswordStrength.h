// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

namespace wharfgate::gui {

/// A rough estimate of how hard a password is to guess: what a search needs that knows usual words,
/// names, dates, keyboard rows and repetitions. Not a promise.
struct PasswordStrength
{
    enum class Level
    {
        Empty,
        VeryWeak, ///< under 30 bits: guessed online
        Weak,     ///< under 45
        Fair,     ///< under 60
        Good,     ///< under 80
        Strong
    };
    Level level = Level::Empty;
    double bits = 0;

    /// `account` is counted as a known word.
    static PasswordStrength of(QStringView password, QStringView account);
    /// "Weak: …" in a few words for the form.
    QString text() const;
};

} // namespace wharfgate::gui
