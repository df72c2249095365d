// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/EventModel.h"

#include <QString>
#include <QStringList>

/// What an event model shows, as text.
namespace wharfgate::test {

inline QString textAt(const gui::EventModel &model, int row, gui::EventColumn column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

inline QStringList usersOf(const gui::EventModel &model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out.append(model.isEvent(row) ? textAt(model, row, gui::EventColumn::User)
                                      : QStringLiteral("--"));
    return out;
}

} // namespace wharfgate::test
