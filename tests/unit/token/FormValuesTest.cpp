// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/token/FormValues.h"

#include <QByteArrayList>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using token::FormValues;

namespace {

constexpr const char *kForm = "application/x-www-form-urlencoded";

QByteArrayList toList(const std::vector<std::string_view> &values)
{
    QByteArrayList out;
    for (const std::string_view value : values)
        out.append(QByteArray(value.data(), static_cast<qsizetype>(value.size())));
    return out;
}

http::Request post(const char *contentType, std::string body, std::string query = {})
{
    http::Request request;
    request.method = "POST";
    request.path = "/auth";
    request.query = std::move(query);
    request.body = std::move(body);
    if (contentType)
        request.headers.emplace_back("Content-Type", contentType);
    return request;
}

} // namespace

/// Parameters are read as Go's net/url and net/http read them.
class FormValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesOneValue_data();
    void decodesOneValue();
    void readsQuery_data();
    void readsQuery();
    void bodyBelongsToPostForms_data();
    void bodyBelongsToPostForms();
    void bodyComesBeforeQuery();
    void multipartComesAfterQuery();
    void absentNamesAreEmpty();
    void keepsManyPairs();
};

void FormValuesTest::decodesOneValue_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("empty") << ""_ba << true << ""_ba;
    QTest::newRow("plain") << "a/b:c"_ba << true << "a/b:c"_ba;
    QTest::newRow("plus") << "a+b"_ba << true << "a b"_ba;
    QTest::newRow("escaped plus") << "a%2Bb"_ba << true << "a+b"_ba;
    QTest::newRow("escape") << "%41"_ba << true << "A"_ba;
    QTest::newRow("escape, small digits") << "%2f%c3%a9"_ba << true << "/\xc3\xa9"_ba;
    QTest::newRow("escape at the end") << "x%20"_ba << true << "x "_ba;
    QTest::newRow("percent of percent") << "%2541"_ba << true << "%41"_ba;
    QTest::newRow("NUL") << "a%00b"_ba << true << QByteArray("a\0b", 3);
    QTest::newRow("byte that is no UTF-8") << "%ff"_ba << true << "\xff"_ba;
    QTest::newRow("raw non-ASCII") << "\xc3\xa9"_ba << true << "\xc3\xa9"_ba;
    QTest::newRow("lone percent") << "%"_ba << false << ""_ba;
    QTest::newRow("one digit") << "a%4"_ba << false << ""_ba;
    QTest::newRow("no digit") << "%zz"_ba << false << ""_ba;
    QTest::newRow("second is no digit") << "%4g"_ba << false << ""_ba;
    QTest::newRow("first is no digit") << "%g4"_ba << false << ""_ba;
    QTest::newRow("signed digit") << "%+4"_ba << false << ""_ba;
    QTest::newRow("space in the escape") << "% 4"_ba << false << ""_ba;
    QTest::newRow("bad escape behind a good one") << "%41%"_ba << false << ""_ba;
}

void FormValuesTest::decodesOneValue()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    QFETCH(QByteArray, expected);

    const auto decoded = token::urlDecode(text.toStdString());
    QCOMPARE(decoded.has_value(), valid);
    if (valid)
        QCOMPARE(QByteArray::fromStdString(*decoded), expected);
}

void FormValuesTest::readsQuery_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArrayList>("values"); // of the name "n"

    QTest::newRow("empty") << ""_ba << QByteArrayList{};
    QTest::newRow("one") << "n=v"_ba << QByteArrayList{"v"};
    QTest::newRow("repeated, in order") << "n=2&n=1&n=3"_ba << QByteArrayList{"2", "1", "3"};
    QTest::newRow("among others") << "a=b&n=v&c=d"_ba << QByteArrayList{"v"};
    QTest::newRow("no equals sign") << "n"_ba << QByteArrayList{""};
    QTest::newRow("empty value") << "n="_ba << QByteArrayList{""};
    QTest::newRow("equals in the value") << "n=a=b="_ba << QByteArrayList{"a=b="};
    QTest::newRow("escaped name") << "%6e=v"_ba << QByteArrayList{"v"};
    QTest::newRow("escaped separators") << "n=a%26b%3Dc%3Bd"_ba << QByteArrayList{"a&b=c;d"};
    QTest::newRow("empty pairs") << "&&n=v&&"_ba << QByteArrayList{"v"};
    QTest::newRow("question mark") << "?n=x&n=a?b"_ba << QByteArrayList{"a?b"};
    QTest::newRow("case matters") << "N=v"_ba << QByteArrayList{};
    QTest::newRow("longer name") << "nn=v&n2=w"_ba << QByteArrayList{};
    QTest::newRow("space belongs to the name") << "n+=v&+n=w"_ba << QByteArrayList{};
    QTest::newRow("brackets are no arrays") << "n[]=v"_ba << QByteArrayList{};
    QTest::newRow("bad escape drops the pair") << "n=%zz&n=ok"_ba << QByteArrayList{"ok"};
    QTest::newRow("bad escape in the name") << "n%=v&n=ok"_ba << QByteArrayList{"ok"};
    QTest::newRow("bad escape at the end") << "n=ok&n=%4"_ba << QByteArrayList{"ok"};
    QTest::newRow("semicolon drops the pair") << "n=a;b&n=ok"_ba << QByteArrayList{"ok"};
    QTest::newRow("semicolon is no separator") << "a=1;n=2"_ba << QByteArrayList{};
    QTest::newRow("semicolon in the name") << ";n=v"_ba << QByteArrayList{};
}

