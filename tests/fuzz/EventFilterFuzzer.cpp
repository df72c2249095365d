// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/Text.h"
#include "shared/events/AuthEventReader.h"
#include "shared/events/EventFilter.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

/// Lines: a filter, then an event whose texts are the rest. A filter is what it says it was made
/// of, and says the same of an event that came through JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(input.find('\n'), input.size());
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(input.data(), static_cast<qsizetype>(end)));
    const auto filter = events::EventFilter::fromJson(document.object());
    if (!filter) {
        if (filter.error().detail.empty() || text::hasControlCharacter(filter.error().detail))
            std::abort();
        return 0;
    }
    const auto same = events::EventFilter::fromJson(filter->toJson());
    if (!same || !(*same == *filter))
        std::abort();

    events::AuthEvent event;
    event.account = event.service = event.userAgent = input.substr(end);
    event.clientAddress = "10.1.2.3";
    event.scopes.push_back({"repository", event.account, {"pull"}, {}, 3, "", "acl"});
    const auto read = events::readAuthEvent(toJson(event));
    if (filter->matches(event) != same->matches(event))
        std::abort();
    // Bytes that are no text become U+FFFD on the way.
    if (read && text::isValidUtf8(event.account) &&
        filter->matches(*read) != filter->matches(event))
        std::abort();
    return 0;
}
