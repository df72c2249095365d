// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/RequestParser.h"

#include <QTest>

using namespace wharfgate::http;
using Status = RequestParser::Status;

/// Requests that must not pass: each is refused whole, and byte by byte, with the same status, and
/// no request comes out of it, nor out of what follows it.
class SmugglingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refused_data();
    void refused();
    void expectationOfAnOldClientIsIgnored();
    void trailersDoNotBecomeHeaders();
};

namespace {

constexpr const char *kBad = "GET /bad HTTP/1.1\r\nHost: h\r\n\r\n";

void add(const char *name, int status, const std::string &bytes)
{
    QTest::newRow(name) << status << QByteArray::fromStdString(bytes);
}

/// A POST with these header lines and what follows them.
std::string post(const std::string &headers, const std::string &body = {})
{
    return "POST /auth HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body;
}

/// A chunked POST with this body.
std::string chunked(const std::string &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

std::string get(const std::string &headers)
{
    return "GET /auth HTTP/1.1\r\n" + headers + "\r\n";
}

void addRequestLines()
{
    const std::string rest = "\r\nHost: h\r\n\r\n";
    add("line: version 2.0", 505, "GET / HTTP/2.0" + rest);
    add("line: HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    add("line: version 1.2", 505, "GET / HTTP/1.2" + rest);
    add("line: version 0.9", 505, "GET / HTTP/0.9" + rest);
    add("line: version 3", 505, "GET / HTTP/3" + rest);
    add("line: version 1.10", 505, "GET / HTTP/1.10" + rest);
    add("line: version 1.01", 505, "GET / HTTP/1.01" + rest);
    add("line: version without number", 400, "GET / HTTP/" + rest);
    add("line: version in lower case", 400, "GET / http/1.1" + rest);
    add("line: another protocol", 400, "GET / RTSP/1.0" + rest);
    add("line: no version", 400, "GET /" + rest);
    add("line: method only", 400, "GET" + rest);
    add("line: space behind the version", 400, "GET / HTTP/1.1 " + rest);
    add("line: two spaces before the target", 400, "GET  / HTTP/1.1" + rest);
    add("line: two spaces before the version", 400, "GET /  HTTP/1.1" + rest);
    add("line: space in the target", 400, "GET /a b HTTP/1.1" + rest);
    add("line: tab instead of space", 400, "GET\t/ HTTP/1.1" + rest);
    add("line: tab in the target", 400, "GET /a\tb HTTP/1.1" + rest);
    add("line: leading space", 400, " GET / HTTP/1.1" + rest);
    add("line: no method", 400, "/ HTTP/1.1" + rest);
    add("line: separator in the method", 400, "GE(T / HTTP/1.1" + rest);
    add("line: NUL", 400, std::string("GET /\0x HTTP/1.1", 16) + rest);
    add("line: DEL", 400, "GET /\x7f HTTP/1.1" + rest);
    add("line: escape character", 400, "GET /\x1b[31m HTTP/1.1" + rest);
    add("line: bare CR", 400, "GET /a\rb HTTP/1.1" + rest);
    add("line: bare LF", 400, "GET / HTTP/1.1\nHost: h\r\n\r\n");
    add("line: two empty lines before it", 400, "\r\n\r\nGET / HTTP/1.1" + rest);
    add("line: a bare LF before it", 400, "\nGET / HTTP/1.1" + rest);
    add("line: TLS ClientHello", 400, std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 9));
    add("target: relative", 400, "GET auth HTTP/1.1" + rest);
    add("target: authority form", 400, "CONNECT h:443 HTTP/1.1" + rest);
    add("target: another scheme", 400, "GET ftp://h/ HTTP/1.1" + rest);
    add("target: scheme without host", 400, "GET http:///auth HTTP/1.1" + rest);
    add("target: user in the authority", 400, "GET http://a@h/ HTTP/1.1" + rest);
    add("target: * for GET", 400, "GET * HTTP/1.1" + rest);
    add("target: * and more", 400, "OPTIONS *x HTTP/1.1" + rest);
    add("target: escape without digits", 400, "GET /% HTTP/1.1" + rest);
    add("target: escape with one digit", 400, "GET /%4 HTTP/1.1" + rest);
    add("target: escape that is not hex", 400, "GET /%zz HTTP/1.1" + rest);
    add("target: escape with a sign", 400, "GET /%+1 HTTP/1.1" + rest);
}

void addHeaderLines()
{
    add("header: folded with space", 400, get("Host: h\r\nX: a\r\n b\r\n"));
    add("header: folded with tab", 400, get("Host: h\r\nX: a\r\n\tb\r\n"));
    add("header: folded before the first", 400, get(" X: a\r\nHost: h\r\n"));
    add("header: folded and empty", 400, get("Host: h\r\nX: a\r\n \r\n"));
    add("header: space before the colon", 400, get("Host: h\r\nX : a\r\n"));
    add("header: tab before the colon", 400, get("Host: h\r\nX\t: a\r\n"));
    add("header: length with space before the colon", 400, post("Content-Length : 3\r\n", "abc"));
    add("header: no colon", 400, get("Host: h\r\nX\r\n"));
    add("header: no name", 400, get("Host: h\r\n: a\r\n"));
    add("header: space in the name", 400, get("Host: h\r\nX Y: a\r\n"));
    add("header: separator in the name", 400, get("Host: h\r\nX(Y): a\r\n"));
    add("header: eight-bit name", 400, get("Host: h\r\nX\xc3\xa4: a\r\n"));
    add("header: NUL in the value", 400, get(std::string("Host: h\r\nX: a\0b\r\n", 17)));
    add("header: NUL in the name", 400, get(std::string("Host: h\r\nX\0Y: b\r\n", 17)));
    add("header: bell in the value", 400, get("Host: h\r\nX: \a\r\n"));
    add("header: DEL in the value", 400, get("Host: h\r\nX: \x7f\r\n"));
    add("header: bare CR in the value", 400, get("Host: h\r\nX: a\rY: b\r\n"));
    add("header: CR CR LF", 400, get("Host: h\r\nX: a\r\r\n"));
    add("header: bare LF in the value", 400, get("Host: h\r\nX: a\nY: b\r\n"));
    add("header: bare LF ends the block", 400, "GET / HTTP/1.1\r\nHost: h\r\n\n");
    add("header: CR LF CR and no LF", 400, "GET / HTTP/1.1\r\nHost: h\r\n\rX");
    add("host: missing", 400, get("X: a\r\n"));
    add("host: no header at all", 400, get(""));
    add("host: twice", 400, get("Host: h\r\nHost: h\r\n"));
    add("host: twice, other case", 400, get("Host: a\r\nhOST: b\r\n"));
    add("host: twice in HTTP/1.0", 400, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
    add("host: space inside", 400, get("Host: a b\r\n"));
    add("host: path inside", 400, get("Host: a/b\r\n"));
    add("host: user inside", 400, get("Host: u@a\r\n"));
    add("host: eight-bit", 400, get("Host: h\xc3\xa4\r\n"));
    add("expect: unknown", 417, post("Expect: 200-ok\r\nContent-Length: 1\r\n", "a"));
    add("expect: list", 417, post("Expect: 100-continue, x\r\nContent-Length: 1\r\n", "a"));
    add("connection: malformed list", 400, get("Host: h\r\nConnection: @\r\n"));
}

void addLengths()
{
    add("length: repeated", 400, post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"));
    add("length: conflicting", 400, post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"));
    add("length: list of equals", 400, post("Content-Length: 3, 3\r\n", "abc"));
    add("length: list of others", 400, post("Content-Length: 3, 4\r\n", "abc"));
    add("length: plus sign", 400, post("Content-Length: +3\r\n", "abc"));
    add("length: minus sign", 400, post("Content-Length: -3\r\n", "abc"));
    add("length: hexadecimal", 400, post("Content-Length: 0x3\r\n", "abc"));
    add("length: fraction", 400, post("Content-Length: 3.0\r\n", "abc"));
    add("length: digits apart", 400, post("Content-Length: 1 0\r\n", "abcdefghij"));
    add("length: empty", 400, post("Content-Length:\r\n", "abc"));
    add("length: over 64 bits", 400, post("Content-Length: 18446744073709551617\r\n", "a"));
    add("length: endless digits", 400,
        post("Content-Length: " + std::string(400, '9') + "\r\n", "a"));
    add("length: largest", 413, post("Content-Length: 18446744073709551615\r\n", "a"));
    add("both: length first", 400,
        post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    add("both: coding first", 400,
        post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"));
    add("both: unknown coding first", 501,
        post("Transfer-Encoding: x\r\nContent-Length: 3\r\n", "abc"));
    add("both: length 0", 400,
        post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    add("coding: identity", 501, post("Transfer-Encoding: identity\r\n"));
    add("coding: gzip", 501, post("Transfer-Encoding: gzip\r\n"));
    add("coding: gzip then chunked", 501,
        post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"));
    add("coding: chunked then gzip", 501,
        post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"));
    add("coding: chunked twice in a list", 501,
        post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"));
    add("coding: chunked in two lines", 400,
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    add("coding: chunked and identity in two lines", 400,
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"));
    add("coding: quoted", 501, post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"));
    add("coding: parameter", 501, post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"));
    add("coding: near miss", 501, post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"));
    add("coding: vertical tab", 400,
        post("Transfer-Encoding: \x0b"
             "chunked\r\n",
             "0\r\n\r\n"));
    add("coding: empty", 501, post("Transfer-Encoding:\r\n", "0\r\n\r\n"));
    add("coding: HTTP/1.0", 400,
        "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

void addChunks()
{
    add("chunk: no size", 400, chunked("\r\nabc\r\n0\r\n\r\n"));
    add("chunk: size not hex", 400, chunked("g\r\nabc\r\n0\r\n\r\n"));
    add("chunk: size with 0x", 400, chunked("0x3\r\nabc\r\n0\r\n\r\n"));
    add("chunk: negative size", 400, chunked("-3\r\nabc\r\n0\r\n\r\n"));
    add("chunk: space before the size", 400, chunked(" 3\r\nabc\r\n0\r\n\r\n"));
    add("chunk: size over 64 bits", 400, chunked("10000000000000003\r\nabc\r\n0\r\n\r\n"));
    add("chunk: largest size", 413, chunked("ffffffffffffffff\r\nabc\r\n0\r\n\r\n"));
    add("chunk: size line ends with LF", 400, chunked("3\nabc\r\n0\r\n\r\n"));
    add("chunk: size line ends with CR", 400, chunked("3\rabc\r\n0\r\n\r\n"));
    add("chunk: data longer than its size", 400, chunked("3\r\nabcd\r\n0\r\n\r\n"));
    add("chunk: data ends with LF", 400, chunked("3\r\nabc\n0\r\n\r\n"));
    add("chunk: no CRLF behind the data", 400, chunked("3\r\nabc0\r\n\r\n"));
    add("chunk: extension without name", 400, chunked("3;\r\nabc\r\n0\r\n\r\n"));
    add("chunk: extension without semicolon", 400, chunked("3 x\r\nabc\r\n0\r\n\r\n"));
    add("chunk: LF in a quoted extension", 400, chunked("3;a=\"\n\"\r\nabc\r\n0\r\n\r\n"));
    add("chunk: CRLF in a quoted extension", 400, chunked("3;a=\"\r\n\"\r\nabc\r\n0\r\n\r\n"));
    add("chunk: LF in an extension", 400, chunked("3;a\nb\r\nabc\r\n0\r\n\r\n"));
    add("chunk: NUL in an extension", 400, chunked(std::string("3;a=\"\0\"\r\nabc\r\n", 14)));
    add("chunk: extensions too long", 400,
        chunked("3;a=" + std::string(300, 'x') + "\r\nabc\r\n0\r\n\r\n"));
    add("chunk: size with endless zeros", 400, chunked(std::string(300, '0') + "3\r\nabc\r\n"));
    add("chunk: last one with an extension without name", 400, chunked("0;\r\n\r\n"));
    add("trailer: folded", 400, chunked("0\r\nX: a\r\n b\r\n\r\n"));
    add("trailer: bare LF", 400, chunked("0\r\nX: a\n\r\n"));
    add("trailer: no colon", 400, chunked("0\r\nX\r\n\r\n"));
    add("trailer: space before the colon", 400, chunked("0\r\nX : a\r\n\r\n"));
    add("trailer: length", 400, chunked("0\r\nContent-Length: 3\r\n\r\n"));
    add("trailer: coding", 400, chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n"));
}

/// The status that `parser` refuses the bytes with; 0 if it does not.
int refusal(RequestParser &parser)
{
    return parser.next() == Status::Failed ? parser.error().status : 0;
}

} // namespace

void SmugglingTest::refused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("bytes");
    addRequestLines();
    addHeaderLines();
    addLengths();
    addChunks();
}

void SmugglingTest::refused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, bytes);
    // A request behind it must not be reached; it also completes what waits for one more line.
    bytes += kBad;
    const Limits limits;

    RequestParser whole(limits);
    QCOMPARE(whole.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())}),
             Status::Failed);
    QCOMPARE(refusal(whole), status);
    QVERIFY(!whole.error().reason.empty());

    RequestParser byByte(limits);
    for (const char &c : bytes)
        QVERIFY(byByte.feed({&c, 1}) != Status::Complete);
    QCOMPARE(refusal(byByte), status);
    QCOMPARE(QByteArray::fromStdString(byByte.error().reason),
             QByteArray::fromStdString(whole.error().reason));
}

void SmugglingTest::expectationOfAnOldClientIsIgnored()
{
    const Limits limits;
    RequestParser parser(limits);
    QCOMPARE(parser.feed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"),
             Status::NeedMore);
    QVERIFY(!parser.wantsContinue());
    QCOMPARE(parser.feed("a"), Status::Complete);
}

void SmugglingTest::trailersDoNotBecomeHeaders()
{
    const Limits limits;
    RequestParser parser(limits);
    QCOMPARE(parser.feed(chunked("0\r\nAuthorization: Basic eA==\r\nHost: other\r\n\r\n")),
             Status::Complete);
    const Request request = parser.take();
    QVERIFY(request.header("Authorization") == nullptr);
    QCOMPARE(request.joinedHeader("Host"), std::string("h"));
}

QTEST_APPLESS_MAIN(SmugglingTest)
#include "SmugglingTest.moc"
