// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ProgramEnvironment.h"

#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::authn {

namespace {

/// systemd's: a program that inherits them could report in the daemon's name, or read what only the
/// daemon was entrusted with.
bool belongsToDaemon(const QString &name)
{
    static const QStringList names = {u"NOTIFY_SOCKET"_s, u"LISTEN_FDS"_s, u"LISTEN_PID"_s,
                                      u"LISTEN_FDNAMES"_s, u"CREDENTIALS_DIRECTORY"_s};
    return names.contains(name) || name.startsWith("WATCHDOG_"_L1);
}

bool isAlwaysPassed(const QString &name)
{
    static const QStringList names = {u"PATH"_s, u"HOME"_s, u"LANG"_s, u"TZ"_s};
    return names.contains(name) || name.startsWith("LC_"_L1);
}

} // namespace

QProcessEnvironment programEnvironment(const config::ExternalProgram &program,
                                       const QProcessEnvironment &daemon)
{
    const bool all = program.environment.empty() && program.environmentFile.empty() &&
                     program.passEnvironment.empty();
    const auto isPassed = [&](const QString &name) {
        if (all)
            return !belongsToDaemon(name);
        const std::vector<std::string> &passed = program.passEnvironment;
        return isAlwaysPassed(name) ||
               std::find(passed.begin(), passed.end(), name.toStdString()) != passed.end();
    };
    QProcessEnvironment environment;
    const QStringList names = daemon.keys();
    for (const QString &name : names) {
        if (isPassed(name))
            environment.insert(name, daemon.value(name));
    }
    for (const auto &[name, value] : program.environment)
        environment.insert(QString::fromStdString(name), QString::fromStdString(value));
    return environment;
}

void addRequest(QProcessEnvironment &environment, const ProgramCall &call)
{
    environment.insert(u"WHARFGATE_CLIENT_IP"_s, QString::fromStdString(call.clientAddress));
    environment.insert(u"WHARFGATE_SERVICE"_s, QString::fromStdString(call.service));
    environment.insert(u"WHARFGATE_ACCOUNT"_s, QString::fromStdString(call.account));
}

} // namespace wharfgate::authn
