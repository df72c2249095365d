// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Doctor.h"
#include "shared/doctor/Challenge.h"
#include "shared/doctor/HttpClient.h"
#include "shared/doctor/TokenView.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wharfgate;
using namespace wharfgate::doctor;
using namespace Qt::StringLiterals;

/// What the doctor reads and writes; what it finds out is tested with real servers, end to end.
class DoctorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsChallenges_data();
    void readsChallenges();
    void findsTheBearerAmongOthers();
    void readsAddresses_data();
    void readsAddresses();
    void readsTokens();
    void refusesWhatIsNoToken_data();
    void refusesWhatIsNoToken();
    void knowsLegacyKeyNames_data();
    void knowsLegacyKeyNames();
    void readsServerTimes_data();
    void readsServerTimes();
    void firstFailureIsTheDiagnosis();
    void writesJson();
    void escapesWhatServersSent();
};

void DoctorTest::readsChallenges_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("realm"); // of the Bearer challenge; null: there is none
    QTest::addColumn<QString>("service");
    const auto row = [](const char *name, const char *line, const QString &realm,
                        const QString &service) {
        QTest::newRow(name) << QByteArray(line) << realm << service;
    };
    row("registry", R"(Bearer realm="https://a:5001/auth",service="Docker registry")",
        u"https://a:5001/auth"_s, u"Docker registry"_s);
    row("blanks", "Bearer  realm = \"x\" , service=\"y\" ", u"x"_s, u"y"_s);
    row("case", "bEARER Realm=\"x\",SERVICE=\"y\"", u"x"_s, u"y"_s);
    row("tokens", "Bearer realm=x,service=y", u"x"_s, u"y"_s);
    row("comma inside", R"(Bearer realm="a,service=b",service="c")", u"a,service=b"_s, u"c"_s);
    row("escapes", R"(Bearer realm="a\"b\\c")", u"a\"b\\c"_s, QString());
    row("behind another", R"(Basic realm="n", Bearer realm="x",service="y")", u"x"_s, u"y"_s);
    row("before another", R"(Bearer realm="x",service="y", Basic realm="n")", u"x"_s, u"y"_s);
    row("unclosed", R"(Bearer realm="x)", u"x"_s, QString());
    row("empty values", R"(Bearer realm="",service=)", u""_s, u""_s);
    row("no scheme", R"(realm="x")", QString(), QString());
    row("only another", R"(Basic realm="x")", QString(), QString());
    row("empty", "", QString(), QString());
    row("nonsense", ",,=\"\\", QString(), QString());
}

void DoctorTest::readsChallenges()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, realm);
    QFETCH(QString, service);
    const auto challenge = challengeOf({line}, u"bearer"_s);
    QCOMPARE(challenge.has_value(), !realm.isNull());
    if (challenge) {
        QCOMPARE(challenge->parameters.value(u"realm"_s), realm);
        QCOMPARE(challenge->parameters.value(u"service"_s), service);
    }
}

void DoctorTest::findsTheBearerAmongOthers()
{
    const QList<QByteArray> lines{"Basic realm=\"a\"", "Bearer realm=\"b\""};
    QCOMPARE(parseChallenges(lines).size(), 2);
    QCOMPARE(challengeOf(lines, u"bearer"_s)->parameters.value(u"realm"_s), u"b"_s);
    QVERIFY(!challengeOf(lines, u"negotiate"_s));
}

void DoctorTest::readsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address"); // null: refused
    QTest::newRow("whole") << u"https://my.registry.cn/"_s << u"https://my.registry.cn/"_s;
    QTest::newRow("no scheme") << u"localhost:5000"_s << u"https://localhost:5000"_s;
    QTest::newRow("http") << u"http://localhost:5000"_s << u"http://localhost:5000"_s;
    QTest::newRow("IPv6") << u"https://[::1]:5000"_s << u"https://[::1]:5000"_s;
    QTest::newRow("empty") << u""_s << QString();
    QTest::newRow("another scheme") << u"ftp://a"_s << QString();
    QTest::newRow("no host") << u"https:///v2/"_s << QString();
    QTest::newRow("a port that is none") << u"https://a:99999"_s << QString();
    QTest::newRow("blanks") << u"https://a b"_s << QString();
    QTest::newRow("password") << u"https://admin:secret@a"_s << QString();
    QTest::newRow("user") << u"https://admin@a"_s << QString();
}

void DoctorTest::readsAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, address);
    const auto url = parseAddress(text);
    QCOMPARE(url.has_value(), !address.isNull());
    if (url)
        QCOMPARE(url->toString(), address);
    else
        QVERIFY(url.error().detail.find("secret") == std::string::npos);
}

QByteArray tokenOf(const QByteArray &header, const QByteArray &claims)
{
    constexpr auto kForm = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return header.toBase64(kForm) + '.' + claims.toBase64(kForm) + ".c2lnbmF0dXJl";
}

void DoctorTest::readsTokens()
{
    const auto view = TokenView::parse(tokenOf(
        R"({"alg":"ES256","kid":"k","x5c":["nonsense",7]})",
        R"({"iss":"I","aud":"s","access":[{"type":"repository","name":"a","actions":["pull","push"]},
            {"type":"repository","name":"b","actions":["delete"]},"x"]})"));
    QVERIFY(view);
    QCOMPARE(view->algorithm(), u"ES256"_s);
    QCOMPARE(view->keyId(), u"k"_s);
    QCOMPARE(view->issuer(), u"I"_s);
    QVERIFY(view->certificates().isEmpty());
    QCOMPARE(view->granted(u"repository"_s, u"a"_s), (QStringList{u"pull"_s, u"push"_s}));
    QVERIFY(view->granted(u"registry"_s, u"a"_s).isEmpty());
    QVERIFY(view->withBrokenSignature() != view->text);
    QCOMPARE(view->withBrokenSignature().size(), view->text.size());
}

