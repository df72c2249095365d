// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/RequestParser.h"

#include <QTest>

using namespace wharfgate::http;
using Status = RequestParser::Status;
using Phase = RequestParser::Phase;

class RequestParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void targets_data();
    void targets();
    void requestIsKeptAsReceived();
    void headerLookUp();
    void bodies_data();
    void bodies();
    void keepAlive_data();
    void keepAlive();
    void pipelinedRequestsComeInOrder();
    void bytesBehindACompleteRequestAreOnlyKept();
    void phases();
    void continueIsWantedOnlyWhileTheBodyIsMissing();
    void requestLineLimit();
    void headerBytesLimit();
    void headerCountLimit();
    void bodyLimit();
    void chunkedBodyLimit();
    void trailerLimits();
    void unendingLinesAreRefusedAtTheLimit();
    void nothingIsReadAfterAFailure();
};

namespace {

std::string bytesOf(const QByteArray &array)
{
    return array.toStdString();
}

Status feedByByte(RequestParser &parser, const std::string &bytes)
{
    Status status = Status::NeedMore;
    for (const char &c : bytes)
        status = parser.feed({&c, 1});
    return status;
}

/// The status that `bytes` are refused with under `limits`; 200 if they make a request.
int outcome(const Limits &limits, const std::string &bytes)
{
    RequestParser parser(limits);
    switch (parser.feed(bytes)) {
    case Status::Complete:
        return 200;
    case Status::Failed:
        return parser.error().status;
    case Status::NeedMore:
        break;
    }
    return 0;
}

} // namespace

void RequestParserTest::targets_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    const auto add = [](const char *method, const char *target, const char *path,
                        const char *query) {
        QTest::addRow("%s %s", method, target)
            << QByteArray(method) << QByteArray(target) << QByteArray(path) << QByteArray(query);
    };
    add("GET", "/", "/", "");
    add("GET", "/auth", "/auth", "");
    add("GET", "/auth?", "/auth", "");
    add("GET", "/auth?service=a&scope=b%20c", "/auth", "service=a&scope=b%20c");
    add("GET", "/auth?a?b", "/auth", "a?b");
    add("GET", "/auth?%zz", "/auth", "%zz");
    add("GET", "/%61uth", "/auth", "");
    add("GET", "/%41%7A", "/Az", "");
    add("GET", "/a%2Fb", "/a/b", "");
    add("GET", "/a%3Fb", "/a?b", "");
    add("GET", "/a+b", "/a+b", "");
    add("GET", "//auth", "//auth", "");
    add("GET", "/x/../auth", "/x/../auth", "");
    add("GET", "/./auth", "/./auth", "");
    add("GET", "/auth/", "/auth/", "");
    add("GET", "/auth;a=b", "/auth;a=b", "");
    add("GET", "/auth#a", "/auth#a", "");
    add("GET", "http://h/auth?x", "/auth", "x");
    add("GET", "HTTPS://h:5001/auth", "/auth", "");
    add("GET", "http://h", "/", "");
    add("GET", "http://h?x", "/", "x");
    add("GET", "http://[::1]:5001/auth", "/auth", "");
    add("OPTIONS", "*", "*", "");
    add("OPTIONS", "/auth", "/auth", "");
    add("FOO", "/auth", "/auth", "");
    add("CONNECT", "/auth", "/auth", "");
    add("GET", "/\xc3\xa4", "/\xc3\xa4", "");
}

void RequestParserTest::targets()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    const std::string bytes = bytesOf(method + ' ' + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
    const Limits limits;
    for (const bool byByte : {false, true}) {
        RequestParser parser(limits);
        QCOMPARE(byByte ? feedByByte(parser, bytes) : parser.feed(bytes), Status::Complete);
        const Request request = parser.take();
        QCOMPARE(request.method, bytesOf(method));
        QCOMPARE(request.target, bytesOf(target));
        QCOMPARE(request.path, bytesOf(path));
        QCOMPARE(request.query, bytesOf(query));
    }
}

