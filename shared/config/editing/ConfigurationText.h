// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/config/ConfigurationReader.h"
#include "shared/config/Problem.h"
#include "shared/config/editing/RuleEntry.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace wharfgate::config {

namespace editing {
class Source;
}

/// The text of a configuration file together with what it means. Immutable; cheap to copy; safe on
/// any thread.
class ConfigurationText
{
public:
    /// Reads `text`. Never fails: a text with errors has no configuration() and cannot be edited
    /// except as text.
    static ConfigurationText read(std::string text, std::string file);

    const std::string &file() const { return m_data->file; }
    const std::string &text() const { return m_data->text; }
    /// Null if the text has errors.
    const Configuration *configuration() const
    {
        return m_data->result.configuration ? &*m_data->result.configuration : nullptr;
    }
    /// Errors, warnings and (with a configuration) lint, in the order of the file. Opens no file.
    /// The lint of some thousand rules takes its time, and so is made when first asked for.
    const std::vector<Problem> &problems() const;
    bool hasErrors() const { return m_data->result.hasErrors(); }
    /// Enabled and disabled rules in the order of the file. Empty without a configuration.
    const std::vector<RuleEntry> &rules() const { return m_data->rules; }
    /// How the text is written, for edits. Null without a configuration.
    const editing::Source *source() const { return m_data->source.get(); }

private:
    struct Data
    {
        std::string file;
        std::string text;
        ReadResult result;
        std::once_flag adviceFlag; // guards problems, from whatever thread
        std::vector<Problem> problems;
        std::vector<RuleEntry> rules;
        std::shared_ptr<const editing::Source> source; // refers to the text
    };
    explicit ConfigurationText(std::shared_ptr<Data> data)
        : m_data(std::move(data))
    {}
    std::shared_ptr<Data> m_data; // never null; constant but for the advice
};

} // namespace wharfgate::config
