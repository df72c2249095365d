// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/FileCheck.h"

#include "shared/config/ProblemList.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace wharfgate::config {

namespace {

class FileChecker
{
public:
    explicit FileChecker(const Configuration &configuration)
        : m_configuration(configuration)
    {}

    void checkReadable(const std::string &key, const std::string &path);
    void checkPrivate(const std::string &key, const std::string &path,
                      std::string_view what = "private key");
    void checkProgram(const std::string &section, const ExternalProgram &program);
    std::vector<Problem> take() { return m_problems.take(m_configuration.file); }

private:
    void add(Problem::Severity severity, std::string code, const std::string &key,
             std::string message, std::string remedy);

    const Configuration &m_configuration;
    ProblemList m_problems;
};

void FileChecker::add(Problem::Severity severity, std::string code, const std::string &key,
                      std::string message, std::string remedy)
{
    Problem problem;
    problem.severity = severity;
    problem.code = std::move(code);
    problem.position.file = m_configuration.file;
    const auto found = m_configuration.positions.find(key);
    if (found != m_configuration.positions.end())
        problem.position = found->second;
    problem.key = key;
    problem.message = std::move(message);
    problem.remedy = std::move(remedy);
    m_problems.add(std::move(problem));
}

void FileChecker::checkReadable(const std::string &key, const std::string &path)
{
    if (path.empty())
        return;
    struct stat info = {};
    if (::stat(path.c_str(), &info) != 0 || ::access(path.c_str(), R_OK) != 0) {
        add(Problem::Severity::Error, errno == ENOENT ? "missing-file" : "unreadable-file", key,
            "The file " + quote(path) + " cannot be read: " + std::strerror(errno) + '.',
            path.starts_with('/')
                ? "Check the path, and that the server's user may read it."
                : "A path without a leading slash starts from the folder the server runs in.");
    } else if (!S_ISREG(info.st_mode)) {
        add(Problem::Severity::Error, "unreadable-file", key, quote(path) + " is no regular file.",
            "Name the file itself.");
    }
}

void FileChecker::checkPrivate(const std::string &key, const std::string &path,
                               std::string_view what)
{
    struct stat info = {};
    if (path.empty() || ::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        return;
    if ((info.st_mode & (S_IROTH | S_IWOTH)) != 0) {
        add(Problem::Severity::Lint, "public-key-file", key,
            "Every user of this host can read or change this " + std::string(what) + '.',
            "Run: chmod o-rwx " + quote(path));
    }
}

bool isProgram(const std::string &path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
           ::access(path.c_str(), X_OK) == 0;
}

/// As execvp(3) finds it, without the current folder that an empty entry stands for.
bool isInPath(const std::string &name)
{
    const char *const variable = std::getenv("PATH");
    std::string_view rest = variable != nullptr ? variable : "/usr/bin:/bin";
    while (!rest.empty()) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
        if (!folder.empty() && isProgram(std::string(folder) + '/' + name))
            return true;
    }
    return false;
}

void FileChecker::checkProgram(const std::string &section, const ExternalProgram &program)
{
    checkReadable(section + ".environment_file", program.environmentFile);
    checkPrivate(section + ".environment_file", program.environmentFile, "file of secrets");
    const std::string &command = program.command;
    const bool isPath = command.find('/') != std::string::npos;
    if (isPath ? isProgram(command) : isInPath(command))
        return;
    add(Problem::Severity::Error, "missing-program", section + ".command",
        quote(command) + (isPath ? " is no program that can be run."
                                 : " is no program in the folders of $PATH."),
        isPath ? "Check the path, and that the file is executable." : "Write its whole path.");
}

} // namespace

std::vector<Problem> checkFiles(const Configuration &configuration)
{
    const Server &server = configuration.server;
    const Token &token = configuration.token;
    FileChecker checker(configuration);
    checker.checkReadable("server.certificate", server.certificate);
    checker.checkReadable("server.key", server.key);
    checker.checkPrivate("server.key", server.key);
    // The token's files are the server's when the file gives none.
    if (token.certificate != server.certificate)
        checker.checkReadable("token.certificate", token.certificate);
    if (token.key != server.key) {
        checker.checkReadable("token.key", token.key);
        checker.checkPrivate("token.key", token.key);
    }
    if (configuration.extAuth)
        checker.checkProgram("ext_auth", *configuration.extAuth);
    if (configuration.extAuthz)
        checker.checkProgram("ext_authz", *configuration.extAuthz);
    return checker.take();
}

} // namespace wharfgate::config
