// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/control/ConsoleFixture.h"

#include <QFile>

namespace wharfgate::test {

QByteArray ConsoleFixture::text(const QByteArray &actions, const QByteArray &more) const
{
    const QByteArray folder = daemon.folder().toUtf8();
    return "server: {addr: \"127.0.0.1:0\"}\n"
           "token: {issuer: Test, expiration: 900, certificate: \"" +
           folder + "/ssl/token.crt\", key: \"" + folder +
           "/ssl/token.key\"}\n"
           "users:\n"
           "  \"\": {}\n"
           "  alice: {password: \"" +
           kHash +
           "\", labels: {team: [blue]}} # a comment\n"
           "acl:\n"
           "  - match: {type: \"registry\"}\n"
           "    actions: []\n"
           "    comment: \"no catalog\"\n"
           "  - match: {name: \"${labels:team}/*\"}\n"
           "    actions: " +
           actions + "\n" + more;
}

void ConsoleFixture::start(const QByteArray &yaml)
{
    daemon.writeConfiguration(yaml);
    if (const auto started = daemon.start(); !started)
        qFatal("%s\n%s", started.error().detail.c_str(), daemon.log().constData());
}

ControlClient ConsoleFixture::greeted()
{
    ControlClient client(daemon.controlSocket());
    if (!client.greet())
        qFatal("not greeted");
    return client;
}

QByteArray ConsoleFixture::fileText() const
{
    QFile file(daemon.configurationFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace wharfgate::test
