// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/editing/RandomEdits.h"

#include <cstdlib>

namespace {

using namespace wharfgate;
using namespace wharfgate::config;

/// Disabling and enabling rules gives the very same bytes.
void disableAndEnable(const ConfigurationText &text)
{
    EnableRules edit{{}, false};
    for (std::size_t row = 0; row < text.rules().size(); ++row) {
        if (text.rules()[row].isEnabled)
            edit.rows.push_back(row);
    }
    const auto disabled = applyEdit(text, edit);
    if (!disabled)
        return;
    edit.enable = true;
    const auto enabled = applyEdit(*disabled, edit);
    if (!enabled || (!edit.rows.empty() && enabled->text() != text.text()))
        std::abort();
}

} // namespace

/// The first four bytes choose edits, the rest is the text: no text may break an edit, and what an
/// edit leaves behind can be read and edited again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t kSeedBytes = 4;
    constexpr int kEdits = 4;
    if (size < kSeedBytes)
        return 0;
    unsigned seed = 0;
    for (std::size_t i = 0; i < kSeedBytes; ++i)
        seed = seed * 256 + data[i];
    test::RandomEdits random(seed);
    auto text = ConfigurationText::read(std::string(data + kSeedBytes, data + size), "fuzz.yml");
    for (int i = 0; i < kEdits && text.configuration(); ++i) {
        auto after = applyEdit(text, random.next(text));
        if (!after && after.error().detail.empty())
            std::abort();
        if (after && after->configuration() == nullptr)
            std::abort();
        if (after)
            text = std::move(*after);
    }
    if (text.configuration())
        disableAndEnable(text);
    return 0;
}
