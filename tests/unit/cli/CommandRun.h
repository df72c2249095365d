// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/cli/CommandLine.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>
#include <string>
#include <vector>

namespace wharfgate::test {

/// One run of wharfgated within this process: exit code and both outputs.
struct CommandRun
{
    explicit CommandRun(const std::vector<std::string> &words, const std::string &input = {})
    {
        std::istringstream in(input);
        std::ostringstream outStream;
        std::ostringstream errStream;
        code = cli::runCommandLine(words, {in, outStream, errStream});
        out = QByteArray::fromStdString(outStream.str());
        err = QByteArray::fromStdString(errStream.str());
    }

    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// A folder of files that goes with the test.
class Folder
{
public:
    std::string path(const QString &name) const { return m_folder.filePath(name).toStdString(); }
    std::string write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return path(name);
    }

private:
    QTemporaryDir m_folder;
};

/// A configuration with these rules, whose key files do not exist.
inline QByteArray configurationWith(const QByteArray &rest)
{
    return "server: {addr: \"127.0.0.1:5001\"}\n"
           "token:\n"
           "  issuer: Acme\n"
           "  expiration: 900\n"
           "  certificate: /nonexistent/token.crt\n"
           "  key: /nonexistent/token.key\n" +
           rest;
}

/// The rules of most tests: bob is in group dev.
inline QByteArray usualConfiguration()
{
    return configurationWith(
        "users:\n"
        "  bob: {password: \"$2y$05$0rixp8oDnz5JZh5E3KYILOLxNn8i3Pwc0TiIjWo6Cms"
        "Yj.YNVQnCq\", labels: {group: [dev]}}\n"
        "acl:\n"
        "  - match: {account: admin}\n"
        "    actions: [\"*\"]\n"
        "    comment: Administrators\n"
        "  - match: {account: \"/.+/\", name: \"${account}/*\"}\n"
        "    actions: [push, pull]\n"
        "  - match: {labels: {group: dev}, name: \"team/*\"}\n"
        "    actions: [pull]\n"
        "    comment: Developers\n"
        "  - match: {ip: 10.0.0.0/8, service: \"Docker registry\"}\n"
        "    actions: [pull]\n");
}

} // namespace wharfgate::test
