// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace wharfgate::test {

/// A program to be run in place of ssh. It writes down its arguments.
class FakeSsh
{
public:
    /// Forwards like ssh -L: from its socket to the "remote" one, which is on this machine.
    static QByteArray forwarding()
    {
        return R"(
import os, socket, sys, threading
local, remote = sys.argv[sys.argv.index("-L") + 1].split(":")
server = socket.socket(socket.AF_UNIX)
server.bind(local)
os.chmod(local, 0o600)
server.listen()
def pump(source, target):
    try:
        while True:
            data = source.recv(65536)
            if not data:
                break
            target.sendall(data)
    except OSError:
        pass
    try:
        target.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
while True:
    client, _ = server.accept()
    other = socket.socket(socket.AF_UNIX)
    try:
        other.connect(remote)
    except OSError:
        sys.stderr.write("channel 2: open failed: connect failed: open failed\n")
        sys.stderr.flush()
        client.close()
        continue
    threading.Thread(target=pump, args=(client, other), daemon=True).start()
    threading.Thread(target=pump, args=(other, client), daemon=True).start()
)";
    }
    /// Writes this to standard error and ends with `code`.
    static QByteArray failing(const QByteArray &words, int code = 255)
    {
        return "import sys\nsys.stderr.write('''" + words + "''')\nsys.exit(" +
               QByteArray::number(code) + ")\n";
    }

    explicit FakeSsh(const QByteArray &python) { set(python); }

    void set(const QByteArray &python)
    {
        QFile file(program());
        if (!file.open(QIODevice::WriteOnly))
            qFatal("The fake ssh cannot be written.");
        file.write("#!/usr/bin/python3\nimport sys\nopen('" +
                   m_directory.filePath(QStringLiteral("arguments")).toUtf8() +
                   "', 'w').write('\\n'.join(sys.argv[1:]))\n" + python);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QString program() const { return m_directory.filePath(QStringLiteral("ssh")); }
    /// Of the last run.
    QStringList arguments() const
    {
        QFile file(m_directory.filePath(QStringLiteral("arguments")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).split(u'\n');
    }
    QString file(const QString &name) const { return m_directory.filePath(name); }

private:
    QTemporaryDir m_directory;
};

} // namespace wharfgate::test
