// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/Pem.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wharfgate::tls {

namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kDashes = "-----";
constexpr std::size_t kMaximumFileSize = 1 << 20;

/// DER of a key or certificate is one long SEQUENCE: 0x30, then a length of two or three bytes or,
/// for Ed25519 keys, of one.
bool looksLikeDer(std::string_view bytes)
{
    if (bytes.size() < 16 || bytes[0] != '\x30')
        return false;
    return bytes[1] == '\x82' || bytes[1] == '\x81' ||
           static_cast<std::size_t>(static_cast<unsigned char>(bytes[1])) + 2 == bytes.size();
}

tl::unexpected<Error> systemFailure(const std::string &what, int number)
{
    const std::string reason = std::strerror(number);
    if (number == ENOENT || number == ENOTDIR)
        return failure(ErrorCode::NotFound, what + " does not exist");
    if (number == EACCES || number == EPERM)
        return failure(ErrorCode::Permission,
                       what + " may not be read by this user; give the service read access");
    return failure(ErrorCode::Io, what + " cannot be read: " + reason);
}

/// Closes a descriptor.
class Descriptor
{
public:
    explicit Descriptor(int value)
        : m_value(value)
    {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int value() const { return m_value; }

private:
    int m_value;
};

} // namespace

bool PemBlock::isEncrypted() const
{
    return label == "ENCRYPTED PRIVATE KEY" ||
           (isPrivateKey() && text.find("\nProc-Type: 4,ENCRYPTED") != std::string_view::npos);
}

Result<std::vector<PemBlock>> pemBlocks(std::string_view pem, const std::string &what)
{
    if (pem.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return failure(ErrorCode::Crypto, what + " is empty");

    std::vector<PemBlock> blocks;
    std::size_t position = 0;
    while ((position = pem.find(kBegin, position)) != std::string_view::npos) {
        const std::size_t labelStart = position + kBegin.size();
        const std::size_t labelEnd = pem.find(kDashes, labelStart);
        if (labelEnd == std::string_view::npos || labelEnd - labelStart > 64)
            return failure(ErrorCode::Crypto, what + " has a damaged \"-----BEGIN\" line");
        const std::string_view label = pem.substr(labelStart, labelEnd - labelStart);
        const std::string end = "-----END " + std::string(label) + "-----";
        const std::size_t endStart = pem.find(end, labelEnd);
        const std::size_t nextBegin = pem.find(kBegin, labelEnd);
        if (endStart == std::string_view::npos || endStart > nextBegin) {
            return failure(ErrorCode::Crypto, what +
                                                  " is cut off: a \"-----BEGIN\" line has no \"" +
                                                  "-----END\" line; copy the whole file again");
        }
        const std::size_t blockEnd = endStart + end.size();
        blocks.push_back({label, pem.substr(position, blockEnd - position)});
        position = blockEnd;
    }
    if (!blocks.empty())
        return blocks;
    if (looksLikeDer(pem)) {
        return failure(ErrorCode::Crypto,
                       what + " is in binary DER form, but PEM text is needed; convert it with "
                              "\"openssl x509\" or \"openssl pkey\", -inform DER");
    }
    return failure(ErrorCode::Crypto, what + " holds no PEM text (\"-----BEGIN …-----\")");
}

Result<std::string> readPemFile(const std::string &file, const std::string &what)
{
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.value() < 0)
        return systemFailure(what, errno);
    struct stat status
    {};
    if (::fstat(descriptor.value(), &status) != 0)
        return systemFailure(what, errno);
    if (S_ISDIR(status.st_mode))
        return failure(ErrorCode::Io, what + " is a directory");

    std::string content;
    char buffer[16384];
    while (content.size() <= kMaximumFileSize) {
        const ssize_t count = ::read(descriptor.value(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(what, errno);
        if (count == 0)
            break;
        content.append(buffer, static_cast<std::size_t>(count));
    }
    explicit_bzero(buffer, sizeof buffer);
    if (content.size() > kMaximumFileSize)
        return failure(ErrorCode::Io, what + " is over 1 MiB; it holds something else");
    return content;
}

std::string fileLabel(std::string_view kind, const std::string &file)
{
    return std::string(kind) + " file " + file;
}

} // namespace wharfgate::tls
