// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/accounts/PasswordHash.h"
#include "shared/config/SettingReaders.h"

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
    User user;
    user.position = entry.key.position();
    for (const Value::Entry &key : *keys) {
        if (key.name == "password")
            readPassword(key.value, user);
        else if (key.name == "labels")
            readLabels(key.value, user.labels);
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
