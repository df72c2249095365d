// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace wharfgate::authn {

/// A copy of a password, or of text with one in it, that is wiped when it is no longer needed.
class Secret
{
public:
    explicit Secret(std::string_view text)
        : m_text(new std::string(text))
    {}

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
