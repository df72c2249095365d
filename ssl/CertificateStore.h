// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "ssl/Certificate.h"
#include "ssl/CertificateImport.h"
#include "ssl/CertificateRequest.h"
#include "ssl/PairFiles.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wharfgate::tls {

/// A certificate and key on disk, as far as they can be read.
struct StoredPair
{
    PairFiles files;
    std::vector<Certificate> chain; // empty if unreadable
    std::optional<PrivateKey> key;  // none if unreadable, encrypted or weak
    std::string keyOwner;           // user name, or digits; empty if there is no file
    int keyMode = 0;                // permission bits of the key file; 0 if there is no file
    bool isKeyEncrypted = false;
    std::string error; // why the two cannot be used together; empty if they can
};

/// A key that waits for its signed certificate.
struct WaitingKey
{
    CertificateRequest request;
    std::chrono::system_clock::time_point created;
};

struct PreviousPair
{
    std::chrono::system_clock::time_point notAfter;
    std::chrono::system_clock::time_point rotated;
};

/// Everything that belongs to one pair of files.
struct StoreContent
{
    StoredPair inUse;
    std::optional<StoredPair> staged;
    std::optional<WaitingKey> waiting;
    std::optional<PreviousPair> previous;
    std::string obstacle; // why the files cannot be exchanged here, and what to do; or empty
};

/// Changes a certificate and its key on disk: a new pair is staged beside the one in use, then
/// exchanged with it in one FileTransaction, so that after a crash recover() finds either the old
/// pair or the new one in use, never one's key with the other's certificate. Keys are written
/// readable by their owner only (and by the group that could read the key in use), unencrypted,
/// for a daemon has to start without anybody to enter a password. Symbolic links (Kubernetes,
/// certbot's live/) are never replaced: who made them renews what they lead to.
///
/// ErrorCode::Unsupported: not possible in this state, the text says why and what to do. Busy:
/// another program changes the files at this moment. Holds no state but the file names; one caller
/// at a time.
class CertificateStore
{
public:
    /// Makes the running service use the files as they are now.
    using Load = std::function<Result<void>()>;

    explicit CertificateStore(PairFiles files);

    const PairFiles &files() const { return m_files; }
    StoreContent content() const;

    /// Completes an exchange that a crash interrupted. True if there was one.
    Result<bool> recover() const;

    /// Stages a self-signed certificate for `key`.
    Result<void> generate(const CertificateSpec &spec, const PrivateKey &key) const;
    /// Keeps `key` waiting; the request to send to an authority, as PEM.
    Result<std::string> request(const CertificateSpec &spec, const PrivateKey &key) const;
    /// Stages the pair that `items` hold, or make together with the waiting key or the key in use.
    Result<void> import(const ImportedItems &items) const;
    /// Removes what is staged and what waits.
    Result<void> discard() const;

    /// The staged pair; refused if there is none or if it cannot be used.
    Result<KeyPair> stagedPair() const;
    /// Puts the staged pair in use and loads it. If `load` fails, the old pair is put back (and
    /// loaded), the new one stays staged, and the error says why. `tested` is the fingerprint of
    /// the leaf that the caller has tested: another one staged since then is refused.
    Result<void> rotate(const std::string &tested, const Load &load) const;
    /// Exchanges the pair in use with the previous one in the same way.
    Result<void> rollback(const Load &load) const;
    /// Makes the key file readable by its owner only.
    Result<void> repairMode() const;

private:
    Result<void> begin() const;
    Result<void> stage(const CertificateChain &chain, const PrivateKey &key) const;
    Result<void> exchange(const PairFiles &source, const KeyPair &next, const Load &load) const;

    PairFiles m_files;
};

} // namespace wharfgate::tls
