// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationReader.h"

#include "shared/base/Text.h"
#include "shared/config/SettingReaders.h"
#include "shared/config/Settings.h"

#include <QFile>
#include <algorithm>

namespace wharfgate::config {

namespace {

Problem fileProblem(const std::string &file, std::string code, std::string message,
                    std::string remedy)
{
    Problem problem;
    problem.code = std::move(code);
    problem.position.file = file;
    problem.message = std::move(message);
    problem.remedy = std::move(remedy);
    return problem;
}

Problem faultProblem(const YamlFault &fault, const TextPositions &positions,
                     const std::string &file)
{
    Problem problem = fileProblem(file, fault.code, fault.message, fault.remedy);
    const TextPositions::Place place = positions.place(fault.offset);
    problem.position.line = place.line;
    problem.position.column = place.column;
    return problem;
}

/// The section in which a key of this name is known, other than `path`; empty if there is none.
std::string_view sectionWith(std::string_view name, std::string_view path)
{
    for (const Setting &row : settings()) {
        const std::size_t dot = row.path.rfind('.');
        if (dot == std::string_view::npos || row.path.substr(dot + 1) != name)
            continue;
        const std::string_view section = row.path.substr(0, dot);
        if (section != path && section.find_first_of("*[") == std::string_view::npos)
            return section;
    }
    return {};
}

/// The Token section with the server's files where it has none.
void resolveTokenFiles(Configuration &configuration)
{
    if (!configuration.token.certificate.empty())
        return;
    configuration.token.certificate = configuration.server.certificate;
    configuration.token.key = configuration.server.key;
}

void readRoot(ReadContext &context, Configuration &configuration)
{
    const YamlDocument &document = context.document;
    const Value root(context, document.root(), document.offset(document.root()), {});
    if (!root.isNull() && !root.isMapping()) {
        root.error("wrong-type", "The file must be a mapping with server, token, users and acl.");
        return;
    }
    readKeys(root, {}, configuration);
    checkTogether(root, configuration);
    checkRules(context, configuration);
    if (document.secondDocument() != std::string::npos) {
        const Value second(context, document.root(), document.secondDocument(), {});
        second.warning("second-document", "Another document begins here. Only the first is read.",
                       "Remove what follows.");
    }
}

} // namespace

bool ReadResult::hasErrors() const
{
    return std::any_of(problems.begin(), problems.end(), [](const Problem &problem) {
        return problem.severity == Problem::Severity::Error;
    });
}

void reportUnknownKey(const Value::Entry &entry, std::string_view path, Problem::Severity severity)
{
    if (!entry.key.context().problems.hasRoom(severity)) {
        entry.key.report(severity, {}, {}); // only counted; a suggestion takes its time
        return;
    }
    const std::string_view similar = text::nearest(entry.name, keysBelow(path));
    const std::string_view elsewhere = sectionWith(entry.name, path);
    std::string remedy = "Check the spelling, or remove it.";
    if (!similar.empty())
        remedy = "Did you mean " + std::string(similar) + '?';
    else if (!elsewhere.empty())
        remedy = "It belongs in " + std::string(elsewhere) + '.';
    const bool isError = severity == Problem::Severity::Error;
    entry.key.report(severity, "unknown-key",
                     isError ? "This key is not known, and without it the rule would match more "
                               "than it should."
                             : "This key is not known and has no effect.",
                     std::move(remedy));
}

void readKeys(const Value &section, std::string_view path, Configuration &configuration)
{
    const auto entries = section.entries("a mapping");
    if (!entries)
        return;
    for (const Value::Entry &entry : *entries) {
        const std::string key = path.empty() ? entry.name : std::string(path) + '.' + entry.name;
        const Setting *const row = findSetting(key);
        if (row != nullptr && row->read != nullptr) {
            // Null is as good as absent.
            if (entry.value.isNull())
                configuration.positions.erase(key);
            else
                configuration.positions[key] = entry.key.position();
            row->read(entry.value, configuration);
        } else if (!path.empty() || !entry.name.starts_with("x-")) {
            // Top-level names with x- hold anchors, as in Compose files.
            reportUnknownKey(entry, path, Problem::Severity::Warning);
        }
    }
}

void readUnsupported(const Value &value, Configuration & /*configuration*/)
{
    if (value.isNull() && !value.isLoudNull())
        return;
    value.error("unsupported", "This section of docker_auth is not supported yet.",
                "Remove it, or keep docker_auth for now. It is not skipped in silence.");
}

ReadResult readConfiguration(std::string_view yaml, std::string file)
{
    return readConfiguration(YamlDocument::parse(yaml), yaml, std::move(file));
}

ReadResult readConfiguration(const tl::expected<YamlDocument, YamlFault> &document,
                             std::string_view yaml, std::string file)
{
    ReadResult result;
    // A text that is too large is refused at once, not looked at.
    const TextPositions positions(yaml.size() > kMaxFileBytes ? std::string_view() : yaml);
    if (!document) {
        result.problems.push_back(faultProblem(document.error(), positions, file));
        return result;
    }
    if (document->root() == YamlDocument::kNone) {
        result.problems.push_back(fileProblem(file, "empty-file", "The file is empty.",
                                              "Make a first configuration with: wharfgated init"));
        return result;
    }
    ProblemList problems;
    ReadContext context{*document, positions, file, problems};
    Configuration configuration;
    configuration.file = file;
    readRoot(context, configuration);
    if (!problems.hasErrors()) {
        resolveTokenFiles(configuration);
        result.configuration = std::move(configuration);
    }
    result.problems = problems.take(file);
    return result;
}

ReadResult readConfigurationFile(const std::string &path)
{
    ReadResult result;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) {
        result.problems.push_back(
            fileProblem(path, "unreadable-file",
                        "The file cannot be read: " + file.errorString().toStdString() + '.', {}));
        return result;
    }
    // Read up to the limit and one more: what is no regular file has no size to ask for.
    QByteArray bytes = file.read(static_cast<qint64>(kMaxFileBytes) + 1);
    if (file.error() != QFileDevice::NoError) {
        result.problems.push_back(
            fileProblem(path, "unreadable-file",
                        "The file cannot be read: " + file.errorString().toStdString() + '.', {}));
        return result;
    }
    std::string text = bytes.toStdString();
    bytes.clear();
    result = readConfiguration(text, path);
    result.text = std::move(text);
    return result;
}

} // namespace wharfgate::config
