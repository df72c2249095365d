// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace wharfgate::gui {

/// Paints a Verdict, taken from the model's kVerdictRole, as a badge of shape, word and colour.
/// Qt::DisplayRole should hold the word, for screen readers and copying.
class BadgeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int kVerdictRole = Qt::UserRole + 100; // Verdict
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace wharfgate::gui
