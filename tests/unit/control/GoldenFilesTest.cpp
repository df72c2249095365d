// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/ConfigurationFile.h"
#include "tests/unit/control/ConsoleFixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::control;
using test::ConsoleFixture;
using test::ControlClient;

namespace {

/// With this variable set the files are written anew instead of being compared; look at every
/// difference, for each is a change of the protocol.
constexpr const char *kWriteVariable = "WHARFGATE_WRITE_GOLDEN";

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        qFatal("%s: %s", qPrintable(path), qPrintable(error.errorString()));
    return document.object();
}

/// A text without what is another in each run.
QString steadyText(const QString &key, QString text, const QString &folder)
{
    static const QList<std::pair<QRegularExpression, QString>> rules{
        {QRegularExpression(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$)"_s), u"TIME"_s},
        {QRegularExpression(u"^[0-9a-f]{64}$"_s), u"SHA256"_s},
        {QRegularExpression(u"^[0-9a-f]{32}$"_s), u"INSTANCE"_s},
        {QRegularExpression(u"^([A-Z2-7]{4}:){11}[A-Z2-7]{4}$"_s), u"KEY-ID"_s},
        {QRegularExpression(u"^[A-Za-z0-9_-]{43}$"_s), u"THUMBPRINT"_s},
        {QRegularExpression(u"127\\.0\\.0\\.1:\\d+"_s), u"127.0.0.1:PORT"_s},
        {QRegularExpression(u"^([0-9A-F]{2}:){31}[0-9A-F]{2}$"_s), u"FINGERPRINT"_s},
        {QRegularExpression(u"^\\S+ may "_s), u"USER may "_s},
        {QRegularExpression(u"viewers: \\[\"\\d+\"\\]"_s), u"viewers: [\"UID\"]"_s},
        {QRegularExpression(u"\\d+ days"_s), u"N days"_s},
        {QRegularExpression(u"\\d{4}-\\d\\d-\\d\\d( \\d\\d:\\d\\d UTC)?"_s), u"DATE"_s},
        {QRegularExpression(u"-----BEGIN ([A-Z ]+)-----[^-]*-----END [A-Z ]+-----\\n"_s),
         u"PEM \\1"_s},
    };
    static const QStringList others{u"user"_s, u"uid"_s, u"owner"_s, u"serial"_s,    u"n"_s,
                                    u"x"_s,    u"y"_s,   u"kid"_s,   u"request_id"_s};
    if (others.contains(key) && !text.isEmpty())
        return key.toUpper();
    text.replace(folder, u"FOLDER"_s);
    for (const auto &[pattern, replacement] : rules)
        text.replace(pattern, replacement);
    return text;
}

QJsonValue steady(const QString &key, const QJsonValue &value, const QString &folder)
{
    static const QStringList numbers{u"pid"_s,         u"uid"_s,          u"durationMs"_s,
                                     u"duration_us"_s, u"retryAfterMs"_s, u"requestsPerMinute"_s,
                                     u"denied"_s};
    if (value.isString())
        return steadyText(key, value.toString(), folder);
    if (value.isDouble() && numbers.contains(key))
        return 0;
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue item : value.toArray())
            list.append(steady(key, item, folder));
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object;
    const QJsonObject given = value.toObject();
    for (auto member = given.begin(); member != given.end(); ++member)
        object[member.key()] = steady(member.key(), member.value(), folder);
    return object;
}

QJsonObject wireObject(const Message &message)
{
    return QJsonDocument::fromJson(encode(message)).object();
}

} // namespace

/// tests/data/control: every method and error as it is on the wire. A file holds `request` (or
/// `line`, when it is no request), `response`, the `notifications` that follow, `as` "viewer" or
/// "stranger", and what is done before: `greet` false, `setup`. In requests, FOLDER and IN-FORCE
/// stand for the folder and the revision; files that are `recorded` only are read, not asked for.
class GoldenFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void answersAsRecorded_data();
    void answersAsRecorded();
    void hasAFileForEveryMethodAndError();

private:
    ConsoleFixture &fixtureFor(const QString &role);
    QByteArray lineOf(const QJsonObject &golden, const ConsoleFixture &fixture) const;
    static void prepare(const QString &setup, ConsoleFixture &fixture, int &lock);

    std::unique_ptr<ConsoleFixture> m_admin;
    std::unique_ptr<ConsoleFixture> m_viewer;
    std::unique_ptr<ConsoleFixture> m_stranger;
    QSet<QString> m_methods; // seen in the files
    QSet<int> m_errors;
};

void GoldenFilesTest::initTestCase()
{
    const QByteArray uid = QByteArray::number(::geteuid());
    m_admin = std::make_unique<ConsoleFixture>();
    m_admin->start(m_admin->text());
    m_viewer = std::make_unique<ConsoleFixture>();
    m_viewer->start(
        m_viewer->text("[pull]", "control: {admins: [], viewers: [\"" + uid + "\"]}\n"));
    m_stranger = std::make_unique<ConsoleFixture>();
    m_stranger->start(m_stranger->text("[pull]", "control: {admins: []}\n"));
}

void GoldenFilesTest::cleanupTestCase()
{
    m_admin.reset();
    m_viewer.reset();
    m_stranger.reset();
}

