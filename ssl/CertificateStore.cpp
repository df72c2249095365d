// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateStore.h"

#include "ssl/FileError.h"
#include "ssl/FileSnapshot.h"
#include "ssl/FileTransaction.h"
#include "ssl/FolderLock.h"
#include "ssl/Pem.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wharfgate::tls {

namespace {

using Clock = std::chrono::system_clock;

std::string userName(uid_t user)
{
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return found->pw_name;
    return std::to_string(user);
}

bool exists(const std::string &file)
{
    struct stat status
    {};
    return ::lstat(file.c_str(), &status) == 0;
}

Clock::time_point changedAt(const std::string &file)
{
    struct stat status
    {};
    return ::stat(file.c_str(), &status) == 0 ? Clock::from_time_t(status.st_mtime)
                                              : Clock::time_point();
}

/// A text that is wiped when it is not needed any more.
class SecretText
{
public:
    explicit SecretText(std::string text)
        : m_text(std::move(text))
    {}
    ~SecretText() { explicit_bzero(m_text.data(), m_text.size()); }
    SecretText(const SecretText &) = delete;
    SecretText &operator=(const SecretText &) = delete;
    const std::string &value() const { return m_text; }

private:
    std::string m_text;
};

bool isEncryptedKey(const std::string &file)
{
    auto content = readPemFile(file, file);
    if (!content)
        return false;
    const SecretText text(std::move(*content));
    const auto blocks = pemBlocks(text.value(), file);
    return blocks && std::any_of(blocks->begin(), blocks->end(),
                                 [](const PemBlock &block) { return block.isEncrypted(); });
}

StoredPair readPair(const PairFiles &files)
{
    StoredPair pair;
    pair.files = files;
    if (auto chain = CertificateChain::load(files.certificate); chain)
        pair.chain = chain->certificates();
    if (auto key = PrivateKey::load(files.key); key)
        pair.key = std::move(*key);
    struct stat status
    {};
    if (::stat(files.key.c_str(), &status) == 0) {
        pair.keyOwner = userName(status.st_uid);
        pair.keyMode = static_cast<int>(status.st_mode & 07777);
        pair.isKeyEncrypted = isEncryptedKey(files.key);
    }
    if (const auto loaded = KeyPair::load(files.certificate, files.key); !loaded)
        pair.error = loaded.error().detail;
    return pair;
}

std::string textOf(const CertificateChain &chain)
{
    std::string text;
    for (const Certificate &certificate : chain.certificates())
        text += certificate.toPem();
    return text;
}

/// For a key beside the one in use: for its owner only.
FileAttributes spareKeyAttributes(const std::string &keyInUse)
{
    struct stat status
    {};
    if (::stat(keyInUse.c_str(), &status) != 0)
        return {0600, ::geteuid(), ::getegid()};
    return {0600, status.st_uid, status.st_gid};
}

/// For a key that takes the place of the one in use: a group that may read that one goes on to.
FileAttributes keyAttributes(const std::string &keyInUse)
{
    FileAttributes attributes = spareKeyAttributes(keyInUse);
    struct stat status
    {};
    if (::stat(keyInUse.c_str(), &status) == 0)
        attributes.mode |= status.st_mode & S_IRGRP;
    return attributes;
}

/// For certificates, which are public.
FileAttributes certificateAttributes(const std::string &certificateInUse)
{
    struct stat status
    {};
    if (::stat(certificateInUse.c_str(), &status) != 0)
        return {0644, ::geteuid(), ::getegid()};
    return {0600 | (status.st_mode & 0666), status.st_uid, status.st_gid};
}

/// What keeps the two files from being exchanged, or empty.
std::string obstacleTo(const PairFiles &files)
{
    if (files.certificate == files.key)
        return "The certificate and its key are in one file, " + files.key +
               ". Give each a file of its own in the configuration, then they can be changed here.";
    for (const std::string &file : {files.certificate, files.key}) {
        struct stat status
        {};
        if (::lstat(file.c_str(), &status) == 0) {
            if (S_ISLNK(status.st_mode))
                return file + " is a symbolic link, as certbot and Kubernetes make them. Renew the "
                              "certificate with the program that made the link: the daemon takes "
                              "it over by itself.";
            if (!S_ISREG(status.st_mode))
                return file + " is not a regular file. Name the PEM file itself in the "
                              "configuration.";
        }
        const std::string folder = folderOf(file);
        if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
            return "The folder " + folder + " cannot be written to by the user " +
                   userName(::geteuid()) + ". Give this user write access, or change the files " +
                   "by hand.";
    }
    return {};
}

tl::unexpected<Error> refusal(std::string why)
{
    return failure(ErrorCode::Unsupported, std::move(why));
}

/// The key waiting in `files`, if there is one.
Result<std::optional<PrivateKey>> waitingKeyOf(const PairFiles &files)
{
    if (!exists(files.waitingKey()))
        return std::optional<PrivateKey>();
    auto key = PrivateKey::load(files.waitingKey());
    if (!key)
        return tl::unexpected(key.error());
    return std::optional(std::move(*key));
}

/// The certificate of `items` that belongs to `key` and lasts longest, or null.
const Certificate *certificateOf(const PrivateKey &key, const ImportedItems &items)
{
    const Certificate *found = nullptr;
    for (const Certificate &one : items.certificates) {
        if (one.matches(key) && (!found || one.notAfter() > found->notAfter()))
            found = &one;
    }
    return found;
}

} // namespace

