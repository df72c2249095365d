// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/ConnectionStore.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using gui::ConnectionSpec;
using gui::ConnectionStore;
using Kind = ConnectionSpec::Kind;

namespace {

ConnectionSpec socketAt(const QString &path, const QString &name = {})
{
    ConnectionSpec spec;
    spec.path = path;
    spec.name = name;
    return spec;
}

ConnectionSpec sshTo(const QString &host, int port = 0)
{
    ConnectionSpec spec;
    spec.kind = Kind::Ssh;
    spec.host = host;
    spec.port = port;
    spec.path = u"/run/wharfgate/control.sock"_s;
    spec.startCommand = u"systemctl start wharfgated"_s;
    return spec;
}

ConnectionSpec fileAt(const QString &path)
{
    ConnectionSpec spec;
    spec.kind = Kind::File;
    spec.path = path;
    return spec;
}

} // namespace

class ConnectionStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndAddresses_data();
    void namesAndAddresses();
    void remembers();
    void theSameAddressIsTheSameConnection();
    void tellsWhatChanged();
    void lastFollowsItsConnection();
    void whatCannotBeReadIsLeftOut();
    void importPlans();
    void importKeepsOrReplaces();
    void refusesForeignFiles_data();
    void refusesForeignFiles();

private:
    QTemporaryDir m_directory;
    int m_files = 0;
    QString nextFile() { return m_directory.filePath(u"%1.ini"_s.arg(++m_files)); }
};

void ConnectionStoreTest::namesAndAddresses_data()
{
    QTest::addColumn<ConnectionSpec>("spec");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("address");
    const QString path = u"/run/wharfgate/control.sock"_s;
    QTest::newRow("socket") << socketAt(path) << path << path;
    QTest::newRow("named") << socketAt(path, u"Here"_s) << u"Here"_s << path;
    QTest::newRow("ssh") << sshTo(u"root@host"_s) << u"root@host"_s << u"ssh://root@host"_s + path;
    QTest::newRow("ssh port") << sshTo(u"host"_s, 2222) << u"host"_s << u"ssh://host:2222"_s + path;
    QTest::newRow("ssh IPv6") << sshTo(u"root@::1"_s, 22) << u"root@::1"_s
                              << u"ssh://root@[::1]:22"_s + path;
    QTest::newRow("file") << fileAt(u"/etc/wharfgate/wharfgate.yml"_s) << u"wharfgate.yml"_s
                          << u"/etc/wharfgate/wharfgate.yml"_s;
}

void ConnectionStoreTest::namesAndAddresses()
{
    QFETCH(ConnectionSpec, spec);
    QTEST(spec.displayName(), "name");
    QTEST(spec.address(), "address");
}

void ConnectionStoreTest::remembers()
{
    const QString file = nextFile();
    const std::vector<ConnectionSpec> specs{socketAt(u"/a"_s, u"Ä, “b”"_s), sshTo(u"h"_s, 22),
                                            fileAt(u"/etc/w.yml"_s)};
    {
        QSettings settings(file, QSettings::IniFormat);
        ConnectionStore store(settings);
        QVERIFY(store.connections().empty());
        QVERIFY(!store.last());
        for (const ConnectionSpec &spec : specs)
            store.put(spec);
        store.setLast(specs[1]);
    }
    QSettings settings(file, QSettings::IniFormat);
    ConnectionStore store(settings);
    QVERIFY(store.connections() == specs);
    QVERIFY(store.last() == specs[1]);
    store.clearLast();
    QVERIFY(!store.last());
    // What was opened without being kept is opened again, too.
    store.setLast(fileAt(u"/tmp/x.yml"_s));
    QCOMPARE(store.last()->path, u"/tmp/x.yml"_s);
    QCOMPARE(store.connections().size(), specs.size());
}

void ConnectionStoreTest::theSameAddressIsTheSameConnection()
{
    QSettings settings(nextFile(), QSettings::IniFormat);
    ConnectionStore store(settings);
    QCOMPARE(store.put(socketAt(u"/a"_s)), std::size_t(0));
    QCOMPARE(store.put(fileAt(u"/a"_s)), std::size_t(1)); // a file is no socket
    QCOMPARE(store.put(socketAt(u"/a"_s, u"Named"_s)), std::size_t(0));
    QCOMPARE(store.connections().size(), std::size_t(2));
    QCOMPARE(store.connections()[0].name, u"Named"_s);
    // One that gets another's address takes its place.
    store.put(socketAt(u"/b"_s));
    store.replace(2, socketAt(u"/a"_s, u"Moved"_s));
    QCOMPARE(store.connections().size(), std::size_t(2));
    QCOMPARE(store.connections()[1].name, u"Moved"_s);
}

