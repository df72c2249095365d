// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/CertificateMethods.h"

#include "shared/control/CertificateReport.h"
#include "tests/unit/certificates/CertificateFolder.h"

#include <QJsonArray>
#include <QTemporaryFile>
#include <QTest>

#include <deque>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using namespace wharfgate::control;

namespace {

class FakeNotifier final : public Notifier
{
public:
    void notifyAll(const QString &method, const QJsonObject &params) override
    {
        sent.append(method + u' ' + params["role"_L1].toString());
    }
    bool notify(std::uint64_t, const QString &, const QJsonObject &) override { return true; }

    QStringList sent;
};

/// Works when the test says so.
class FakeWorker final : public Worker
{
public:
    void run(std::function<Reply()> work, Respond respond) override
    {
        if (isFull) {
            respond(tl::unexpected(CallError{control::ErrorCode::Busy, u"Busy."_s}));
            return;
        }
        waiting.emplace_back(std::move(work), std::move(respond));
    }
    void workAll()
    {
        while (!waiting.empty()) {
            auto [work, respond] = std::move(waiting.front());
            waiting.pop_front();
            respond(work());
        }
    }

    bool isFull = false;
    std::deque<std::pair<std::function<Reply()>, Respond>> waiting;
};

} // namespace

/// The daemon's certificate methods: where they run, what follows a change, what is logged.
class CertificateMethodsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rolesOfTheMethods();
    void generatesOnTheWorkerAndTells();
    void rotatesAndReloads();
    void keepsTheOldPairWhenTheReloadFails();
    void refusesWhatWasStagedBehindTheTest();
    void sharedFilesChangeForBothRoles();
    void answersWhenTheWorkerIsFull();
    void logsWhoAndNoSecrets();

