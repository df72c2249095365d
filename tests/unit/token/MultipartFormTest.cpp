// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/MultipartForm.h"

#include <QByteArrayList>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::token;

namespace {

/// One part with its opening boundary line.
QByteArray part(const QByteArray &disposition, const QByteArray &value)
{
    return "--XX\r\nContent-Disposition: " + disposition + "\r\n\r\n" + value + "\r\n";
}

QByteArray field(const QByteArray &name, const QByteArray &value)
{
    return part("form-data; name=\"" + name + '"', value);
}

} // namespace

/// multipart/form-data as Go's mime/multipart reads it.
class MultipartFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsFields_data();
    void readsFields();
    void brokenBodiesHoldNothing_data();
    void brokenBodiesHoldNothing();
    void boundaryMustBeGiven();
    void mediaTypes_data();
    void mediaTypes();
    void parameters_data();
    void parameters();
};

void MultipartFormTest::readsFields_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("fields"); // name=value

    const QByteArray end = "--XX--\r\n";
    QTest::newRow("one") << field("a", "1") + end << QByteArrayList{"a=1"};
    QTest::newRow("several, in order") << field("b", "1") + field("a", "2") + field("b", "3") + end
                                       << QByteArrayList{"b=1", "a=2", "b=3"};
    QTest::newRow("empty value") << field("a", "") + end << QByteArrayList{"a="};
    QTest::newRow("line ends in the value")
        << field("a", "1\r\n2\r\n\r\n3") + end << QByteArrayList{"a=1\r\n2\r\n\r\n3"};
    QTest::newRow("NUL in the value")
        << field("a", QByteArray("x\0y", 3)) + end << QByteArrayList{"a=" + QByteArray("x\0y", 3)};
    QTest::newRow("nothing is decoded") << field("a", "%41+b") + end << QByteArrayList{"a=%41+b"};
    QTest::newRow("dashes in the value")
        << field("a", "--X\r\n-XX") + end << QByteArrayList{"a=--X\r\n-XX"};
    QTest::newRow("longer line like the boundary")
        << field("a", "1\r\n--XXY") + end << QByteArrayList{"a=1\r\n--XXY"};
    QTest::newRow("value without a line")
        << "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n" + end << QByteArrayList{"a="};
    QTest::newRow("boundary within a line")
        << field("a", "1--XX2") + end << QByteArrayList{"a=1--XX2"};
    QTest::newRow("no line end behind the end")
        << field("a", "1") + "--XX--" << QByteArrayList{"a=1"};
    QTest::newRow("padding behind boundaries")
        << QByteArray(field("a", "1") + end).replace("--XX\r", "--XX \t\r")
        << QByteArrayList{"a=1"};
    QTest::newRow("preamble") << "see below\r\n" + field("a", "1") + end << QByteArrayList{"a=1"};
    QTest::newRow("empty line before") << "\r\n" + field("a", "1") + end << QByteArrayList{"a=1"};
    QTest::newRow("epilogue") << field("a", "1") + end + field("b", "2") << QByteArrayList{"a=1"};
    QTest::newRow("plain line feeds")
        << QByteArray(field("a", "1") + field("b", "2") + end).replace("\r\n", "\n")
        << QByteArrayList{"a=1", "b=2"};
    QTest::newRow("other headers")
        << "--XX\r\nContent-Type: text/plain\r\ncontent-disposition:form-data;name=a\r\nX: y"
           "\r\n\r\n1\r\n" +
               end
        << QByteArrayList{"a=1"};
    QTest::newRow("quoted name") << part(R"(form-data; name="a\"b;c")", "1") + end
                                 << QByteArrayList{R"(a"b;c=1)"};
    QTest::newRow("letter case") << part("Form-Data; NAME=a", "1") + end << QByteArrayList{"a=1"};
    QTest::newRow("file") << part("form-data; name=a; filename=\"x.txt\"", "1") + field("b", "2") +
                                 end
                          << QByteArrayList{"b=2"};
    QTest::newRow("no name") << part("form-data", "1") + field("b", "2") + end
                             << QByteArrayList{"b=2"};
    QTest::newRow("other disposition")
        << part("attachment; name=a", "1") + field("b", "2") + end << QByteArrayList{"b=2"};
    QTest::newRow("no headers") << "--XX\r\n\r\n1\r\n" + field("b", "2") + end
                                << QByteArrayList{"b=2"};
    QTest::newRow("no parts") << end << QByteArrayList{};
    QTest::newRow("empty") << ""_ba << QByteArrayList{};
}

void MultipartFormTest::readsFields()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, fields);

    QByteArrayList found;
    for (const auto &[name, value] : parseMultipartForm(body.toStdString(), "XX"))
        found.append(QByteArray::fromStdString(name + '=' + value));
    QCOMPARE(found, fields);
}