void RequestParserTest::requestIsKeptAsReceived()
{
    const Limits limits;
    RequestParser parser(limits);
    QCOMPARE(parser.feed("\r\nGET / HTTP/1.0\r\nhOsT:  h:1 \r\nX-A:\r\nX-a: \ta\t b \xff\r\n\r\n"),
             Status::Complete);
    const Request request = parser.take();
    QCOMPARE(request.versionMinor, 0);
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"hOsT", "h:1"}, {"X-A", ""}, {"X-a", "a\t b \xff"}};
    QCOMPARE(request.headers, expected);
    QVERIFY(request.body.empty());
}

void RequestParserTest::headerLookUp()
{
    Request request;
    request.headers = {{"X-Forwarded-For", "a, b"}, {"Other", ""}, {"x-forwarded-FOR", "c"}};
    QCOMPARE(*request.header("x-forwarded-for"), std::string("a, b"));
    QCOMPARE(*request.header("OTHER"), std::string());
    QVERIFY(request.header("X-Forwarded") == nullptr);
    QVERIFY(request.header("") == nullptr);
    QCOMPARE(request.joinedHeader("X-Forwarded-For"), std::string("a, b, c"));
    QCOMPARE(request.joinedHeader("other"), std::string());
    QCOMPARE(request.joinedHeader("none"), std::string());
}

void RequestParserTest::bodies_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("length 0") << QByteArray("Content-Length: 0\r\n") << QByteArray()
                              << QByteArray();
    QTest::newRow("length") << QByteArray("Content-Length: 5\r\n") << QByteArray("a\r\n\0b", 5)
                            << QByteArray("a\r\n\0b", 5);
    QTest::newRow("length with zeros")
        << QByteArray("Content-Length: 0003\r\n") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("no chunk") << chunked << QByteArray("0\r\n\r\n") << QByteArray();
    QTest::newRow("chunks") << chunked << QByteArray("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n")
                            << QByteArray("abc0123456789");
    QTest::newRow("coding in capitals") << QByteArray("TRANSFER-ENCODING: CHUNKED\r\n")
                                        << QByteArray("1\r\na\r\n0\r\n\r\n") << QByteArray("a");
    QTest::newRow("chunk that looks like an end")
        << chunked << QByteArray("5\r\n0\r\n\r\n\r\n0\r\n\r\n") << QByteArray("0\r\n\r\n");
    QTest::newRow("extensions") << chunked << QByteArray("1;a;b=c;d=\"e f\"\r\nx\r\n00;y=z\r\n\r\n")
                                << QByteArray("x");
    QTest::newRow("trailers") << chunked << QByteArray("1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n")
                              << QByteArray("x");
}

void RequestParserTest::bodies()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    const std::string bytes = bytesOf("POST / HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body);
    const Limits limits;
    for (const bool byByte : {false, true}) {
        RequestParser parser(limits);
        // Twice, so that the end was found at the right place.
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(byByte ? feedByByte(parser, bytes) : parser.feed(bytes), Status::Complete);
            QCOMPARE(parser.take().body, bytesOf(expected));
            QCOMPARE(parser.phase(), Phase::Idle);
        }
    }
    // At each place where the bytes could be cut in two.
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        RequestParser parser(limits);
        QCOMPARE(parser.feed(std::string_view(bytes).substr(0, cut)), Status::NeedMore);
        QCOMPARE(parser.feed(std::string_view(bytes).substr(cut)), Status::Complete);
        QCOMPARE(parser.take().body, bytesOf(expected));
    }
}

void RequestParserTest::keepAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("expected");
    QTest::newRow("1.1") << QByteArray("1.1") << QByteArray() << true;
    QTest::newRow("1.1 keep-alive") << QByteArray("1.1") << QByteArray("keep-alive") << true;
    QTest::newRow("1.1 close") << QByteArray("1.1") << QByteArray("close") << false;
    QTest::newRow("1.1 list") << QByteArray("1.1") << QByteArray("te, CLOSE") << false;
    QTest::newRow("1.1 upgrade") << QByteArray("1.1") << QByteArray("upgrade") << true;
    QTest::newRow("1.0") << QByteArray("1.0") << QByteArray() << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("1.0") << QByteArray("Keep-Alive") << true;
    QTest::newRow("1.0 close") << QByteArray("1.0") << QByteArray("close") << false;
}