private:
    void start(const QString &name, const QJsonObject &params)
    {
        reply.reset();
        for (const Method &method : m_group->methods()) {
            if (method.name == name)
                method.run({1, 1000, u"alice"_s, Role::Admin}, params,
                           [this](const Reply &end) { reply = end; });
        }
    }
    Reply call(const QString &name, const QJsonObject &params)
    {
        start(name, params);
        m_worker.workAll();
        return reply.value_or(
            tl::unexpected(CallError{control::ErrorCode::InternalError, u"no answer"_s}));
    }
    PairReport server()
    {
        const Reply list = call(u"certificates.list"_s, {});
        return PairReport::fromJson((*list)["pairs"_L1].toArray().at(0).toObject());
    }
    QByteArray log() const
    {
        QFile file(m_log->fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QJsonObject spec(const QString &role)
    {
        return {{u"role"_s, role}, {u"spec"_s, QJsonObject{{u"commonName"_s, u"new.example"_s}}}};
    }

    std::optional<Reply> reply;
    std::unique_ptr<CertificateFolder> m_folder;
    std::unique_ptr<QTemporaryFile> m_log;
    std::unique_ptr<log::Logger> m_logger;
    FakeNotifier m_notifier;
    FakeWorker m_worker;
    Result<void> m_reloadResult;
    int m_reloads = 0;
    std::unique_ptr<CertificateMethods> m_group;
    const QJsonObject m_server{{u"role"_s, u"server"_s}};
};

void CertificateMethodsTest::init()
{
    m_folder = std::make_unique<CertificateFolder>();
    m_log = std::make_unique<QTemporaryFile>();
    QVERIFY(m_log->open());
    m_logger = std::make_unique<log::Logger>(m_log->handle());
    m_notifier.sent.clear();
    m_worker.isFull = false;
    m_worker.waiting.clear();
    m_reloadResult = {};
    m_reloads = 0;
    m_group = std::make_unique<CertificateMethods>(
        CertificateMethods::Daemon{
            [this]() -> const config::Configuration & { return m_folder->configuration; },
            [this](const Caller &caller) {
                m_reloads += caller.user == u"alice"_s ? 1 : 0;
                return m_reloadResult;
            }},
        m_notifier, m_worker, *m_logger);
}

void CertificateMethodsTest::rolesOfTheMethods()
{
    QStringList viewers;
    QStringList admins;
    for (const Method &method : m_group->methods()) {
        (method.role == Role::Viewer ? viewers : admins).append(method.name);
        QCOMPARE(method.takesText, method.name == u"certificates.inspect"_s);
    }
    QCOMPARE(viewers, QStringList({u"certificates.list"_s, u"certificates.inspect"_s, u"jwks"_s}));
    QCOMPARE(admins.size(), 7);
    QCOMPARE(m_group->capability(), u"certificates"_s);
}

void CertificateMethodsTest::generatesOnTheWorkerAndTells()
{
    start(u"certificates.generate"_s, spec(u"server"_s));
    QVERIFY(!reply); // the main thread goes on
    QVERIFY(m_notifier.sent.isEmpty());
    m_worker.workAll();
    QVERIFY(reply && *reply);
    QVERIFY(PairReport::fromJson(**reply).staged);
    QCOMPARE(m_notifier.sent, QStringList(u"certificatesChanged server"_s));
    QCOMPARE(m_reloads, 0);
    const Reply refused = call(u"certificates.generate"_s, {{u"role"_s, u"nobody"_s}});
    QCOMPARE(refused.error().code, control::ErrorCode::InvalidParams);
    QCOMPARE(m_notifier.sent.size(), 1);
}

void CertificateMethodsTest::rotatesAndReloads()
{
    QVERIFY(call(u"certificates.generate"_s, spec(u"server"_s)));
    const PairReport staged = *server().staged;
    const Reply rotated = call(u"certificates.rotate"_s, m_server);
    QVERIFY2(rotated, rotated ? "" : qPrintable(rotated.error().message));
    QCOMPARE(PairReport::fromJson(*rotated).chain, staged.chain);
    QCOMPARE(m_reloads, 1);
    QVERIFY(call(u"certificates.rollback"_s, m_server));
    QCOMPARE(m_reloads, 2);
    QCOMPARE(m_notifier.sent.size(), 3);
}

void CertificateMethodsTest::keepsTheOldPairWhenTheReloadFails()
{
    QVERIFY(call(u"certificates.generate"_s, spec(u"server"_s)));
    const PairReport before = server();
    m_notifier.sent.clear();
    m_reloadResult = failure(wharfgate::ErrorCode::Crypto, "the configuration has errors");
    const Reply rotated = call(u"certificates.rotate"_s, m_server);
    QCOMPARE(rotated.error().code, control::ErrorCode::Refused);
    QVERIFY(rotated.error().message.contains("the configuration has errors"_L1));
    QVERIFY(server() == before); // in use and staged
    QVERIFY(m_notifier.sent.isEmpty());
    QVERIFY(log().contains("certificate-change-failed"));
}

void CertificateMethodsTest::refusesWhatWasStagedBehindTheTest()
{
    QVERIFY(call(u"certificates.generate"_s, spec(u"server"_s)));
    start(u"certificates.rotate"_s, m_server);
    auto [test, respond] = std::move(m_worker.waiting.front());
    m_worker.waiting.pop_front();
    const Reply tested = test();
    QVERIFY(tested);
    QVERIFY(call(u"certificates.generate"_s, spec(u"server"_s))); // by another administrator
    respond(tested);
    QVERIFY(reply);
    QCOMPARE(reply->error().code, control::ErrorCode::Refused);
    QCOMPARE(m_reloads, 0);
}

void CertificateMethodsTest::sharedFilesChangeForBothRoles()
{
    m_folder->shareFiles();
    QVERIFY(call(u"certificates.generate"_s, spec(u"token"_s)));
    QCOMPARE(m_notifier.sent,
             QStringList({u"certificatesChanged server"_s, u"certificatesChanged token"_s}));
}

void CertificateMethodsTest::answersWhenTheWorkerIsFull()
{
    m_worker.isFull = true;
    for (const QString &name : {u"certificates.list"_s, u"certificates.inspect"_s,
                                u"certificates.generate"_s, u"certificates.rotate"_s, u"jwks"_s}) {
        start(name, spec(u"server"_s));
        QVERIFY2(reply, qPrintable(name));
        QCOMPARE(reply->error().code, control::ErrorCode::Busy);
    }
}

void CertificateMethodsTest::logsWhoAndNoSecrets()
{
    QVERIFY(call(u"certificates.generate"_s, spec(u"server"_s)));
    QVERIFY(call(u"certificates.rotate"_s, m_server));
    QByteArray key;
    {
        QFile file(QString::fromStdString(m_folder->configuration.server.key));
        QVERIFY(file.open(QIODevice::ReadOnly));
        key = file.readAll();
    }
    QJsonObject import = m_server;
    import.insert(u"data"_s, QJsonArray{QString::fromLatin1(key.toBase64())});
    import.insert(u"password"_s, u"hunter2"_s);
    QVERIFY(!call(u"certificates.import"_s, import));
    QVERIFY(!call(u"certificates.discard"_s, {{u"role"_s, u"x\nlevel=error"_s}}));
    const QByteArray text = log();
    QCOMPARE(text.count("control.certificates-changed"), 2);
    QCOMPARE(text.count("control.certificate-change-failed"), 2);
    QVERIFY(text.contains("user=alice") && text.contains("uid=1000"));
    QVERIFY(text.contains("method=certificates.rotate"));
    QVERIFY(!text.contains("hunter2") && !text.contains("PRIVATE"));
    QVERIFY(!text.contains(key.split('\n').value(1).left(40)));
    QCOMPARE(text.count('\n'), 4);
}

QTEST_GUILESS_MAIN(CertificateMethodsTest)
#include "CertificateMethodsTest.moc"
