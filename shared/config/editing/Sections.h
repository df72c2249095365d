// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/editing/CollectionEditor.h"
#include "shared/config/editing/Source.h"
#include "shared/config/editing/TextPatches.h"

#include <string>
#include <string_view>
#include <vector>

/// Top-level keys of the file.
namespace wharfgate::config::editing {

/// Adds a top-level key at the end of the document. `lines`: the key and what is below it.
Result<void> addSection(const Source &source, const std::vector<std::string> &lines,
                        const std::string &inBrackets, TextPatches &patches);
/// Takes a top-level key with all that belongs to it out.
Result<void> removeSection(const Source &source, YamlDocument::NodeId key, TextPatches &patches);

/// Puts lines in place of a value that is empty: nothing, null, [] or {} on its key's line.
void fillEmpty(const Source &source, YamlDocument::NodeId value,
               const std::vector<std::string> &lines, TextPatches &patches);
/// Takes away what is written for an empty value, so that lines below can be its items.
void clearEmpty(const Source &source, YamlDocument::NodeId value, TextPatches &patches);
/// True if the value can be given to fillEmpty().
bool isEmptyOnOneLine(const Source &source, YamlDocument::NodeId value);

/// How much the things below top-level keys are indented in this file.
std::string usualIndentation(const Source &source);

} // namespace wharfgate::config::editing
