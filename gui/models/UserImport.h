// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"
#include "shared/config/Configuration.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <string>
#include <vector>

/// Users as files of other programs have them. Pure; bounded in time and memory for any bytes.
namespace wharfgate::gui {

enum class UserFormat
{
    Csv,  ///< RFC 4180 with a head line: name, password_hash, then one column a label (values
          ///< separated by spaces)
    Json, ///< {"name": {"password_hash": "…", "labels": {"group": ["a"]}}}, or a list with "name"
    Htpasswd, ///< name:hash, one a line
};

/// One entry of a file, and what taking it over would do.
struct ImportedUser
{
    enum class Effect
    {
        New,
        Changed,
        Unchanged,
        Rejected
    };
    std::string name;
    config::User user; // as it would be: what the file does not say stays, a lock too
    int line = 0;      // in the file; 0 for JSON
    Effect effect = Effect::New;
    QString reason; // why it is rejected, or what it changes; for people
};

/// The format that the text looks like.
UserFormat guessUserFormat(const QByteArray &text);

/// Reads at most kMaxImportedUsers entries and compares them with `existing`. The error is about
/// the file as a whole; entries that cannot be taken over are Rejected with the reason. Only
/// password hashes that the daemon can verify are taken, never passwords.
Result<std::vector<ImportedUser>> readUsers(const QByteArray &text, UserFormat format,
                                            const std::map<std::string, config::User> &existing);
inline constexpr std::size_t kMaxImportedUsers = 100'000;

enum class ExportHashes
{
    No,
    Yes ///< whoever has the file can try passwords against them
};

/// The reverse. Htpasswd has no labels and, without hashes, nothing: it needs ExportHashes::Yes.
QByteArray writeUsers(const std::map<std::string, config::User> &users, UserFormat format,
                      ExportHashes hashes);

/// Why `name` cannot be an account, for people; empty if it can. HTTP Basic (RFC 7617) cannot
/// carry a colon or control characters.
QString accountNameProblem(const QString &name);

} // namespace wharfgate::gui
