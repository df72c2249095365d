// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

#include <memory>

namespace wharfgate::gui {

/// Edits a list of short texts (actions, label values) as chips: type and press Enter or comma to
/// add, the cross or Backspace to remove; suggestions complete. Keyboard and screen reader reach
/// every chip.
class ChipEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit ChipEditor(QWidget *parent = nullptr);
    ~ChipEditor() override;

    QStringList chips() const;
    void setChips(const QStringList &chips); // emits nothing
    void setSuggestions(const QStringList &suggestions);
    void setPlaceholderText(const QString &text);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void chipsEdited(); ///< by the user

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