void DoctorTest::refusesWhatIsNoToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one part") << QByteArray("abc");
    QTest::newRow("four parts") << tokenOf("{\"a\":1}", "{\"a\":1}") + ".x";
    QTest::newRow("no base64") << QByteArray("!!.!!.!!");
    QTest::newRow("no JSON") << tokenOf("a", "b");
    QTest::newRow("lists") << tokenOf("[1]", "[2]");
    QTest::newRow("empty objects") << tokenOf("{}", "{}");
}

void DoctorTest::refusesWhatIsNoToken()
{
    QFETCH(QByteArray, text);
    QVERIFY(!TokenView::parse(text));
}

void DoctorTest::knowsLegacyKeyNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isLegacy");
    QTest::newRow("libtrust") << u"YTMR:CQZD:BUZQ:PAEQ:5WE4:EBY6:XCT3:4KS2:H4RY:ZPNK:F6FS:PH2K"_s
                              << true;
    QTest::newRow("RFC 7638") << u"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"_s << false;
    QTest::newRow("11 groups") << u"YTMR:CQZD:BUZQ:PAEQ:5WE4:EBY6:XCT3:4KS2:H4RY:ZPNK:F6FS"_s
                               << false;
    QTest::newRow("small letters")
        << u"ytmr:CQZD:BUZQ:PAEQ:5WE4:EBY6:XCT3:4KS2:H4RY:ZPNK:F6FS:PH2K"_s << false;
    QTest::newRow("empty") << u""_s << false;
}

void DoctorTest::knowsLegacyKeyNames()
{
    QFETCH(QString, name);
    QFETCH(bool, isLegacy);
    TokenView view;
    view.header[u"kid"_s] = name;
    QCOMPARE(view.hasLegacyKeyId(), isLegacy);
}

void DoctorTest::readsServerTimes_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QString>("time");
    QTest::newRow("RFC 9110") << QByteArray("Fri, 27 Nov 2026 10:41:17 GMT")
                              << u"2026-11-27T10:41:17Z"_s;
    QTest::newRow("blanks") << QByteArray(" Fri, 27 Nov 2026 10:41:17 GMT ")
                            << u"2026-11-27T10:41:17Z"_s;
    QTest::newRow("none") << QByteArray() << QString();
    QTest::newRow("nonsense") << QByteArray("yesterday") << QString();
}

void DoctorTest::readsServerTimes()
{
    QFETCH(QByteArray, date);
    QFETCH(QString, time);
    HttpAnswer answer;
    answer.headers.emplace_back("date", date);
    const auto read = answer.serverTime();
    QCOMPARE(read ? read->toString(Qt::ISODate) : QString(), time);
}

void DoctorTest::firstFailureIsTheDiagnosis()
{
    const Check pass{u"a"_s, Outcome::Pass, {}, {}, {}, {}};
    const Check warn{u"b"_s, Outcome::Warn, u"w"_s, {}, {}, {}};
    const Check fail{u"c"_s, Outcome::Fail, u"f"_s, {}, {}, {}};
    const Check later{u"d"_s, Outcome::Fail, u"g"_s, {}, {}, {}};
    QCOMPARE(diagnosis({}), nullptr);
    QCOMPARE(diagnosis({pass}), nullptr);
    const QList<Check> warned{pass, warn};
    QCOMPARE(diagnosis(warned)->code, u"w"_s);
    const QList<Check> failed{pass, warn, fail, later};
    QCOMPARE(diagnosis(failed)->code, u"f"_s);
}

void DoctorTest::writesJson()
{
    const QJsonObject written =
        QJsonDocument::fromJson(
            toJson({{u"registry.tls"_s, Outcome::Fail, u"x"_s, u"a"_s, u"b"_s, u"c"_s},
                    {u"clock"_s, Outcome::Skip, {}, {}, u"d"_s, {}}}))
            .object();
    QCOMPARE(written[u"result"_s].toString(), u"fail"_s);
    QCOMPARE(written[u"diagnosis"_s][u"code"_s].toString(), u"x"_s);
    const QJsonArray checks = written[u"checks"_s].toArray();
    QCOMPARE(checks.size(), 2);
    QCOMPARE(checks[0][u"title"_s].toString(), u"Registry: TLS certificate"_s);
    QCOMPARE(checks[1][u"outcome"_s].toString(), u"skip"_s);
    QVERIFY(QJsonDocument::fromJson(toJson({})).object()[u"diagnosis"_s].isNull());
}

void DoctorTest::escapesWhatServersSent()
{
    const QString text = toText({u"registry.v2"_s, Outcome::Fail, u"x"_s, u"said \"\x1b[2Ja\nb\""_s,
                                 u"because\r"_s, u"do\tthis"_s});
    QCOMPARE(text, u"fail  Registry: asks for a token: said \"\\x1b[2Ja\\nb\"\n"
                   "      because\\r\n      -> do\\tthis\n"_s);
    QCOMPARE(toText({u"clock"_s, Outcome::Skip, {}, {}, u"No Date."_s, {}}),
             u"skip  Clocks: not tried. No Date.\n"_s);
}

QTEST_GUILESS_MAIN(DoctorTest)
#include "DoctorTest.moc"
