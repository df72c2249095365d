// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/EventStore.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>

namespace wharfgate::gui {

namespace {

using events::AuthEvent;
using events::ScopeOutcome;

void putNumber(std::string &out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        out += static_cast<char>((number & 0x7F) | 0x80);
    out += static_cast<char>(number);
}

void putText(std::string &out, std::string_view text)
{
    putNumber(out, text.size());
    out += text;
}

void putList(std::string &out, const std::vector<std::string> &list)
{
    putNumber(out, list.size());
    for (const std::string &text : list)
        putText(out, text);
}

/// Takes apart what the functions above put together.
class ScopeDecoder
{
public:
    explicit ScopeDecoder(std::string_view text)
        : m_text(text)
    {}

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_text.empty(); }
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_text.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_text.front());
            m_text.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80)
                return value;
        }
        m_ok = false;
        return 0;
    }
    /// Into memory that is there already, for a scan looks at a million of them.
    void text(std::string &out)
    {
        const std::uint64_t length = number();
        if (length > m_text.size()) {
            m_ok = false;
            return;
        }
        out.assign(m_text.substr(0, length));
        m_text.remove_prefix(length);
    }
    void list(std::vector<std::string> &out)
    {
        const std::uint64_t length = number();
        std::size_t count = 0;
        for (; count < length && m_ok; ++count) {
            if (count == out.size())
                out.emplace_back();
            text(out[count]);
        }
        out.resize(count);
    }

private:
    std::string_view m_text;
    bool m_ok = true;
};

/// 16 lower-case hex digits as a number.
std::optional<std::uint64_t> numberOf(std::string_view requestId)
{
    if (requestId.size() != 16)
        return {};
    std::uint64_t number = 0;
    for (const char digit : requestId) {
        if (digit >= '0' && digit <= '9')
            number = number << 4 | static_cast<unsigned>(digit - '0');
        else if (digit >= 'a' && digit <= 'f')
            number = number << 4 | static_cast<unsigned>(digit - 'a' + 10);
        else
            return {};
    }
    return number;
}

template <typename Target, typename Source>
Target bounded(Source value)
{
    return static_cast<Target>(std::clamp<Source>(value, 0, std::numeric_limits<Target>::max()));
}

} // namespace

std::string encodeScopes(const std::vector<ScopeOutcome> &scopes)
{
    std::string out;
    for (const ScopeOutcome &scope : scopes) {
        putText(out, scope.type);
        putText(out, scope.name);
        putList(out, scope.requested);
        putList(out, scope.granted);
        putNumber(out, scope.rule ? std::uint64_t{*scope.rule} + 1 : 0);
        putText(out, scope.ruleComment);
        putText(out, scope.authorizer);
    }
    return out;
}

void decodeScopes(std::string_view text, std::vector<ScopeOutcome> &out)
{
    ScopeDecoder decoder(text);
    std::size_t count = 0;
    for (; !decoder.atEnd(); ++count) {
        if (count == out.size())
            out.emplace_back();
        ScopeOutcome &scope = out[count];
        decoder.text(scope.type);
        decoder.text(scope.name);
        decoder.list(scope.requested);
        decoder.list(scope.granted);
        scope.rule.reset();
        if (const std::uint64_t rule = decoder.number(); rule > 0)
            scope.rule = static_cast<std::size_t>(rule - 1);
        decoder.text(scope.ruleComment);
        decoder.text(scope.authorizer);
        if (!decoder.ok())
            break;
    }
    out.resize(count);
}

std::vector<ScopeOutcome> decodeScopes(std::string_view text)
{
    std::vector<ScopeOutcome> out;
    decodeScopes(text, out);
    return out;
}

EventRow EventStore::pack(const AuthEvent &event)
{
    EventRow row;
    row.time = std::chrono::floor<std::chrono::milliseconds>(event.time).time_since_epoch().count();
    if (const auto number = numberOf(event.requestId)) {
        row.requestId = *number;
    } else {
        row.requestId = m_pool.add(event.requestId);
        row.hasTextId = true;
    }
    row.duration = bounded<std::uint32_t>(event.duration.count());
    row.account = m_pool.add(event.account);
    row.client = m_pool.add(event.clientAddress);
    row.peer = m_pool.add(event.peerAddress);
    row.service = m_pool.add(event.service);
    row.scopes = m_pool.add(encodeScopes(event.scopes));
    row.reason = m_pool.add(event.reason);
    row.userAgent = m_pool.add(event.userAgent);
    row.program = m_pool.add(event.program);
    row.authenticator = m_pool.add(event.authenticator);
    row.tlsProtocol = m_pool.add(event.tlsProtocol);
    row.status = bounded<std::uint16_t>(event.status);
    row.result = event.result;
    row.tls = event.tls;
    return row;
}

EventRow EventStore::packMark(EventRow::Kind kind, std::int64_t time, std::string_view text)
{
    EventRow row;
    row.kind = kind;
    row.time = time;
    row.reason = m_pool.add(text);
    return row;
}

void EventStore::release(const EventRow &row)
{
    for (const StringPool::Id id :
         {row.account, row.client, row.peer, row.service, row.scopes, row.reason, row.userAgent,
          row.program, row.authenticator, row.tlsProtocol})
        m_pool.release(id);
    if (row.hasTextId)
        m_pool.release(static_cast<StringPool::Id>(row.requestId));
}

std::string EventStore::requestIdOf(const EventRow &row) const
{
    if (row.hasTextId)
        return m_pool.text(static_cast<StringPool::Id>(row.requestId));
    std::string out(16, '0');
    std::uint64_t number = row.requestId;
    for (std::size_t i = 16; i > 0; --i, number >>= 4)
        out[i - 1] = "0123456789abcdef"[number & 0xF];
    return out;
}

AuthEvent EventStore::unpack(const EventRow &row) const
{
    AuthEvent event;
    event.time = std::chrono::system_clock::time_point(std::chrono::milliseconds(row.time));
    event.requestId = requestIdOf(row);
    event.account = m_pool.text(row.account);
    event.clientAddress = m_pool.text(row.client);
    event.peerAddress = m_pool.text(row.peer);
    event.service = m_pool.text(row.service);
    event.scopes = decodeScopes(m_pool.text(row.scopes));
    event.result = row.result;
    event.status = row.status;
    event.reason = m_pool.text(row.reason);
    event.authenticator = m_pool.text(row.authenticator);
    event.duration = std::chrono::microseconds(row.duration);
    event.tls = row.tls;
    event.tlsProtocol = m_pool.text(row.tlsProtocol);
    event.userAgent = m_pool.text(row.userAgent);
    event.program = m_pool.text(row.program);
    return event;
}

void EventStore::prepend(const EventRow &row)
{
    m_rows.push_front(row);
    --m_firstOrdinal;
}

void EventStore::dropFirst(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        release(m_rows[i]);
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count));
    m_firstOrdinal += static_cast<std::int64_t>(count);
}

void EventStore::clear()
{
    dropFirst(m_rows.size());
}

} // namespace wharfgate::gui
