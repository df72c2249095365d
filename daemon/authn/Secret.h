// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace wharfgate::authn {

/// A copy of a password, or of text with one in it, that is wiped when it is no longer needed.
class Secret
{
public:
    explicit Secret(std::string_view text)
        : Secret({text, std::string_view()})
    {}
    /// The parts one behind the other.
    explicit Secret(std::initializer_list<std::string_view> parts)
        : m_text(new std::string)
    {
        std::size_t size = 0;
        for (const std::string_view part : parts)
            size += part.size();
        m_text->reserve(size); // growing would leave copies behind
        for (const std::string_view part : parts)
            m_text->append(part);
    }

    /// Not after the secret was moved from.
    const std::string &text() const { return *m_text; }

private:
    struct Wipe
    {
        void operator()(std::string *text) const
        {
            explicit_bzero(text->data(), text->size());
            delete text;
        }
    };
    // By pointer: moving a short string copies its bytes and leaves the old ones behind.
    std::unique_ptr<std::string, Wipe> m_text;
};

} // namespace wharfgate::authn
