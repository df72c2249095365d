// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/SettingReaders.h"
#include "shared/config/VariableName.h"

namespace wharfgate::config {

namespace {

bool checkVariable(const Value &place, std::string_view name)
{
    if (!isVariableName(name)) {
        place.error("bad-variable", quote(name) + " is no name for an environment variable.",
                    "Use letters, digits and underscores.");
        return false;
    }
    if (name.starts_with(kReservedVariablePrefix)) {
        place.error("bad-variable", "Variables that begin with WHARFGATE_ are set by the server.",
                    "Choose another name.");
        return false;
    }
    return true;
}

void readProgram(const Value &value, std::optional<ExternalProgram> &program,
                 Configuration &configuration)
{
    if (value.isNull() && !value.isLoudNull()) {
        program.reset();
        return;
    }
    present(program).position = value.position();
    readKeys(value, value.key(), configuration);
    if (program->command.empty()) {
        value.error("missing-key", "No program is named.",
                    "Add " + value.key() + ".command, or remove the section.");
    }
}

void readEnvironment(const Value &value, std::map<std::string, std::string> &environment)
{
    environment.clear();
    const auto entries = value.entries("a mapping from variable name to text");
    if (!entries)
        return;
    for (const Value::Entry &entry : *entries) {
        auto text = entry.value.text();
        if (checkVariable(entry.key, entry.name) && text)
            environment[entry.name] = std::move(*text);
    }
}

void readPassEnvironment(const Value &value, std::vector<std::string> &names)
{
    names.clear();
    const auto items = value.items();
    if (!items)
        return;
    for (const Value &item : *items) {
        auto name = item.text();
        if (name && checkVariable(item, *name))
            names.push_back(std::move(*name));
    }
}

} // namespace

void readExtAuth(const Value &value, Configuration &configuration)
{
    readProgram(value, configuration.extAuth, configuration);
}

void readExtAuthz(const Value &value, Configuration &configuration)
{
    readProgram(value, configuration.extAuthz, configuration);
}

void readExtAuthEnvironment(const Value &value, Configuration &configuration)
{
    readEnvironment(value, present(configuration.extAuth).environment);
}

void readExtAuthzEnvironment(const Value &value, Configuration &configuration)
{
    readEnvironment(value, present(configuration.extAuthz).environment);
}

void readExtAuthPassEnvironment(const Value &value, Configuration &configuration)
{
    readPassEnvironment(value, present(configuration.extAuth).passEnvironment);
}

void readExtAuthzPassEnvironment(const Value &value, Configuration &configuration)
{
    readPassEnvironment(value, present(configuration.extAuthz).passEnvironment);
}

} // namespace wharfgate::config