void ConnectionStoreTest::tellsWhatChanged()
{
    QSettings settings(nextFile(), QSettings::IniFormat);
    ConnectionStore store(settings);
    QSignalSpy inserted(&store, &ConnectionStore::inserted);
    QSignalSpy changed(&store, &ConnectionStore::changed);
    QSignalSpy removed(&store, &ConnectionStore::removed);
    store.put(socketAt(u"/a"_s));
    store.put(socketAt(u"/b"_s));
    QCOMPARE(inserted.last()[0].toInt(), 1);
    store.put(socketAt(u"/b"_s)); // as it is
    QCOMPARE(changed.count(), 0);
    store.put(socketAt(u"/b"_s, u"B"_s));
    QCOMPARE(changed.last()[0].toInt(), 1);
    store.remove(0);
    QCOMPARE(removed.last()[0].toInt(), 0);
    store.remove(7);
    store.replace(7, socketAt(u"/c"_s));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(changed.count(), 1);
}

void ConnectionStoreTest::lastFollowsItsConnection()
{
    QSettings settings(nextFile(), QSettings::IniFormat);
    ConnectionStore store(settings);
    store.put(socketAt(u"/a"_s));
    store.setLast(socketAt(u"/a"_s));
    store.replace(0, socketAt(u"/b"_s, u"B"_s));
    QCOMPARE(store.last()->path, u"/b"_s);
    store.remove(0);
    QVERIFY(!store.last());
}

void ConnectionStoreTest::whatCannotBeReadIsLeftOut()
{
    QSettings settings(nextFile(), QSettings::IniFormat);
    settings.setValue(u"connections/list"_s,
                      QByteArray(R"([{"kind":"socket","path":"/a"},{"kind":"teleport"},7,
                        {"kind":"ssh","host":"-oProxyCommand=x","path":"/a"},
                        {"kind":"socket","path":"/a","name":"twice"},
                        {"kind":"file","path":"relative.yml"}])"));
    settings.setValue(u"connections/last"_s, u"nonsense"_s);
    const ConnectionStore store(settings);
    QCOMPARE(store.connections().size(), std::size_t(1));
    QVERIFY(!store.last());
}

void ConnectionStoreTest::importPlans()
{
    QSettings settings(nextFile(), QSettings::IniFormat);
    ConnectionStore store(settings);
    store.put(socketAt(u"/a"_s));
    store.put(socketAt(u"/b"_s));
    const auto imported = ConnectionStore::parse(store.exported());
    QVERIFY(imported);
    QVERIFY(*imported == store.connections());
    const ConnectionStore::ImportPlan plan =
        store.planImport({socketAt(u"/c"_s), socketAt(u"/a"_s), socketAt(u"/b"_s, u"B"_s)});
    QVERIFY(plan.added == std::vector<std::size_t>{0});
    QVERIFY(plan.unchanged == std::vector<std::size_t>{1});
    QVERIFY(plan.replaced == std::vector<std::size_t>{2});
}

void ConnectionStoreTest::importKeepsOrReplaces()
{
    QSettings settings(nextFile(), QSettings::IniFormat);
    ConnectionStore store(settings);
    store.put(socketAt(u"/a"_s, u"Mine"_s));
    const std::vector<ConnectionSpec> imported{socketAt(u"/a"_s, u"Theirs"_s), socketAt(u"/b"_s)};
    store.import(imported, ConnectionStore::OnConflict::Keep);
    QCOMPARE(store.connections().size(), std::size_t(2));
    QCOMPARE(store.connections()[0].name, u"Mine"_s);
    store.import(imported, ConnectionStore::OnConflict::Replace);
    QCOMPARE(store.connections().size(), std::size_t(2));
    QCOMPARE(store.connections()[0].name, u"Theirs"_s);
}

void ConnectionStoreTest::refusesForeignFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("[connections]\n");
    QTest::newRow("another list") << QByteArray(R"([{"kind":"socket","path":"/a"}])");
    QTest::newRow("no mark") << QByteArray(R"({"connections":[]})");
    QTest::newRow("no list") << QByteArray(R"({"wharfgateConnections":1,"connections":{}})");
    QTest::newRow("newer") << QByteArray(R"({"wharfgateConnections":2,"connections":[]})");
    const auto with = [](const QByteArray &item) {
        return R"({"wharfgateConnections":1,"connections":[)" + item + "]}";
    };
    QTest::newRow("no kind") << with(R"({"path":"/a"})");
    QTest::newRow("no path") << with(R"({"kind":"socket"})");
    QTest::newRow("a number as path") << with(R"({"kind":"socket","path":3})");
    QTest::newRow("no host") << with(R"({"kind":"ssh","path":"/a"})");
    QTest::newRow("an option as host")
        << with(R"({"kind":"ssh","path":"/a","host":"-oProxyCommand=reboot"})");
    QTest::newRow("port") << with(R"({"kind":"ssh","path":"/a","host":"h","port":-5})");
    QTest::newRow("second is bad") << with(R"({"kind":"socket","path":"/a"},{})");
    QTest::newRow("many") << with(
        QByteArray(R"({"kind":"socket","path":"/a"},)").repeated(1001).chopped(1));
    QTest::newRow("huge") << QByteArray(2'000'000, ' ');
}

void ConnectionStoreTest::refusesForeignFiles()
{
    QFETCH(QByteArray, json);
    const auto parsed = ConnectionStore::parse(json);
    QVERIFY(!parsed);
    QVERIFY(!parsed.error().detail.empty());
}

QTEST_GUILESS_MAIN(ConnectionStoreTest)
#include "ConnectionStoreTest.moc"