CertificateStore::CertificateStore(PairFiles files)
    : m_files(std::move(files))
{}

StoreContent CertificateStore::content() const
{
    StoreContent content;
    content.inUse = readPair(m_files);
    const PairFiles staged = m_files.staged();
    if (exists(staged.certificate) || exists(staged.key))
        content.staged = readPair(staged);
    if (const auto pem = readPemFile(m_files.waitingRequest(), "the request"); pem) {
        if (auto request = CertificateRequest::fromPem(*pem); request)
            content.waiting = WaitingKey{std::move(*request), changedAt(m_files.waitingRequest())};
    }
    const PairFiles previous = m_files.previous();
    if (const auto pair = KeyPair::load(previous.certificate, previous.key); pair)
        content.previous =
            PreviousPair{pair->chain.leaf().notAfter(), changedAt(previous.certificate)};
    content.obstacle = obstacleTo(m_files);
    return content;
}

Result<bool> CertificateStore::recover() const
{
    if (!exists(m_files.journal()))
        return false;
    const auto lock = FolderLock::take(m_files.certificate);
    if (!lock && lock.error().code == ErrorCode::Busy) // whoever made the journal is still at work
        return false;
    if (!lock)
        return tl::unexpected(lock.error());
    return FileTransaction::recover(m_files.journal());
}

/// What every change begins with, under the lock.
Result<void> CertificateStore::begin() const
{
    if (const std::string obstacle = obstacleTo(m_files); !obstacle.empty())
        return refusal(obstacle);
    if (auto recovered = FileTransaction::recover(m_files.journal()); !recovered)
        return tl::unexpected(recovered.error());
    return {};
}

Result<void> CertificateStore::stage(const CertificateChain &chain, const PrivateKey &key) const
{
    const PairFiles staged = m_files.staged();
    FileTransaction transaction(m_files.journal());
    transaction.put(staged.key, key.toPem(), spareKeyAttributes(m_files.key));
    transaction.put(staged.certificate, textOf(chain), certificateAttributes(m_files.certificate));
    return transaction.commit();
}

Result<void> CertificateStore::generate(const CertificateSpec &spec, const PrivateKey &key) const
{
    const auto certificate = issueCertificate(spec, key, nullptr);
    if (!certificate)
        return tl::unexpected(certificate.error());
    const auto lock = FolderLock::take(m_files.certificate);
    if (!lock)
        return tl::unexpected(lock.error());
    if (auto begun = begin(); !begun)
        return begun;
    return stage(CertificateChain({*certificate}), key);
}

Result<std::string> CertificateStore::request(const CertificateSpec &spec,
                                              const PrivateKey &key) const
{
    const auto request = CertificateRequest::create(spec, key);
    if (!request)
        return tl::unexpected(request.error());
    const auto lock = FolderLock::take(m_files.certificate);
    if (!lock)
        return tl::unexpected(lock.error());
    if (auto begun = begin(); !begun)
        return tl::unexpected(begun.error());
    // An authority may be at work on the other request, whose key would be lost.
    if (exists(m_files.waitingKey()))
        return refusal("A key is waiting for its certificate already. Import that certificate, or "
                       "discard the key first.");
    FileTransaction transaction(m_files.journal());
    transaction.put(m_files.waitingKey(), key.toPem(), spareKeyAttributes(m_files.key));
    transaction.put(m_files.waitingRequest(), request->toPem(),
                    certificateAttributes(m_files.certificate));
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return request->toPem();
}

Result<void> CertificateStore::import(const ImportedItems &items) const
{
    const auto lock = FolderLock::take(m_files.certificate);
    if (!lock)
        return tl::unexpected(lock.error());
    if (auto begun = begin(); !begun)
        return begun;
    std::vector<PrivateKey> matched;
    std::copy_if(items.keys.begin(), items.keys.end(), std::back_inserter(matched),
                 [&](const PrivateKey &key) { return certificateOf(key, items) != nullptr; });
    if (matched.size() > 1)
        return refusal("There are several keys with their certificates. Import one pair at a "
                       "time.");
    if (matched.empty()) {
        const auto waiting = waitingKeyOf(m_files);
        if (!waiting)
            return tl::unexpected(waiting.error());
        if (*waiting && certificateOf(**waiting, items))
            matched.push_back(**waiting);
        else if (const auto own = PrivateKey::load(m_files.key); own && certificateOf(*own, items))
            matched.push_back(*own);
    }
    if (matched.empty() && items.certificates.empty())
        return refusal("There is a key, but no certificate. Import the certificate too, or a "
                       "PKCS#12 file that holds both.");
    if (matched.empty())
        return refusal("No certificate belongs to a key that is at hand: neither to one in these "
                       "files, nor to the key that waits for its certificate, nor to the key in "
                       "use. Import the key too.");
    // An answer often comes without the intermediates, which the file in use may have.
    std::vector<Certificate> pool = items.certificates;
    if (const auto own = CertificateChain::load(m_files.certificate); own)
        pool.insert(pool.end(), own->certificates().begin(), own->certificates().end());
    const PrivateKey &key = matched.front();
    return stage(orderedChain(*certificateOf(key, items), pool), key);
}

