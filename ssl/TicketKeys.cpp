// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/TicketKeys.h"

#include "ssl/Encoding.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <string>

namespace wharfgate::tls {

namespace {

template <std::size_t size>
void fillRandomly(std::array<unsigned char, size> &target)
{
    std::string bytes = randomBytes(size);
    std::copy(bytes.begin(), bytes.end(), target.begin());
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

TicketKeys::Key newKey()
{
    TicketKeys::Key key;
    fillRandomly(key.name);
    fillRandomly(key.cipherKey);
    fillRandomly(key.macKey);
    return key;
}

bool isNamed(const TicketKeys::Key &key, std::string_view name)
{
    return std::equal(key.name.begin(), key.name.end(), name.begin(), name.end(),
                      [](unsigned char a, char b) { return a == static_cast<unsigned char>(b); });
}

} // namespace

TicketKeys::Key::~Key()
{
    OPENSSL_cleanse(cipherKey.data(), cipherKey.size());
    OPENSSL_cleanse(macKey.data(), macKey.size());
}

TicketKeys::TicketKeys(Clock clock)
    : m_clock(std::move(clock))
    , m_current(newKey())
    , m_currentSince(m_clock())
{}

TicketKeys::Key TicketKeys::current()
{
    const std::lock_guard lock(m_mutex);
    rotate();
    return m_current;
}

std::optional<TicketKeys::Found> TicketKeys::find(std::string_view name)
{
    const std::lock_guard lock(m_mutex);
    rotate();
    if (isNamed(m_current, name))
        return Found{m_current, true};
    if (m_previous && isNamed(*m_previous, name))
        return Found{*m_previous, false};
    return std::nullopt;
}

void TicketKeys::rotate()
{
    const auto now = m_clock();
    const auto age = now - m_currentSince;
    if (age < kLifetime)
        return;
    // After a long pause the key is too old even for decrypting.
    if (age < 2 * kLifetime)
        m_previous = m_current;
    else
        m_previous.reset();
    m_current = newKey();
    m_currentSince = now;
}

} // namespace wharfgate::tls