void FormValuesTest::readsQuery()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArrayList, values);

    http::Request request;
    request.method = "GET";
    request.query = query.toStdString();
    const FormValues form = FormValues::fromRequest(request);
    QCOMPARE(toList(form.all("n")), values);
    const std::string_view first = form.first("n");
    QCOMPARE(QByteArray(first.data(), static_cast<qsizetype>(first.size())),
             values.isEmpty() ? QByteArray() : values.first());
}

void FormValuesTest::bodyBelongsToPostForms_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<bool>("isRead");

    QTest::newRow("form") << "POST"_ba << QByteArray(kForm) << true;
    QTest::newRow("letter case") << "POST"_ba
                                 << "Application/X-WWW-Form-URLEncoded"_ba << true;
    QTest::newRow("charset") << "POST"_ba << QByteArray(kForm) + "; charset=UTF-8" << true;
    QTest::newRow("bad parameter") << "POST"_ba << QByteArray(kForm) + "; charset" << true;
    QTest::newRow("empty parameter") << "POST"_ba << QByteArray(kForm) + ";" << true;
    QTest::newRow("space before the parameter")
        << "POST"_ba << QByteArray(kForm) + " ; charset=x" << true;
    QTest::newRow("GET") << "GET"_ba << QByteArray(kForm) << false;
    QTest::newRow("HEAD") << "HEAD"_ba << QByteArray(kForm) << false;
    QTest::newRow("small letters are another method") << "post"_ba << QByteArray(kForm) << false;
    QTest::newRow("no content type") << "POST"_ba << QByteArray() << false;
    QTest::newRow("empty content type") << "POST"_ba
                                        << ""_ba << false;
    QTest::newRow("JSON") << "POST"_ba
                          << "application/json"_ba << false;
    QTest::newRow("plain text") << "POST"_ba
                                << "text/plain"_ba << false;
    QTest::newRow("only begins so") << "POST"_ba << QByteArray(kForm) + "2" << false;
    QTest::newRow("comma is no separator") << "POST"_ba << QByteArray(kForm) + ", x" << false;
    QTest::newRow("in a parameter") << "POST"_ba
                                    << "text/plain; x=" + QByteArray(kForm) << false;
    QTest::newRow("multipart without a boundary") << "POST"_ba
                                                  << "multipart/form-data"_ba << false;
}

void FormValuesTest::bodyBelongsToPostForms()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, contentType);
    QFETCH(bool, isRead);

    http::Request request = post(contentType.isNull() ? nullptr : contentType.constData(), "n=v");
    request.method = method.toStdString();
    QCOMPARE(toList(FormValues::fromRequest(request).all("n")),
             isRead ? QByteArrayList{"v"} : QByteArrayList{});
}

void FormValuesTest::bodyComesBeforeQuery()
{
    const FormValues form =
        FormValues::fromRequest(post(kForm, "service=b&n=1&n=2", "n=3&service=q&account=x"));
    QCOMPARE(toList(form.all("n")), (QByteArrayList{"1", "2", "3"}));
    QVERIFY(form.first("service") == "b");
    QVERIFY(form.first("account") == "x");
}

void FormValuesTest::multipartComesAfterQuery()
{
    const std::string body = "--XX\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n"
                             "body\r\n--XX--\r\n";
    const FormValues form =
        FormValues::fromRequest(post("multipart/form-data; boundary=XX", body, "n=query"));
    QCOMPARE(toList(form.all("n")), (QByteArrayList{"query", "body"}));

    http::Request get = post("multipart/form-data; boundary=XX", body);
    get.method = "GET";
    QVERIFY(FormValues::fromRequest(get).all("n").empty());
}

void FormValuesTest::absentNamesAreEmpty()
{
    const FormValues form = FormValues::fromRequest(post(kForm, "=v&a"));
    QVERIFY(form.first("b").empty());
    QVERIFY(form.all("b").empty());
    QVERIFY(form.first("") == "v");
    QVERIFY(form.first("a").empty());
    QCOMPARE(form.all("a").size(), 1u);
}

void FormValuesTest::keepsManyPairs()
{
    std::string body;
    for (int i = 0; i < 20'000; ++i)
        body += "n=" + std::to_string(i) + '&';
    const FormValues form = FormValues::fromRequest(post(kForm, body));
    QCOMPARE(form.all("n").size(), 20'000u);
    QVERIFY(form.all("n").back() == "19999");
}

QTEST_GUILESS_MAIN(FormValuesTest)
#include "FormValuesTest.moc"