void GoldenFilesTest::answersAsRecorded_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/control"));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

ConsoleFixture &GoldenFilesTest::fixtureFor(const QString &role)
{
    return role == "viewer"_L1 ? *m_viewer : role == "stranger"_L1 ? *m_stranger : *m_admin;
}

QByteArray GoldenFilesTest::lineOf(const QJsonObject &golden, const ConsoleFixture &fixture) const
{
    QByteArray line = golden["line"_L1].toString().toUtf8();
    if (golden.contains("repeat"_L1))
        line = line.repeated(golden["repeat"_L1].toInt());
    if (golden.contains("request"_L1))
        line = QJsonDocument(golden["request"_L1].toObject()).toJson(QJsonDocument::Compact);
    line.replace("FOLDER", fixture.daemon.folder().toUtf8());
    line.replace("IN-FORCE",
                 QByteArray::fromStdString(config::revisionOf(fixture.fileText().toStdString())));
    return line + '\n';
}

void GoldenFilesTest::prepare(const QString &setup, ConsoleFixture &fixture, int &lock)
{
    const QByteArray file = fixture.daemon.configurationFile().toUtf8();
    if (setup == "file-locked"_L1) {
        lock = ::open(file.constData(), O_RDONLY | O_CLOEXEC);
        QCOMPARE(::flock(lock, LOCK_EX), 0);
    } else if (setup == "file-removed"_L1) {
        QVERIFY(QFile::rename(QString::fromUtf8(file), QString::fromUtf8(file) + u".away"_s));
    } else if (setup == "file-back"_L1) {
        QVERIFY(QFile::rename(QString::fromUtf8(file) + u".away"_s, QString::fromUtf8(file)));
    } else if (setup == "token-request"_L1) {
        QCOMPARE(fixture.daemon.get("/auth?service=s&scope=repository:blue/a:pull").status, 200);
        // Decisions reach the ring a moment after the client.
        QTRY_VERIFY(fixture.daemon.daemon().recentDecisions().ring().bounds().last > 0);
    } else {
        QVERIFY2(setup.isEmpty(), qPrintable(setup));
    }
}

void GoldenFilesTest::answersAsRecorded()
{
    QFETCH(QString, path);
    const QJsonObject golden = readObject(path);
    m_methods.insert(golden["request"_L1]["method"_L1].toString());
    for (const QJsonValue notification : golden["notifications"_L1].toArray())
        m_methods.insert(notification["method"_L1].toString());
    m_errors.insert(golden["response"_L1]["error"_L1]["code"_L1].toInt());

    ConsoleFixture &fixture = fixtureFor(golden["as"_L1].toString());
    int lock = -1;
    ControlClient client(fixture.daemon.controlSocket());
    if (golden["recorded"_L1].toBool()) { // both sides read it
        const auto read =
            decode(QJsonDocument(golden["response"_L1].toObject()).toJson(QJsonDocument::Compact));
        QVERIFY(read.has_value());
        QCOMPARE(wireObject(*read), golden["response"_L1].toObject());
        return;
    }
    if (golden["greet"_L1].toBool(true))
        QVERIFY(client.greet());
    prepare(golden["setup"_L1].toString(), fixture, lock);
    QVERIFY(client.send(lineOf(golden, fixture)) || golden.contains("repeat"_L1));
    const auto response = client.response();
    QVERIFY(response);
    const QString folder = fixture.daemon.folder();
    const QJsonObject answered = steady({}, wireObject(*response), folder).toObject();
    QJsonArray told;
    for (const QJsonValue expected : golden["notifications"_L1].toArray()) {
        const QString method = expected["method"_L1].toString();
        const auto params = client.notification(method);
        QVERIFY2(params.has_value(), qPrintable(method));
        told.append(steady({}, wireObject(Notification{method, *params}), folder));
    }
    ::close(lock);
    if (qEnvironmentVariableIsSet(kWriteVariable)) {
        QJsonObject renewed = golden;
        renewed[u"response"_s] = answered;
        if (!told.isEmpty())
            renewed[u"notifications"_s] = told;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(renewed).toJson());
        return;
    }
    const auto shown = [](const QJsonValue &value) {
        return QJsonDocument(QJsonArray{value}).toJson().toStdString();
    };
    QCOMPARE(shown(answered), shown(golden["response"_L1]));
    QCOMPARE(shown(told), shown(golden["notifications"_L1].toArray()));
}

void GoldenFilesTest::hasAFileForEveryMethodAndError()
{
    for (const QString &method : m_admin->daemon.console().server().methods().names())
        QVERIFY2(m_methods.contains(method), qPrintable(method));
    for (const QString &name : {u"hello"_s, u"events"_s, u"configurationChanged"_s,
                                u"reloadFailed"_s, u"certificatesChanged"_s, u"bye"_s})
        QVERIFY2(m_methods.contains(name), qPrintable(name));
    for (const int code :
         {-32700, -32600, -32601, -32602, -32603, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
        QVERIFY2(m_errors.contains(code), qPrintable(QString::number(code)));
}

QTEST_GUILESS_MAIN(GoldenFilesTest)
#include "GoldenFilesTest.moc"