void RequestParserTest::keepAlive()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, expected);
    QByteArray bytes = "GET / HTTP/" + version + "\r\nHost: h\r\nUpgrade: h2c\r\n";
    if (!connection.isEmpty())
        bytes += "Connection: " + connection + "\r\n";
    const Limits limits;
    RequestParser parser(limits);
    QCOMPARE(parser.feed(bytesOf(bytes + "\r\n")), Status::Complete);
    parser.take();
    QCOMPARE(parser.keepAlive(), expected);
}

void RequestParserTest::pipelinedRequestsComeInOrder()
{
    std::string bytes;
    for (int i = 0; i < 100; ++i) {
        const std::string number = std::to_string(i);
        bytes += "POST /" + number +
                 " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(number.size()) +
                 "\r\n\r\n" + number;
    }
    const Limits limits;
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
        RequestParser parser(limits);
        int next = 0;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            parser.feed(std::string_view(bytes).substr(at, piece));
            while (parser.next() == Status::Complete) {
                const Request request = parser.take();
                QCOMPARE(request.path, "/" + std::to_string(next));
                QCOMPARE(request.body, std::to_string(next));
                ++next;
            }
        }
        QCOMPARE(next, 100);
        QCOMPARE(parser.phase(), Phase::Idle);
    }
}

void RequestParserTest::bytesBehindACompleteRequestAreOnlyKept()
{
    const Limits limits;
    RequestParser parser(limits);
    QCOMPARE(parser.feed("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"), Status::Complete);
    QCOMPARE(parser.feed("nonsense\r\n\r\n"), Status::Complete);
    QCOMPARE(parser.take().path, std::string("/1"));
    QCOMPARE(parser.next(), Status::Failed);
}

void RequestParserTest::phases()
{
    const Limits limits;
    RequestParser parser(limits);
    QCOMPARE(parser.phase(), Phase::Idle);
    parser.feed("G");
    QCOMPARE(parser.phase(), Phase::Header);
    parser.feed("ET / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n");
    QCOMPARE(parser.phase(), Phase::Header);
    parser.feed("\r\n");
    QCOMPARE(parser.phase(), Phase::Body);
    parser.feed("a");
    QCOMPARE(parser.phase(), Phase::Body);
    QCOMPARE(parser.feed("bGET"), Status::Complete);
    parser.take();
    QCOMPARE(parser.phase(), Phase::Header);
}

void RequestParserTest::continueIsWantedOnlyWhileTheBodyIsMissing()
{
    const Limits limits;
    const std::string head =
        "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n";
    RequestParser waiting(limits);
    QCOMPARE(waiting.feed(head), Status::NeedMore);
    QVERIFY(waiting.wantsContinue());
    waiting.continueSent();
    QVERIFY(!waiting.wantsContinue());
    QCOMPARE(waiting.feed("ab"), Status::Complete);

    RequestParser early(limits);
    QCOMPARE(early.feed(head + "a"), Status::NeedMore);
    QVERIFY(!early.wantsContinue());

    RequestParser late(limits);
    QCOMPARE(late.feed(head), Status::NeedMore);
    QCOMPARE(late.feed("a"), Status::NeedMore);
    QVERIFY(!late.wantsContinue());

    RequestParser without(limits);
    QCOMPARE(without.feed("GET / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n"),
             Status::Complete);
    QVERIFY(!without.wantsContinue());

    RequestParser tooLarge(limits);
    QCOMPARE(tooLarge.feed("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
                           "Content-Length: 99999999\r\n\r\n"),
             Status::Failed);
    QCOMPARE(tooLarge.error().status, 413);
}

