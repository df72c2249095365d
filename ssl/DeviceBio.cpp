// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/DeviceBio.h"

#include <QIODevice>

#include <openssl/bio.h>

#include <algorithm>

namespace wharfgate::tls {

namespace {

constexpr std::size_t kPrologueSize = 8; // "OPTIONS " is the longest method that matters
/// A long answer goes to the device in pieces of this size, not as a second copy of the whole.
constexpr std::size_t kFlushSize = 64 * 1024;

} // namespace

DeviceBio::DeviceBio(QIODevice &device)
    : m_device(device)
{}

BIO *DeviceBio::create()
{
    // Made once and kept to the end of the process, as OpenSSL's own methods are.
    static const BIO_METHOD *const method = [] {
        BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "QIODevice");
        if (made) {
            BIO_meth_set_read(made, readBio);
            BIO_meth_set_write(made, writeBio);
            BIO_meth_set_ctrl(made, controlBio);
        }
        return made;
    }();
    BIO *bio = method ? BIO_new(method) : nullptr;
    if (bio) {
        BIO_set_data(bio, this);
        BIO_set_init(bio, 1);
    }
    return bio;
}

bool DeviceBio::flush()
{
    if (m_broken)
        return false;
    if (m_outgoing.empty())
        return true;
    // Taken out first, and its memory given back afterwards: most connections are idle most of the
    // time, and a device that calls back finds this object in order.
    const std::string bytes = std::move(m_outgoing);
    m_outgoing = {};
    const auto size = static_cast<qint64>(bytes.size());
    m_broken = m_device.write(bytes.data(), size) != size;
    return !m_broken;
}

int DeviceBio::read(char *buffer, int capacity)
{
    const qint64 count = m_device.read(buffer, capacity);
    if (count < 0) {
        m_atEnd = true; // closed by the peer, or broken: the device knows, TLS ends either way
        return 0;
    }
    if (m_prologue.size() < kPrologueSize) {
        m_prologue.append(
            buffer, std::min(kPrologueSize - m_prologue.size(), static_cast<std::size_t>(count)));
    }
    return static_cast<int>(count);
}

int DeviceBio::readBio(BIO *bio, char *buffer, int capacity)
{
    BIO_clear_retry_flags(bio);
    auto *self = static_cast<DeviceBio *>(BIO_get_data(bio));
    const int count = self->read(buffer, capacity);
    if (count > 0)
        return count;
    if (self->m_atEnd)
        return 0;
    BIO_set_retry_read(bio);
    return -1;
}

int DeviceBio::writeBio(BIO *bio, const char *bytes, int count)
{
    BIO_clear_retry_flags(bio);
    auto *self = static_cast<DeviceBio *>(BIO_get_data(bio));
    if (self->m_broken || count < 0)
        return -1;
    self->m_outgoing.append(bytes, static_cast<std::size_t>(count));
    if (self->m_outgoing.size() >= kFlushSize && !self->flush())
        return -1;
    return count;
}

long DeviceBio::controlBio(BIO *bio, int command, long, void *)
{
    const auto *self = static_cast<const DeviceBio *>(BIO_get_data(bio));
    switch (command) {
    case BIO_CTRL_FLUSH:
        return 1; // flush() is called when the operation is over
    case BIO_CTRL_EOF:
        return self->m_atEnd ? 1 : 0;
    default:
        return 0;
    }
}

} // namespace wharfgate::tls
