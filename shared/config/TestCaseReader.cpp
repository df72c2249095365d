// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/TestCaseReader.h"

#include "shared/base/Text.h"
#include "shared/config/ConfigurationReader.h"
#include "shared/config/ProblemList.h"
#include "shared/config/SettingReaders.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace wharfgate::config {

namespace {

using NodeId = YamlDocument::NodeId;

const std::vector<std::string_view> kKeys = {"case", "account", "type",    "name",   "service",
                                             "ip",   "labels",  "actions", "expect", "rule"};

/// Reads the cases of one document and collects every problem.
class CasesReader
{
public:
    CasesReader(const YamlDocument &document, const TextPositions &positions,
                const std::string &file)
        : m_document(document)
        , m_positions(positions)
        , m_file(file)
    {}

    TestCases readFile()
    {
        const NodeId root = m_document.root();
        if (root == YamlDocument::kNone || m_document.kind(root) != YamlDocument::Kind::Sequence)
            complain(root, "", "the file must be a list of cases.", kBegin);
        else
            readItems(root);
        checkSecondDocument();
        return std::move(m_out);
    }

    TestCases readList(NodeId list)
    {
        if (m_document.kind(list) == YamlDocument::Kind::Sequence)
            readItems(list);
        else if (m_document.kind(list) != YamlDocument::Kind::Null)
            complain(list, "tests", "must be a list of cases.", kBegin);
        return std::move(m_out);
    }

private:
    static constexpr const char *kBegin = "Begin each case with \"- account: …\".";

    void readItems(NodeId list)
    {
        for (NodeId node = m_document.firstChild(list); node != YamlDocument::kNone;
             node = m_document.nextSibling(node))
            readCase(node);
    }

    SourcePosition positionOf(NodeId node) const
    {
        const auto place =
            m_positions.place(node == YamlDocument::kNone ? 0 : m_document.offset(node));
        return {m_file, place.line, place.column};
    }

    void complain(NodeId node, std::string_view key, std::string message, std::string remedy)
    {
        complainAt(positionOf(node), key, std::move(message), std::move(remedy));
    }

    void complainAt(SourcePosition position, std::string_view key, std::string message,
                    std::string remedy)
    {
        m_out.problems.push_back({Problem::Severity::Error, "bad-case", std::move(position),
                                  std::string(key), std::move(message), std::move(remedy)});
    }

    /// Its cases would not be run, and a check of permissions must not pass for that.
    void checkSecondDocument()
    {
        if (m_document.secondDocument() == std::string::npos)
            return;
        const auto place = m_positions.place(m_document.secondDocument());
        complainAt({m_file, place.line, place.column}, "", "another document begins here.",
                   "Write all cases in one list.");
    }

    bool isMapping(NodeId node) const
    {
        return m_document.kind(node) == YamlDocument::Kind::Mapping;
    }

    std::string scalar(NodeId node, std::string_view key)
    {
        if (m_document.kind(node) == YamlDocument::Kind::Null)
            return {};
        if (m_document.kind(node) == YamlDocument::Kind::Scalar)
            return std::string(m_document.text(node));
        complain(node, key, "must be one text.", "");
        return {};
    }

    std::vector<std::string> list(NodeId node, std::string_view key)
    {
        std::vector<std::string> out;
        if (m_document.kind(node) != YamlDocument::Kind::Sequence) {
            complain(node, key, "must be a list.", "Write [pull, push], or [] for none.");
            return out;
        }
        for (NodeId item = m_document.firstChild(node); item != YamlDocument::kNone;
             item = m_document.nextSibling(item))
            out.push_back(scalar(item, key));
        return out;
    }

    acl::Labels labels(NodeId node)
    {
        acl::Labels out;
        if (!isMapping(node)) {
            complain(node, "labels", "must map label names to lists.", "Write {group: [dev]}.");
            return out;
        }
        for (NodeId name = m_document.firstChild(node); name != YamlDocument::kNone;) {
            const NodeId values = m_document.nextSibling(name);
            out[scalar(name, "labels")] = list(values, "labels");
            name = m_document.nextSibling(values);
        }
        return out;
    }

