// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/YamlDocument.h"

#include "shared/config/YamlSyntax.h"
#include "shared/config/YamlTreeBuilder.h"

#include <algorithm>
#include <array>
#include <istream>
#include <streambuf>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace wharfgate::config {

namespace {

/// Hands a text to yaml-cpp and plays end-of-file when it reads too far without an event, because
/// then tokens pile up in its memory. A CR alone becomes LF, for yaml-cpp counts its columns by LF.
class ScanBuffer final : public std::streambuf
{
public:
    ScanBuffer(std::string_view text, const YamlTreeBuilder &builder)
        : m_text(text)
        , m_builder(builder)
    {}

    bool hasStopped() const { return m_hasStopped; }

protected:
    int_type underflow() override
    {
        if (m_next - std::min(m_next, m_builder.lastOffset()) > YamlDocument::kMaxPendingBytes)
            m_hasStopped = true;
        if (m_hasStopped || m_next >= m_text.size())
            return traits_type::eof();
        const std::size_t count = std::min(m_chunk.size(), m_text.size() - m_next);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = m_next + i;
            const bool isLoneReturn =
                m_text[at] == '\r' && (at + 1 == m_text.size() || m_text[at + 1] != '\n');
            m_chunk[i] = isLoneReturn ? '\n' : m_text[at];
        }
        m_next += count;
        setg(m_chunk.data(), m_chunk.data(), m_chunk.data() + count);
        return traits_type::to_int_type(m_chunk[0]);
    }

private:
    std::string_view m_text;
    const YamlTreeBuilder &m_builder;
    std::array<char, 8192> m_chunk{};
    std::size_t m_next = 0;
    bool m_hasStopped = false;
};

YamlFault syntaxFault(const YAML::Exception &exception, const YamlTreeBuilder &builder)
{
    const auto at = static_cast<std::size_t>(std::max(exception.mark.pos, 0));
    const bool isUnclosed = exception.msg.find("flow not found") != std::string::npos;
    // The end of the file says little; where the bracket opened says all.
    if (isUnclosed && builder.openOffset() != std::string::npos)
        return explainSyntax(exception.msg, builder.openOffset());
    return explainSyntax(exception.msg, at);
}

/// Runs yaml-cpp over `text`; its exceptions end here.
std::optional<YamlFault> build(std::string_view text, YamlDocument &document)
{
    YamlTreeBuilder builder(document, text);
    ScanBuffer buffer(text, builder);
    std::istream stream(&buffer);
    std::optional<YamlFault> fault;
    try {
        YAML::Parser parser(stream);
        // The second call finds out what follows; the builder stops it there.
        if (parser.HandleNextDocument(builder))
            parser.HandleNextDocument(builder);
    } catch (const YamlStopped &) {
        fault = builder.fault();
    } catch (const YAML::Exception &exception) {
        fault = syntaxFault(exception, builder);
    } catch (const std::exception &) {
        fault = explainSyntax("the parser gave up", builder.lastOffset());
    }
    if (!fault && isUnclosedQuote(text, builder.lastScalar()))
        return explainSyntax("illegal EOF", builder.lastScalar());
    if (buffer.hasStopped()) {
        return YamlFault{"too-large",
                         "A list, mapping, text or comment goes on for more than " +
                             std::to_string(YamlDocument::kMaxPendingBytes / (1024U * 1024U)) +
                             " MiB from here.",
                         "Write long lists and mappings in lines, not in brackets.",
                         builder.lastOffset()};
    }
    return fault;
}

} // namespace

std::string_view YamlDocument::text(NodeId node) const
{
    const Node &own = target(node);
    return std::string_view(m_texts).substr(own.textStart, own.textLength);
}

tl::expected<YamlDocument, YamlFault> YamlDocument::parse(std::string_view yaml)
{
    if (auto fault = checkCharacters(yaml))
        return tl::unexpected(std::move(*fault));
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    const std::size_t skipped = yaml.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    YamlDocument document;
    if (auto fault = build(yaml.substr(skipped), document)) {
        fault->offset += skipped;
        return tl::unexpected(std::move(*fault));
    }
    if (skipped > 0) {
        for (Node &node : document.m_nodes)
            node.offset += static_cast<std::uint32_t>(skipped);
        if (document.m_secondDocument != std::string::npos)
            document.m_secondDocument += skipped;
    }
    return document;
}

} // namespace wharfgate::config
