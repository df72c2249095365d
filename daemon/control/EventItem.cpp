// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/EventItem.h"

#include <QJsonDocument>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

EventItem EventItem::of(const events::AuthEvent &event, std::optional<std::uint64_t> sequence)
{
    // Through the text: the form of an event is defined in one place.
    const std::string text = toJson(event);
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
    const QJsonValue number =
        sequence ? QJsonValue(static_cast<qint64>(*sequence)) : QJsonValue(QJsonValue::Null);
    return {{{u"sequence"_s, number}, {u"event"_s, document.object()}},
            static_cast<qsizetype>(text.size()) + 40};
}

} // namespace wharfgate::control
