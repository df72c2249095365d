// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/Startup.h"

#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using gui::ConnectionSpec;

class StartupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndSockets();
    void sshAddresses_data();
    void sshAddresses();
};

void StartupTest::filesAndSockets()
{
    QTemporaryDir folder;
    const QString socket = folder.filePath(u"control.sock"_s);
    QLocalServer server;
    QVERIFY(server.listen(socket));
    QFile file(folder.filePath(u"wharfgate.yml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));

    const auto daemon = gui::startup::connectionFrom(socket);
    QVERIFY(daemon.has_value());
    QVERIFY(daemon->kind == ConnectionSpec::Kind::LocalSocket);
    QCOMPARE(daemon->path, socket);
    const auto plain = gui::startup::connectionFrom(file.fileName());
    QVERIFY(plain.has_value());
    QVERIFY(plain->kind == ConnectionSpec::Kind::File);

    QVERIFY(!gui::startup::connectionFrom(folder.filePath(u"missing"_s)));
    const auto directory = gui::startup::connectionFrom(folder.path());
    QVERIFY(!directory);
    QVERIFY(!directory.error().detail.empty());
}

void StartupTest::sshAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host"); // empty: refused
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("path");
    const QString usual = u"/run/wharfgate/control.sock"_s;
    QTest::newRow("host") << u"ssh://auth.example.com"_s << u"auth.example.com"_s << 0 << usual;
    QTest::newRow("user") << u"ssh://root@auth.example.com"_s << u"root@auth.example.com"_s << 0
                          << usual;
    QTest::newRow("port") << u"ssh://root@host:2222/"_s << u"root@host"_s << 2222 << usual;
    QTest::newRow("socket") << u"ssh://host/run/x.sock"_s << u"host"_s << 0 << u"/run/x.sock"_s;
    QTest::newRow("no host") << u"ssh://"_s << QString() << 0 << QString();
    QTest::newRow("option as host") << u"ssh://-oProxyCommand=x/"_s << QString() << 0 << QString();
}

void StartupTest::sshAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    const auto spec = gui::startup::connectionFrom(text);
    QCOMPARE(spec.has_value(), !host.isEmpty());
    if (!spec) {
        QVERIFY(!spec.error().detail.empty());
        return;
    }
    QVERIFY(spec->kind == ConnectionSpec::Kind::Ssh);
    QCOMPARE(spec->host, host);
    QTEST(spec->port, "port");
    QTEST(spec->path, "path");
}

QTEST_GUILESS_MAIN(StartupTest)
#include "StartupTest.moc"