void MultipartFormTest::brokenBodiesHoldNothing_data()
{
    QTest::addColumn<QByteArray>("body");

    const QByteArray good = field("username", "admin") + field("password", "badmin");
    QTest::newRow("no end") << good;
    QTest::newRow("boundary of a next part only") << good + "--XX\r\n";
    QTest::newRow("cut in the boundary") << good + "--X";
    QTest::newRow("one dash of the end is missing") << good + "--XX-\r\n";
    QTest::newRow("text behind the end") << good + "--XX--x\r\n";
    QTest::newRow("cut in the headers") << good + "--XX\r\nContent-Disposition: form-data";
    QTest::newRow("headers without an end")
        << good + "--XX\r\nContent-Disposition: form-data; name=x\r\n--XX--\r\n";
    QTest::newRow("headers run into the next part")
        << "--XX\r\nContent-Disposition: form-data; name=x\r\n" + good + "--XX--\r\n";
    QTest::newRow("line that is no header")
        << good + "--XX\r\nContent-Disposition\r\n\r\nx\r\n--XX--\r\n";
    QTest::newRow("line ends change") << good + "--XX--\n";
    QTest::newRow("other boundary") << QByteArray(good + "--XX--\r\n").replace("XX", "YY");
    QTest::newRow("boundary without dashes")
        << QByteArray(good + "--XX--\r\n").replace("--XX", "XX");
    QTest::newRow("no multipart at all") << "username=admin&password=badmin"_ba;
    QTest::newRow("only the boundary") << "--XX"_ba;
    QTest::newRow("only dashes") << "--"_ba;
    QTest::newRow("NUL bytes") << QByteArray(64, '\0');
}

void MultipartFormTest::brokenBodiesHoldNothing()
{
    QFETCH(QByteArray, body);

    QVERIFY(parseMultipartForm(body.toStdString(), "XX").empty());
}

void MultipartFormTest::boundaryMustBeGiven()
{
    const std::string body = (field("a", "1") + "--XX--\r\n").toStdString();
    QVERIFY(parseMultipartForm(body, "").empty());
    QVERIFY(
        parseMultipartForm("--\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n----\r\n", "")
            .empty());
    QCOMPARE(parseMultipartForm(body, "XX").size(), 1u);
}

void MultipartFormTest::mediaTypes_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("plain") << "text/html"_ba
                           << "text/html"_ba;
    QTest::newRow("upper case") << "TEXT/HTML"_ba
                                << "text/html"_ba;
    QTest::newRow("parameters") << "text/html; charset=x"_ba
                                << "text/html"_ba;
    QTest::newRow("spaces") << " \ttext/html \t; x"_ba
                            << "text/html"_ba;
    QTest::newRow("only parameters") << ";x=y"_ba
                                     << ""_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba;
    QTest::newRow("bytes above ASCII stay") << "\xc3\x84/x"_ba
                                            << "\xc3\x84/x"_ba;
}

void MultipartFormTest::mediaTypes()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);

    QCOMPARE(QByteArray::fromStdString(mediaType(value.toStdString())), expected);
}

void MultipartFormTest::parameters_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected"); // of the parameter "b"

    QTest::newRow("plain") << "t; b=v"_ba
                           << "v"_ba;
    QTest::newRow("no space") << "t;b=v"_ba
                              << "v"_ba;
    QTest::newRow("letter case of the name") << "t; B=Vv"_ba
                                             << "Vv"_ba;
    QTest::newRow("quoted") << "t; b=\"v\""_ba
                            << "v"_ba;
    QTest::newRow("quoted separator") << "t; a=\"x; b=no\"; b=yes"_ba
                                      << "yes"_ba;
    QTest::newRow("quoted quote") << R"(t; b="a\"b\\c")"_ba
                                  << R"(a"b\c)"_ba;
    QTest::newRow("escaped quote does not end") << R"(t; a="x\"; b=no"; b=yes)"_ba
                                                << "yes"_ba;
    QTest::newRow("the first counts") << "t; b=1; b=2"_ba
                                      << "1"_ba;
    QTest::newRow("equals in the value") << "t; b=x=y"_ba
                                         << "x=y"_ba;
    QTest::newRow("spaces around") << "t ;  b = v "_ba
                                   << "v"_ba;
    QTest::newRow("absent") << "t; a=v"_ba
                            << ""_ba;
    QTest::newRow("longer name") << "t; bb=v; ab=w"_ba
                                 << ""_ba;
    QTest::newRow("no value") << "t; b"_ba
                              << ""_ba;
    QTest::newRow("empty value") << "t; b="_ba
                                 << ""_ba;
    QTest::newRow("empty quotes") << "t; b=\"\""_ba
                                  << ""_ba;
    QTest::newRow("in the type") << "b=v"_ba
                                 << ""_ba;
    QTest::newRow("quote without end") << "t; b=\"v; c"_ba
                                       << "\"v; c"_ba;
    QTest::newRow("ends with a backslash") << "t; b=\"v\\"_ba
                                           << "\"v\\"_ba;
    QTest::newRow("only a quote") << "t; b=\""_ba
                                  << "\""_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba;
}

void MultipartFormTest::parameters()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);

    QCOMPARE(QByteArray::fromStdString(headerParameter(value.toStdString(), "b")), expected);
}

QTEST_GUILESS_MAIN(MultipartFormTest)
#include "MultipartFormTest.moc"