    void readRule(NodeId node, TestCase &test)
    {
        const std::string text = scalar(node, "rule");
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
        if (error != std::errc() || end != text.data() + text.size())
            complain(node, "rule", "must be the index of an access rule, counted from 0.", "");
        else
            test.rule = index;
    }

    void readValue(const std::string &key, NodeId keyNode, NodeId node, TestCase &test)
    {
        if (key == "case") {
            test.title = scalar(node, key);
        } else if (key == "account") {
            test.account = scalar(node, key);
        } else if (key == "type") {
            test.type = scalar(node, key);
        } else if (key == "name") {
            test.name = scalar(node, key);
        } else if (key == "service") {
            test.service = scalar(node, key);
        } else if (key == "ip") {
            test.ip = acl::IpAddress::parse(scalar(node, key));
            if (!test.ip)
                complain(node, key, "is not an IP address.", "");
        } else if (key == "actions") {
            test.actions = list(node, key);
            std::sort(test.actions.begin(), test.actions.end());
        } else if (key == "expect") {
            test.expected = list(node, key);
        } else if (key == "rule") {
            readRule(node, test);
        } else if (key != "labels") {
            const std::string_view near = text::nearest(key, kKeys);
            complain(keyNode, text::escaped(key, 64), "is not a key of a case.",
                     near.empty() ? std::string() : "Did you mean " + std::string(near) + "?");
        }
    }

    void readCase(NodeId node)
    {
        TestCase test;
        test.position = positionOf(node);
        if (!isMapping(node))
            return complain(node, "", "a case must be a mapping.",
                            "Give name, actions and expect at least.");
        std::vector<std::string> seen;
        std::optional<acl::Labels> ownLabels;
        for (NodeId keyNode = m_document.firstChild(node); keyNode != YamlDocument::kNone;) {
            const NodeId value = m_document.nextSibling(keyNode);
            std::string key = scalar(keyNode, "key");
            if (std::find(seen.begin(), seen.end(), key) != seen.end())
                complain(keyNode, text::escaped(key, 64), "stands twice in this case.",
                         "Remove one of them.");
            seen.push_back(std::move(key));
            if (seen.back() == "labels")
                ownLabels = labels(value);
            readValue(seen.back(), keyNode, value, test);
            keyNode = m_document.nextSibling(value);
        }
        for (const char *needed : {"name", "actions", "expect"}) {
            if (std::find(seen.begin(), seen.end(), needed) == seen.end())
                complain(node, needed, "is missing in this case.", "");
        }
        test.labels = std::move(ownLabels);
        m_out.cases.push_back(std::move(test));
    }

    const YamlDocument &m_document;
    const TextPositions &m_positions;
    const std::string &m_file;
    TestCases m_out;
};

TestCases unreadable(const std::string &file, SourcePosition position, std::string code,
                     std::string message, std::string remedy)
{
    position.file = file;
    TestCases out;
    out.problems.push_back({Problem::Severity::Error, std::move(code), std::move(position), "",
                            std::move(message), std::move(remedy)});
    return out;
}

} // namespace

TestCases readTestCaseFile(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text;
    char block[65'536];
    // One byte over the limit is enough to refuse the file.
    while (text.size() <= kMaxFileBytes && (in.read(block, sizeof block) || in.gcount() > 0))
        text.append(block, static_cast<std::size_t>(in.gcount()));
    if (!in.is_open() || in.bad())
        return unreadable(file, {}, "unreadable", "the file cannot be read.",
                          "Check its name and permissions.");
    const TextPositions positions(text);
    const auto document = YamlDocument::parse(text);
    if (!document) {
        const auto place = positions.place(document.error().offset);
        return unreadable(file, {file, place.line, place.column}, document.error().code,
                          document.error().message, document.error().remedy);
    }
    return CasesReader(*document, positions, file).readFile();
}

void readTests(const Value &value, Configuration &configuration)
{
    const ReadContext &context = value.context();
    TestCases read =
        CasesReader(context.document, context.positions, context.file).readList(value.node());
    for (Problem &problem : read.problems)
        context.problems.add(std::move(problem));
    configuration.tests = std::move(read.cases);
}

} // namespace wharfgate::config
