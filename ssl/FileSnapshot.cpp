// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/FileSnapshot.h"

#include "ssl/Pem.h"

#include <algorithm>
#include <cstring>
#include <sys/stat.h>

namespace wharfgate::tls {

FileSnapshot::~FileSnapshot()
{
    for (Entry &entry : m_entries) {
        if (entry.content)
            explicit_bzero(entry.content->data(), entry.content->size());
    }
}

Result<FileSnapshot> FileSnapshot::take(const std::vector<std::string> &files)
{
    FileSnapshot snapshot;
    for (const std::string &file : files) {
        Entry entry;
        entry.file = file;
        struct stat status
        {};
        if (::stat(file.c_str(), &status) == 0) {
            auto content = readPemFile(file, "The file " + file);
            if (!content)
                return tl::unexpected(content.error());
            entry.content = std::move(*content);
            entry.attributes = {status.st_mode & 07777, status.st_uid, status.st_gid};
        }
        snapshot.m_entries.push_back(std::move(entry));
    }
    return snapshot;
}

std::string FileSnapshot::content(const std::string &file) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.file == file; });
    return found == m_entries.end() ? std::string() : found->content.value_or(std::string());
}

Result<void> FileSnapshot::restore(const std::string &journal) const
{
    FileTransaction transaction(journal);
    for (const Entry &entry : m_entries) {
        if (entry.content)
            transaction.put(entry.file, *entry.content, entry.attributes);
        else
            transaction.remove(entry.file);
    }
    return transaction.commit();
}

} // namespace wharfgate::tls
