// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/PasswordHash.h"
#include "shared/base/Text.h"
#include "shared/config/SettingReaders.h"
#include "shared/config/Settings.h"

#include <algorithm>

namespace wharfgate::config {

namespace {

void readLabels(const Value &value, acl::Labels &labels)
{
    const auto entries = value.entries("a mapping from label name to list of values");
    if (!entries)
        return;
    for (const Value::Entry &entry : *entries) {
        if (auto values = entry.value.texts())
            labels[entry.name] = std::move(*values);
    }
}

void readPassword(const Value &value, User &user)
{
    user.passwordHash.reset();
    if (value.isNull() && !value.isLoudNull())
        return;
    auto hash = value.text();
    if (!hash)
        return;
    const accounts::HashInfo info = accounts::inspectHash(*hash);
    if (!info.wellFormed && !info.locked) {
        value.warning("bad-hash",
                      "This is no password hash that can be checked, so this user cannot log in.",
                      "Make one with: wharfgated hash-password");
    }
    user.passwordHash = std::move(*hash);
}

/// A typing mistake must not open an account.
bool looksLikePassword(std::string_view key)
{
    return text::nearest(key, keysBelow("users.*")) == "password";
}

void readUser(const Value::Entry &entry, std::map<std::string, User> &users)
{
    const Value &value = entry.value;
    if (value.isNull()) {
        users.erase(entry.name);
        entry.key.warning("null-user", "This user has no entry, so nobody can log in by the name.",
                          "Remove the user, or add a password.");
        return;
    }
    const auto keys = value.entries("a mapping with password and labels");
    if (!keys)
        return;
    const bool hasPassword = std::any_of(
        keys->begin(), keys->end(), [](const Value::Entry &key) { return key.name == "password"; });
    User user;
    user.position = entry.key.position();
    for (const Value::Entry &key : *keys) {
        if (key.name == "password")
            readPassword(key.value, user);
        else if (key.name == "labels")
            readLabels(key.value, user.labels);
        else if (!hasPassword && !entry.name.empty() && looksLikePassword(key.name))
            key.key.report(Problem::Severity::Error, "unknown-key",
                           "This key is not known, and without a password any would be accepted.",
                           "Did you mean password?");
        else
            reportUnknownKey(key, "users.*", Problem::Severity::Warning);
    }
    if (!user.passwordHash && !entry.name.empty()) {
        entry.key.warning("no-password", "This user has no password: any password is accepted.",
                          "Add a password hash, or lock the account with password: \"!\".");
    }
    users.insert_or_assign(entry.name, std::move(user));
}

} // namespace

void readUsers(const Value &value, Configuration &configuration)
{
    if (value.isNull())
        configuration.users.clear();
    const auto entries = value.entries("a mapping from user name to password and labels");
    if (!entries)
        return;
    for (const Value::Entry &entry : *entries)
        readUser(entry, configuration.users);
}

} // namespace wharfgate::config
