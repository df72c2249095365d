// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/YamlDocument.h"

#include <optional>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

namespace wharfgate::config {

/// Thrown through yaml-cpp to stop it: its event interface has no other way. Caught by
/// YamlDocument::parse().
struct YamlStopped
{};

/// Builds a YamlDocument from yaml-cpp's events and stops at each limit.
class YamlTreeBuilder final : public YAML::EventHandler
{
public:
    /// Byte offsets of events are relative to `text`.
    YamlTreeBuilder(YamlDocument &document, std::string_view text);

    /// Why it stopped.
    const std::optional<YamlFault> &fault() const { return m_fault; }
    /// Where the last event stood.
    std::size_t lastOffset() const { return m_lastOffset; }
    /// Where the last scalar begins, its tag and anchor included, or npos.
    std::size_t lastScalar() const { return m_lastScalar; }
    /// Where the innermost list or mapping begins that has not ended, or npos.
    std::size_t openOffset() const;

    void OnDocumentStart(const YAML::Mark &mark) override;
    void OnDocumentEnd() override;
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override;
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override;
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;

private:
    using NodeId = YamlDocument::NodeId;
    /// A list or mapping being read.
    struct Open
    {
        NodeId node = YamlDocument::kNone;
        NodeId lastChild = YamlDocument::kNone;
        YAML::anchor_t anchor = 0;
        std::size_t weight = 1; // nodes below it, aliases counted as what they stand for
        std::size_t depth = 1;
    };
    struct Anchored
    {
        NodeId node = YamlDocument::kNone;
        std::size_t weight = 1;
        std::size_t depth = 1;
        bool isComplete = false;
    };

    NodeId append(const YAML::Mark &mark, YamlDocument::Kind kind);
    void count(std::size_t weight, std::size_t depth);
    void setText(NodeId node, std::string_view text);
    void remember(YAML::anchor_t anchor, const Anchored &what);
    void begin(const YAML::Mark &mark, YamlDocument::Kind kind, YAML::anchor_t anchor);
    void end();
    [[noreturn]] void stop(std::string code, std::string message, std::string remedy);

    YamlDocument &m_document;
    std::string_view m_text;
    std::vector<Open> m_open;
    std::vector<Anchored> m_anchors; // by yaml-cpp's anchor number
    std::size_t m_lastOffset = 0;
    std::size_t m_lastScalar = std::string::npos;
    bool m_seenDocument = false;
    std::optional<YamlFault> m_fault;
};

} // namespace wharfgate::config
