// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/ProblemList.h"
#include "shared/config/TextPositions.h"
#include "shared/config/YamlDocument.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wharfgate::config {

/// What all values of one file share.
struct ReadContext
{
    const YamlDocument &document;
    const TextPositions &positions;
    const std::string &file;
    ProblemList &problems;
};

/// One value of the file with its key path. Its readers return nothing after reporting a problem;
/// the rules for scalars are those of docker_auth's reader (see ScalarRules.h).
class Value
{
public:
    struct Entry;

    /// `at` is the byte that problems point to.
    Value(ReadContext &context, YamlDocument::NodeId node, std::size_t at, std::string key);

    const std::string &key() const { return m_key; }
    ReadContext &context() const { return *m_context; }
    YamlDocument::NodeId node() const { return m_node; }
    SourcePosition position() const;
    bool isNull() const;
    /// Null written NULL or Null, which docker_auth's reader takes for an empty text where it
    /// expects an optional one.
    bool isLoudNull() const;
    bool isSequence() const;
    bool isMapping() const;

    /// Null is the empty text.
    std::optional<std::string> text() const;
    std::optional<std::int64_t> integer(std::int64_t min, std::int64_t max) const;
    std::optional<bool> boolean() const;
    /// "1m30s", or a whole number of seconds.
    std::optional<std::chrono::milliseconds> duration(std::chrono::milliseconds min,
                                                      std::chrono::milliseconds max) const;
    /// "64MiB", or a whole number of bytes.
    std::optional<std::uint64_t> size(std::uint64_t min, std::uint64_t max) const;
    /// The items of a list, named KEY[0], KEY[1], …; null has none.
    std::optional<std::vector<Value>> items() const;
    /// The entries of a mapping in the order in which docker_auth applies them: `<<` is resolved,
    /// and of entries with one name the last wins, which is a problem too. Null has none.
    /// `expected` says what the mapping is from and to, for messages.
    std::optional<std::vector<Entry>> entries(std::string_view expected) const;
    /// The text items of a list.
    std::optional<std::vector<std::string>> texts() const;

    void report(Problem::Severity severity, std::string code, std::string message,
                std::string remedy = {}) const;
    void error(std::string code, std::string message, std::string remedy = {}) const;
    void warning(std::string code, std::string message, std::string remedy = {}) const;

private:
    using Merged = std::vector<Entry>;
    bool appendEntries(YamlDocument::NodeId mapping, bool isMerged, Merged &out) const;
    bool appendMerged(YamlDocument::NodeId value, Merged &out) const;
    bool isMergeKey(YamlDocument::NodeId key) const;
    void reportDuplicates(const Merged &entries) const;
    void reportWrongKind(std::string_view expected) const;

    ReadContext *m_context;
    YamlDocument::NodeId m_node;
    std::size_t m_at;
    std::string m_key;
};

/// A key of a mapping and its value.
struct Value::Entry
{
    std::string name;
    Value key; // points at the key; its path is the value's
    Value value;
    bool isMerged = false; // comes from `<<`
};

} // namespace wharfgate::config
