// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

#include <memory>

class QKeyEvent;

namespace wharfgate::gui {

class ChipButton;

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

    /// As tall as the chips need at the present width.
    QSize sizeHint() const override;

Q_SIGNALS:
    void chipsEdited(); ///< by the user

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Data;
    void showState();
    void addButton(const QString &chip);
    void takeButton(std::size_t index);
    void removeChip(ChipButton *button);
    void moveFocus(const ChipButton *from, int direction);
    void addTyped();
    bool handleLineKey(const QKeyEvent &event);

    std::unique_ptr<Data> m_data;
};

} // namespace wharfgate::gui
