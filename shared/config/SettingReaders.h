// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"
#include "shared/config/Value.h"

#include <array>
#include <type_traits>
#include <utility>

/// The reader functions of the settings table. Each takes the section and the member that it fills
/// as template arguments: readText<&Configuration::server, &Server::addr>. A null value is the
/// default, as a key that is not there.
namespace wharfgate::config {

template <typename T>
T &present(T &section)
{
    return section;
}

template <typename T>
T &present(std::optional<T> &section)
{
    return section ? *section : section.emplace();
}

template <auto Section, auto Member>
auto &target(Configuration &configuration)
{
    return present(configuration.*Section).*Member;
}

template <auto Section, auto Member>
void setDefault(Configuration &configuration)
{
    using SectionType = std::remove_reference_t<decltype(present(configuration.*Section))>;
    target<Section, Member>(configuration) = SectionType{}.*Member;
}

template <auto Section, auto Member>
void readText(const Value &value, Configuration &configuration)
{
    if (value.isNull())
        setDefault<Section, Member>(configuration);
    else if (auto text = value.text())
        target<Section, Member>(configuration) = std::move(*text);
}

template <auto Section, auto Member>
void readTexts(const Value &value, Configuration &configuration)
{
    if (auto texts = value.texts())
        target<Section, Member>(configuration) = std::move(*texts);
}

template <auto Section, auto Member>
void readBoolean(const Value &value, Configuration &configuration)
{
    if (value.isNull())
        setDefault<Section, Member>(configuration);
    else if (const auto boolean = value.boolean())
        target<Section, Member>(configuration) = *boolean;
}

template <auto Section, auto Member, std::int64_t Min, std::int64_t Max>
void readInteger(const Value &value, Configuration &configuration)
{
    auto &member = target<Section, Member>(configuration);
    if (value.isNull())
        setDefault<Section, Member>(configuration);
    else if (const auto number = value.integer(Min, Max))
        member = static_cast<std::remove_reference_t<decltype(member)>>(*number);
}

template <auto Section, auto Member, std::int64_t MinMilliseconds, std::int64_t MaxMilliseconds>
void readDuration(const Value &value, Configuration &configuration)
{
    using std::chrono::milliseconds;
    if (value.isNull())
        setDefault<Section, Member>(configuration);
    else if (const auto duration =
                 value.duration(milliseconds(MinMilliseconds), milliseconds(MaxMilliseconds)))
        target<Section, Member>(configuration) = *duration;
}

template <auto Section, auto Member, std::uint64_t Min, std::uint64_t Max>
void readSize(const Value &value, Configuration &configuration)
{
    auto &member = target<Section, Member>(configuration);
    if (value.isNull())
        setDefault<Section, Member>(configuration);
    else if (const auto size = value.size(Min, Max))
        member = static_cast<std::remove_reference_t<decltype(member)>>(*size);
}

/// One of a few words. `words` are for the message: "tcp or unix".
template <typename T, std::size_t Count>
std::optional<T> readChoice(const Value &value,
                            const std::array<std::pair<std::string_view, T>, Count> &choices,
                            std::string_view words)
{
    const auto text = value.text();
    if (!text)
        return std::nullopt;
    for (const auto &[word, choice] : choices) {
        if (word == *text)
            return choice;
    }
    value.error("bad-choice", "This must be " + std::string(words) + ", not " + quote(*text) + '.');
    return std::nullopt;
}

/// Reads the keys below `section` with the table's rows below `path`; warns about others.
void readKeys(const Value &section, std::string_view path, Configuration &configuration);

template <auto Section>
void readSection(const Value &value, Configuration &configuration)
{
    if (value.isNull())
        configuration.*Section = {};
    else
        readKeys(value, value.key(), configuration);
}

void reportUnknownKey(const Value::Entry &entry, std::string_view path, Problem::Severity severity);

// The readers that do more than fill one member; each in the file of its section.
void readNet(const Value &value, Configuration &configuration);
void readTlsMinVersion(const Value &value, Configuration &configuration);
void readTlsCurves(const Value &value, Configuration &configuration);
void readTlsCipherSuites(const Value &value, Configuration &configuration);
void readTrustedProxies(const Value &value, Configuration &configuration);
void readLetsEncrypt(const Value &value, Configuration &configuration);
void readExpiration(const Value &value, Configuration &configuration);
void readKidFormat(const Value &value, Configuration &configuration);
void readUsers(const Value &value, Configuration &configuration);
void readAcl(const Value &value, Configuration &configuration);
void readExtAuth(const Value &value, Configuration &configuration);
void readExtAuthz(const Value &value, Configuration &configuration);
void readExtAuthEnvironment(const Value &value, Configuration &configuration);
void readExtAuthzEnvironment(const Value &value, Configuration &configuration);
void readExtAuthPassEnvironment(const Value &value, Configuration &configuration);
void readExtAuthzPassEnvironment(const Value &value, Configuration &configuration);
void readLogLevel(const Value &value, Configuration &configuration);
void readLogFormat(const Value &value, Configuration &configuration);
void readControlSocket(const Value &value, Configuration &configuration);
void readControlAdmins(const Value &value, Configuration &configuration);
void readControlViewers(const Value &value, Configuration &configuration);
void readTests(const Value &value, Configuration &configuration);
void readUnsupported(const Value &value, Configuration &configuration);

/// Puts the rules through the compiler and reports what it says at their places.
void checkRules(ReadContext &context, const Configuration &configuration);

/// What no single value shows: keys that are missing, or do not go together. `root` is the file.
void checkTogether(const Value &root, const Configuration &configuration);

} // namespace wharfgate::config
