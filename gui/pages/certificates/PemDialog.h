// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/SaveText.h"

#include <QDialog>

namespace wharfgate::gui {

/// A text to be taken elsewhere: with Copy and Save.
class PemDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Content
    {
        QString title;
        QString explanation;
        QString text;
        SaveOffer offer;
    };
    PemDialog(const Content &content, Messages &messages, QWidget *parent);
};

} // namespace wharfgate::gui
