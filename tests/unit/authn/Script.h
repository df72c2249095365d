// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/Configuration.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <string>

namespace wharfgate::tests {

/// A folder of its own with a shell script in it, as an external program.
class Script
{
public:
    explicit Script(const QByteArray &body, const QByteArray &interpreter = "#!/bin/sh\n")
    {
        QFile file(path(QStringLiteral("program")));
        if (!file.open(QIODevice::WriteOnly) || file.write(interpreter + body) < 0)
            qFatal("cannot write the script");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QByteArray content(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The program; its first argument is the folder.
    config::ExternalProgram program() const
    {
        config::ExternalProgram program;
        program.command = path(QStringLiteral("program")).toStdString();
        program.args = {m_folder.path().toStdString()};
        return program;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace wharfgate::tests
