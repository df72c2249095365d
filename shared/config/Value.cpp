// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/Value.h"

#include "shared/base/Text.h"
#include "shared/config/ScalarRules.h"

#include <algorithm>
#include <unordered_set>

namespace wharfgate::config {

namespace {

using Kind = YamlDocument::Kind;
using NodeId = YamlDocument::NodeId;
using Tag = YamlDocument::Tag;

std::string_view kindName(Kind kind)
{
    switch (kind) {
    case Kind::Null:
        return "empty";
    case Kind::Scalar:
        return "a single value";
    case Kind::Sequence:
        return "a list";
    case Kind::Mapping:
        break;
    }
    return "a mapping";
}

/// The text of a scalar, `!!binary` decoded.
std::optional<std::string> scalarText(const YamlDocument &document, NodeId node)
{
    if (document.tag(node) == Tag::Binary)
        return scalar::base64(document.text(node));
    return std::string(document.text(node));
}

std::string joinKey(const std::string &path, std::string_view name)
{
    std::string safe = text::escaped(name, 80);
    return path.empty() ? safe : path + '.' + safe;
}

std::string durationText(std::chrono::milliseconds duration)
{
    if (duration.count() % 1000 != 0)
        return std::to_string(duration.count()) + "ms";
    return std::to_string(duration.count() / 1000) + "s";
}

} // namespace

Value::Value(ReadContext &context, NodeId node, std::size_t at, std::string key)
    : m_context(&context)
    , m_node(node)
    , m_at(at)
    , m_key(std::move(key))
{}

SourcePosition Value::position() const
{
    const TextPositions::Place place = m_context->positions.place(m_at);
    return {m_context->file, place.line, place.column};
}

void Value::report(Problem::Severity severity, std::string code, std::string message,
                   std::string remedy) const
{
    if (!m_context->problems.hasRoom(severity)) {
        Problem counted;
        counted.severity = severity;
        m_context->problems.add(std::move(counted));
        return;
    }
    m_context->problems.add(
        {severity, std::move(code), position(), m_key, std::move(message), std::move(remedy)});
}

void Value::error(std::string code, std::string message, std::string remedy) const
{
    report(Problem::Severity::Error, std::move(code), std::move(message), std::move(remedy));
}

void Value::warning(std::string code, std::string message, std::string remedy) const
{
    report(Problem::Severity::Warning, std::move(code), std::move(message), std::move(remedy));
}

bool Value::isNull() const
{
    return m_context->document.kind(m_node) == Kind::Null;
}

bool Value::isLoudNull() const
{
    const std::string_view text = m_context->document.text(m_node);
    return isNull() && (text == "NULL" || text == "Null");
}

bool Value::isSequence() const
{
    return m_context->document.kind(m_node) == Kind::Sequence;
}

bool Value::isMapping() const
{
    return m_context->document.kind(m_node) == Kind::Mapping;
}

void Value::reportWrongKind(std::string_view expected) const
{
    error("wrong-type", "This must be " + std::string(expected) + ", and it is " +
                            std::string(kindName(m_context->document.kind(m_node))) + '.');
}

std::optional<std::string> Value::text() const
{
    if (isNull())
        return std::string();
    if (m_context->document.kind(m_node) != Kind::Scalar) {
        reportWrongKind("a text");
        return std::nullopt;
    }
    auto text = scalarText(m_context->document, m_node);
    if (!text) {
        error("bad-text", "This !!binary value is not base64.");
    } else if (text->find('\0') != std::string::npos || !text::isValidUtf8(*text)) {
        error("bad-text", "This text holds a NUL character or bytes that are not UTF-8.");
        text.reset();
    }
    return text;
}

std::optional<std::int64_t> Value::integer(std::int64_t min, std::int64_t max) const
{
    const std::string expected =
        "a whole number from " + std::to_string(min) + " to " + std::to_string(max);
    const YamlDocument &document = m_context->document;
    if (document.kind(m_node) != Kind::Scalar) {
        reportWrongKind(expected);
        return std::nullopt;
    }
    const Tag tag = document.tag(m_node);
    if (tag == Tag::Quoted || tag == Tag::Text) {
        error("wrong-type", "This must be " + expected + ", and it is a text in quotes.",
              "Write it without quotes.");
        return std::nullopt;
    }
    const auto number = scalar::integer(document.text(m_node));
    if (!number) {
        error("bad-number",
              "This must be " + expected + ", not " + quote(document.text(m_node)) + '.');
        return std::nullopt;
    }
    if (number->value < min || number->value > max) {
        error("out-of-range",
              "This must be " + expected + ", not " + std::to_string(number->value) + '.');
        return std::nullopt;
    }
    if (number->isTruncated) {
        warning("bad-number",
                "The fraction is dropped: this counts as " + std::to_string(number->value) + '.');
    }
    return number->value;
}

std::optional<bool> Value::boolean() const
{
    const YamlDocument &document = m_context->document;
    if (document.kind(m_node) != Kind::Scalar) {
        reportWrongKind("true or false");
        return std::nullopt;
    }
    const Tag tag = document.tag(m_node);
    std::optional<bool> value;
    if (tag == Tag::Plain || tag == Tag::Boolean)
        value = scalar::boolean(document.text(m_node));
    if (!value) {
        error("wrong-type", "This must be true or false, without quotes, not " +
                                quote(document.text(m_node)) + '.');
    }
    return value;
}

std::optional<std::chrono::milliseconds> Value::duration(std::chrono::milliseconds min,
                                                         std::chrono::milliseconds max) const
{
    const std::string expected = "a time from " + durationText(min) + " to " + durationText(max);
    if (m_context->document.kind(m_node) != Kind::Scalar) {
        reportWrongKind(expected);
        return std::nullopt;
    }
    const std::string_view text = m_context->document.text(m_node);
    std::optional<std::chrono::milliseconds> value = scalar::duration(text);
    constexpr std::int64_t kMostSeconds = 1'000'000'000;
    if (const auto seconds = scalar::integer(text);
        seconds && !seconds->isTruncated && std::abs(seconds->value) <= kMostSeconds)
        value = std::chrono::seconds(seconds->value);
    if (!value) {
        error("bad-duration", "This must be " + expected + ", not " + quote(text) + '.',
              "Write it as 10s, 500ms or 1m30s; a number alone counts seconds.");
    } else if (*value < min || *value > max) {
        error("out-of-range", "This must be " + expected + ", not " + durationText(*value) + '.');
        value.reset();
    }
    return value;
}

std::optional<std::uint64_t> Value::size(std::uint64_t min, std::uint64_t max) const
{
    const std::string expected =
        "a size from " + std::to_string(min) + " to " + std::to_string(max) + " bytes";
    if (m_context->document.kind(m_node) != Kind::Scalar) {
        reportWrongKind(expected);
        return std::nullopt;
    }
    const std::string_view text = m_context->document.text(m_node);
    std::optional<std::uint64_t> value = scalar::size(text);
    if (const auto number = scalar::integer(text);
        number && !number->isTruncated && number->value >= 0)
        value = static_cast<std::uint64_t>(number->value);
    if (!value) {
        error("bad-size", "This must be " + expected + ", not " + quote(text) + '.',
              "Write it as 64MiB, 10k or a number of bytes.");
    } else if (*value < min || *value > max) {
        error("out-of-range", "This must be " + expected + ", not " + std::to_string(*value) + '.');
        value.reset();
    }
    return value;
}

std::optional<std::vector<Value>> Value::items() const
{
    std::vector<Value> items;
    if (isNull())
        return items;
    if (!isSequence()) {
        reportWrongKind("a list");
        return std::nullopt;
    }
    const YamlDocument &document = m_context->document;
    for (NodeId item = document.firstChild(m_node); item != YamlDocument::kNone;
         item = document.nextSibling(item)) {
        const std::string index = '[' + std::to_string(items.size()) + ']';
        items.emplace_back(*m_context, item, document.offset(item), m_key + index);
    }
    return items;
}

std::optional<std::vector<std::string>> Value::texts() const
{
    const auto list = items();
    if (!list)
        return std::nullopt;
    std::vector<std::string> texts;
    bool isGood = true;
    for (const Value &item : *list) {
        auto text = item.text();
        isGood = isGood && text;
        if (text)
            texts.push_back(std::move(*text));
    }
    return isGood ? std::optional(std::move(texts)) : std::nullopt;
}

bool Value::isMergeKey(NodeId key) const
{
    const YamlDocument &document = m_context->document;
    return !document.isAlias(key) && document.kind(key) == Kind::Scalar &&
           document.text(key) == "<<" &&
           (document.tag(key) == Tag::Plain || document.tag(key) == Tag::Merge);
}

bool Value::appendMerged(NodeId value, Merged &out) const
{
    const YamlDocument &document = m_context->document;
    if (document.kind(value) == Kind::Mapping)
        return appendEntries(value, true, out);
    const Value here(*m_context, value, document.offset(value), joinKey(m_key, "<<"));
    if (document.kind(value) != Kind::Sequence) {
        here.reportWrongKind("a mapping or a list of mappings");
        return false;
    }
    std::vector<NodeId> sources;
    for (NodeId item = document.firstChild(value); item != YamlDocument::kNone;
         item = document.nextSibling(item))
        sources.push_back(item);
    // Backwards, for the earlier take precedence and the last applied wins.
    std::reverse(sources.begin(), sources.end());
    return std::all_of(sources.begin(), sources.end(), [&](NodeId source) {
        if (document.kind(source) == Kind::Mapping)
            return appendEntries(source, true, out);
        here.reportWrongKind("a mapping or a list of mappings");
        return false;
    });
}

bool Value::appendEntries(NodeId mapping, bool isMerged, Merged &out) const
{
    const YamlDocument &document = m_context->document;
    bool isGood = true;
    NodeId key = document.firstChild(mapping);
    while (key != YamlDocument::kNone) {
        const NodeId value = document.nextSibling(key);
        if (value == YamlDocument::kNone)
            break; // yaml-cpp's events come in pairs; an odd one has no meaning
        const NodeId next = document.nextSibling(value);
        const std::size_t at = document.offset(key);
        if (isMergeKey(key)) {
            isGood = appendMerged(value, out) && isGood;
        } else if (const auto name = Value(*m_context, key, at, m_key).text()) {
            const std::string path = joinKey(m_key, *name);
            // The place of a list or mapping is its key; an empty value has no other.
            const bool isOwnPlace = document.isAlias(value) || document.kind(value) == Kind::Scalar;
            out.push_back({*name, Value(*m_context, key, at, path),
                           Value(*m_context, value, isOwnPlace ? document.offset(value) : at, path),
                           isMerged});
        } else {
            isGood = false;
        }
        key = next;
    }
    return isGood;
}

void Value::reportDuplicates(const Merged &entries) const
{
    std::unordered_set<std::string_view> seen;
    for (const Entry &entry : entries) {
        if (!entry.isMerged && !seen.insert(entry.name).second) {
            entry.key.warning("duplicate-key",
                              "This key stands here twice; what is written last wins.",
                              "Remove one of them.");
        }
    }
}

std::optional<std::vector<Value::Entry>> Value::entries(std::string_view expected) const
{
    Merged entries;
    if (isNull())
        return entries;
    if (!isMapping()) {
        reportWrongKind(expected);
        return std::nullopt;
    }
    if (!appendEntries(m_node, false, entries))
        return std::nullopt;
    reportDuplicates(entries);
    return entries;
}

} // namespace wharfgate::config
