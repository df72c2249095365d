// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

class QIODevice;
using BIO = struct bio_st;

namespace wharfgate::tls {

/// An OpenSSL BIO straight over a QIODevice, without a memory BIO's copy in between. What OpenSSL
/// writes during one operation is collected and reaches the device in one piece with flush().
class DeviceBio
{
public:
    explicit DeviceBio(QIODevice &device);
    DeviceBio(const DeviceBio &) = delete;
    DeviceBio &operator=(const DeviceBio &) = delete;

    /// A BIO that refers to this object, which has to outlive it. The caller owns it; null if there
    /// is no memory.
    BIO *create();

    /// Hands what was written to the device. False if the device took it not, now or before.
    bool flush();
    /// Forgets what was written since the last flush().
    void discard() { m_outgoing.clear(); }

    bool isAtEnd() const { return m_atEnd; }
    bool isBroken() const { return m_broken; }
    /// The first bytes that came in, eight at most.
    std::string_view prologue() const { return m_prologue; }

private:
    static int readBio(BIO *bio, char *buffer, int capacity);
    static int writeBio(BIO *bio, const char *bytes, int count);
    static long controlBio(BIO *bio, int command, long number, void *pointer);
    int read(char *buffer, int capacity);

    QIODevice &m_device;
    std::string m_outgoing;
    std::string m_prologue;
    bool m_atEnd = false;
    bool m_broken = false;
};

} // namespace wharfgate::tls