Result<void> CertificateStore::discard() const
{
    const auto lock = FolderLock::take(m_files.certificate);
    if (!lock)
        return tl::unexpected(lock.error());
    if (auto begun = begin(); !begun)
        return begun;
    const PairFiles staged = m_files.staged();
    FileTransaction transaction(m_files.journal());
    for (const std::string &file :
         {staged.key, staged.certificate, m_files.waitingKey(), m_files.waitingRequest()})
        transaction.remove(file);
    return transaction.commit();
}

Result<KeyPair> CertificateStore::stagedPair() const
{
    const PairFiles staged = m_files.staged();
    if (!exists(staged.certificate) && !exists(staged.key))
        return refusal("No new certificate is staged. Generate or import one first.");
    return KeyPair::load(staged.certificate, staged.key);
}

/// Puts the pair `next`, which is in `source`, in use.
Result<void> CertificateStore::exchange(const PairFiles &source, const KeyPair &next,
                                        const Load &load) const
{
    const PairFiles staged = m_files.staged();
    const PairFiles previous = m_files.previous();
    const auto waiting = waitingKeyOf(m_files);
    const bool endsWaiting =
        waiting && *waiting && source == staged && next.chain.leaf().matches(**waiting);
    const auto before = FileSnapshot::take({m_files.key, m_files.certificate, previous.key,
                                            previous.certificate, staged.key, staged.certificate,
                                            m_files.waitingKey(), m_files.waitingRequest()});
    if (!before)
        return tl::unexpected(before.error());

    FileTransaction transaction(m_files.journal());
    const FileAttributes attributes = certificateAttributes(m_files.certificate);
    transaction.put(m_files.key, before->content(source.key), keyAttributes(m_files.key));
    transaction.put(m_files.certificate, before->content(source.certificate), attributes);
    // A pair that cannot be used is not worth bringing back, and replaces none that can.
    if (KeyPair::load(m_files.certificate, m_files.key)) {
        transaction.put(previous.key, before->content(m_files.key),
                        spareKeyAttributes(m_files.key));
        transaction.put(previous.certificate, before->content(m_files.certificate), attributes);
    }
    if (source == staged) {
        transaction.remove(staged.key);
        transaction.remove(staged.certificate);
    }
    if (endsWaiting) {
        transaction.remove(m_files.waitingKey());
        transaction.remove(m_files.waitingRequest());
    }
    if (auto committed = transaction.commit(); !committed)
        return committed;
    const auto loaded = load();
    if (loaded)
        return {};
    if (const auto restored = before->restore(m_files.journal()); !restored)
        return failure(ErrorCode::Io,
                       "The new certificate was not taken over (" + loaded.error().detail +
                           "), and the old one could not be put back: " + restored.error().detail);
    // The old files are in place again; if they do not load either, the service has said so.
    static_cast<void>(load());
    return refusal("The new certificate was not taken over, and the old one is in place again: " +
                   loaded.error().detail);
}

Result<void> CertificateStore::rotate(const std::string &tested, const Load &load) const
{
    const auto lock = FolderLock::take(m_files.certificate);
    if (!lock)
        return tl::unexpected(lock.error());
    if (auto begun = begin(); !begun)
        return begun;
    const auto next = stagedPair();
    if (!next)
        return tl::unexpected(next.error());
    if (next->chain.leaf().sha256Fingerprint() != tested)
        return refusal("Another certificate has been staged in the meantime. Look at it, then "
                       "rotate again.");
    return exchange(m_files.staged(), *next, load);
}

Result<void> CertificateStore::rollback(const Load &load) const
{
    const auto lock = FolderLock::take(m_files.certificate);
    if (!lock)
        return tl::unexpected(lock.error());
    if (auto begun = begin(); !begun)
        return begun;
    const PairFiles files = m_files.previous();
    if (!exists(files.certificate) || !exists(files.key))
        return refusal("There is no earlier certificate to go back to.");
    const auto previous = KeyPair::load(files.certificate, files.key);
    if (!previous)
        return tl::unexpected(previous.error());
    return exchange(files, *previous, load);
}

Result<void> CertificateStore::repairMode() const
{
    if (::chmod(m_files.key.c_str(), S_IRUSR | S_IWUSR) == 0)
        return {};
    return fileFailure("The mode of the key file " + m_files.key + " cannot be changed",
                       m_files.key, errno);
}

} // namespace wharfgate::tls
