// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace wharfgate::gui {

/// One chip of a ChipEditor: a click on its cross, Delete or Backspace asks to remove it.
class ChipButton final : public QAbstractButton
{
    Q_OBJECT

public:
    ChipButton(const QString &chip, QWidget *parent);

    const QString &chip() const { return m_chip; }
    void setRemovable(bool removable);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void removeRequested();
    /// Left (-1) or Right (+1) was pressed.
    void leaveRequested(int direction);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int crossSide() const;
    QRect crossArea() const;

    QString m_chip; // as it is; what is painted has control characters escaped
    bool m_removable = true;
};

} // namespace wharfgate::gui
