// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QString>

#include <string>

namespace wharfgate::gui {

/// Somebody else changed the configuration since it was read: shows their difference and mine, and
/// asks what to do.
class ConflictDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Choice
    {
        Cancel,
        Merge,     ///< both changes; mergedText() is the result
        Overwrite, ///< mine instead of theirs
        Reload     ///< theirs; mine are thrown away
    };

    /// The three versions: as both began, as it is now, and the working copy.
    ConflictDialog(const std::string &base, const std::string &theirs, const std::string &mine,
                   const QString &byWhom, QWidget *parent = nullptr);

    Choice choice() const { return m_choice; }
    /// Both changes in one text; only if they can be merged.
    const std::string &mergedText() const { return m_merged; }
    bool canMerge() const { return m_canMerge; }

private:
    void choose(Choice choice);

    Choice m_choice = Choice::Cancel;
    std::string m_merged;
    bool m_canMerge = false;
};

} // namespace wharfgate::gui
