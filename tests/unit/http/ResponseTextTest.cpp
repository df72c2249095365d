// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/ResponseText.h"

#include <QTest>

using namespace wharfgate::http;

class ResponseTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void texts_data();
    void texts();
    void headersCannotBeInjected();
    void dates();
    void everyStatusInUseHasAPhrase();
};

void ResponseTextTest::texts_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("withoutBody");
    QTest::addColumn<int>("minor");
    QTest::addColumn<bool>("close");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("1.1") << 200 << false << 1 << false
                         << QByteArray("HTTP/1.1 200 OK\r\nA: b\r\nDate: now\r\n"
                                       "Content-Length: 4\r\n\r\nbody");
    QTest::newRow("close") << 404 << false << 1 << true
                           << QByteArray("HTTP/1.1 404 Not Found\r\nA: b\r\nDate: now\r\n"
                                         "Content-Length: 4\r\nConnection: close\r\n\r\nbody");
    QTest::newRow("1.0 kept alive")
        << 200 << false << 0 << false
        << QByteArray("HTTP/1.0 200 OK\r\nA: b\r\nDate: now\r\nContent-Length: 4\r\n"
                      "Connection: keep-alive\r\n\r\nbody");
    QTest::newRow("HEAD") << 200 << true << 1 << false
                          << QByteArray("HTTP/1.1 200 OK\r\nA: b\r\nDate: now\r\n"
                                        "Content-Length: 4\r\n\r\n");
    QTest::newRow("204") << 204 << false << 1 << false
                         << QByteArray("HTTP/1.1 204 No Content\r\nA: b\r\nDate: now\r\n\r\n");
    QTest::newRow("304") << 304 << false << 1 << false
                         << QByteArray("HTTP/1.1 304 Not Modified\r\nA: b\r\nDate: now\r\n\r\n");
    QTest::newRow("unknown") << 299 << false << 1 << false
                             << QByteArray("HTTP/1.1 299 \r\nA: b\r\nDate: now\r\n"
                                           "Content-Length: 4\r\n\r\nbody");
}

void ResponseTextTest::texts()
{
    QFETCH(int, status);
    QFETCH(bool, withoutBody);
    QFETCH(int, minor);
    QFETCH(bool, close);
    QFETCH(QByteArray, expected);
    const Response response{status, {{"A", "b"}}, "body", false};
    const ResponseForm form{withoutBody, minor, close};
    QCOMPARE(QByteArray::fromStdString(responseText(response, form, "now")), expected);
}

void ResponseTextTest::headersCannotBeInjected()
{
    const Response response{200, {{"A\r\nB", "c\r\nSet-Cookie: d\n\x01"}}, "", false};
    const std::string text = responseText(response, {}, "now");
    QCOMPARE(text, std::string("HTTP/1.1 200 OK\r\nA  B: c  Set-Cookie: d  \r\nDate: now\r\n"
                               "Content-Length: 0\r\n\r\n"));
}

void ResponseTextTest::dates()
{
    // The example of RFC 9110 5.6.7.
    QCOMPARE(httpDate(784111777), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(httpDate(0), std::string("Thu, 01 Jan 1970 00:00:00 GMT"));
    DateCache cache;
    const std::time_t before = std::time(nullptr);
    const std::string text = cache.now();
    const std::time_t after = std::time(nullptr);
    QVERIFY(text == httpDate(before) || text == httpDate(after));
}

void ResponseTextTest::everyStatusInUseHasAPhrase()
{
    for (const int status : {200, 400, 401, 404, 405, 408, 413, 414, 417, 431, 500, 501, 503, 505})
        QVERIFY2(!reasonPhrase(status).empty(), qPrintable(QString::number(status)));
    QVERIFY(reasonPhrase(999).empty());
}

QTEST_APPLESS_MAIN(ResponseTextTest)
#include "ResponseTextTest.moc"