void RequestParserTest::requestLineLimit()
{
    Limits limits;
    limits.requestLineBytes = 40;
    const auto request = [](std::size_t length) {
        const std::string frame = "GET / HTTP/1.1";
        return "GET /" + std::string(length - frame.size(), 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n";
    };
    QCOMPARE(outcome(limits, request(40)), 200);
    QCOMPARE(outcome(limits, request(41)), 414);
}

void RequestParserTest::headerBytesLimit()
{
    Limits limits;
    limits.headerBytes = 50;
    const auto request = [](std::size_t length) {
        const std::string host = "Host: h\r\n";
        const std::string frame = "X: \r\n";
        return "GET / HTTP/1.1\r\n" + host +
               "X: " + std::string(length - host.size() - frame.size(), 'a') + "\r\n\r\n";
    };
    QCOMPARE(outcome(limits, request(50)), 200);
    QCOMPARE(outcome(limits, request(51)), 431);
}

void RequestParserTest::headerCountLimit()
{
    Limits limits;
    limits.headerCount = 5;
    const auto request = [](int count) {
        std::string text = "GET / HTTP/1.1\r\nHost: h\r\n";
        for (int i = 1; i < count; ++i)
            text += "X: a\r\n";
        return text + "\r\n";
    };
    QCOMPARE(outcome(limits, request(5)), 200);
    QCOMPARE(outcome(limits, request(6)), 431);
}

void RequestParserTest::bodyLimit()
{
    Limits limits;
    limits.bodyBytes = 10;
    const auto request = [](std::size_t length) {
        return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(length) +
               "\r\n\r\n" + std::string(length, 'a');
    };
    QCOMPARE(outcome(limits, request(10)), 200);
    QCOMPARE(outcome(limits, request(11)), 413);
    // Refused by its promise, before a byte of it has come.
    QCOMPARE(outcome(limits, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n"), 413);
}

void RequestParserTest::chunkedBodyLimit()
{
    Limits limits;
    limits.bodyBytes = 10;
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    QCOMPARE(outcome(limits, head + "5\r\naaaaa\r\n5\r\naaaaa\r\n0\r\n\r\n"), 200);
    QCOMPARE(outcome(limits, head + "5\r\naaaaa\r\n6\r\naaaaaa\r\n0\r\n\r\n"), 413);
    QCOMPARE(outcome(limits, head + "b\r\n"), 413);
}

void RequestParserTest::trailerLimits()
{
    Limits limits;
    limits.headerCount = 3;
    limits.headerBytes = 200;
    const std::string head =
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
    QCOMPARE(outcome(limits, head + "A: b\r\nA: b\r\nA: b\r\n\r\n"), 200);
    QCOMPARE(outcome(limits, head + "A: b\r\nA: b\r\nA: b\r\nA: b\r\n\r\n"), 431);
    QCOMPARE(outcome(limits, head + "A: " + std::string(195, 'x') + "\r\n\r\n"), 200);
    QCOMPARE(outcome(limits, head + "A: " + std::string(196, 'x') + "\r\n\r\n"), 431);
}

void RequestParserTest::unendingLinesAreRefusedAtTheLimit()
{
    Limits limits;
    limits.requestLineBytes = 100;
    limits.headerBytes = 100;
    const auto bytesTaken = [&limits](const std::string &start) {
        RequestParser parser(limits);
        parser.feed(start);
        int count = 0;
        while (parser.feed("a") == Status::NeedMore && count < 1000)
            ++count;
        return count;
    };
    QVERIFY(bytesTaken("GET /") <= 100);
    QVERIFY(bytesTaken("GET / HTTP/1.1\r\nX: ") <= 100);
    QVERIFY(bytesTaken("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=") <=
            300);
    QVERIFY(bytesTaken(
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ") <= 100);
}

void RequestParserTest::nothingIsReadAfterAFailure()
{
    const Limits limits;
    RequestParser parser(limits);
    QCOMPARE(parser.feed("nonsense\r\n"), Status::Failed);
    QCOMPARE(parser.feed("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), Status::Failed);
    QCOMPARE(parser.next(), Status::Failed);
    QCOMPARE(parser.error().status, 400);
}

QTEST_APPLESS_MAIN(RequestParserTest)
#include "RequestParserTest.moc"
