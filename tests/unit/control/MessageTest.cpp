// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/control/Message.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate::control;

class MessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodes_data();
    void encodes();
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void keepsUnknownErrorCodesAndMembers();
    void refuses_data();
    void refuses();
    void refusesWithTheIdIfItCanBeRead();
    void boundsDepthAndSize();
};

namespace {

Message request(QJsonValue id, QString method, QJsonObject params = {})
{
    return Request{std::move(id), std::move(method), std::move(params)};
}

Message failedWith(QJsonValue id, ErrorCode code, QJsonObject data = {})
{
    return Response{std::move(id), tl::unexpected(CallError{code, u"No."_s, std::move(data)})};
}

void addMessages()
{
    QTest::addColumn<Message>("message");
    QTest::addColumn<QByteArray>("line");

    QTest::newRow("request") << request(1, u"ping"_s)
                             << R"({"jsonrpc":"2.0","id":1,"method":"ping"})"_ba;
    QTest::newRow("request with a text as id")
        << request(u"a\"b"_s, u"log.level"_s, {{u"level"_s, u"debug"_s}})
        << R"({"jsonrpc":"2.0","id":"a\"b","method":"log.level","params":{"level":"debug"}})"_ba;
    QTest::newRow("largest id") << request(qint64{9'007'199'254'740'991}, u"ping"_s)
                                << R"({"jsonrpc":"2.0","id":9007199254740991,"method":"ping"})"_ba;
    QTest::newRow("result") << Message(Response{7, QJsonObject{{u"time"_s, u"now"_s}}})
                            << R"({"jsonrpc":"2.0","id":7,"result":{"time":"now"}})"_ba;
    QTest::newRow("empty result") << Message(Response{7, QJsonObject()})
                                  << R"({"jsonrpc":"2.0","id":7,"result":{}})"_ba;
    QTest::newRow("error") << failedWith(7, ErrorCode::Busy, {{u"retryAfterMs"_s, 100}})
                           << R"({"jsonrpc":"2.0","id":7,"error":{"code":5,"message":"No.",)"
                              R"("data":{"retryAfterMs":100}}})"_ba;
    QTest::newRow("error without an id")
        << failedWith(QJsonValue::Null, ErrorCode::ParseError)
        << R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"No."}})"_ba;
    QTest::newRow("notification")
        << Message(Notification{u"bye"_s, {{u"reason"_s, u"stopping"_s}}})
        << R"({"jsonrpc":"2.0","method":"bye","params":{"reason":"stopping"}})"_ba;
    QTest::newRow("line breaks and other characters")
        << request(1, u"explain"_s, {{u"text"_s, u"a\n\"b\"\\\u0001\u00e4\U0001F433"_s}})
        << R"({"jsonrpc":"2.0","id":1,"method":"explain","params":{"text":"a\n\"b\"\\\u0001)"
           "\u00e4\U0001F433\"}}"_ba;
}

} // namespace

void MessageTest::encodes_data()
{
    addMessages();
}

void MessageTest::encodes()
{
    QFETCH(Message, message);
    QFETCH(QByteArray, line);
    QCOMPARE(encode(message), line + '\n');
}

void MessageTest::readsWhatItWrote_data()
{
    addMessages();
    QTest::newRow("half of a surrogate pair")
        << request(1, u"explain"_s, {{u"text"_s, QString(QChar(0xD800))}}) << ""_ba;
}

void MessageTest::readsWhatItWrote()
{
    QFETCH(Message, message);
    QByteArray line = encode(message);
    QCOMPARE(line.count('\n'), 1);
    line.chop(1);
    const auto read = decode(line);
    QVERIFY2(read.has_value(), line.constData());
    QCOMPARE(read->index(), message.index());
    QByteArray again = encode(*read);
    again.chop(1);
    QCOMPARE(again, line);
}

void MessageTest::keepsUnknownErrorCodesAndMembers()
{
    const auto read = decode(R"({"id":1,"later":[],"jsonrpc":"2.0",)"
                             R"("error":{"code":77,"message":"x","later":1}})"_ba);
    QVERIFY(read.has_value());
    const auto &response = std::get<Response>(*read);
    QCOMPARE(static_cast<int>(response.reply.error().code), 77);
    QCOMPARE(response.reply.error().message, u"x"_s);
}

void MessageTest::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");

    constexpr int kParse = static_cast<int>(ErrorCode::ParseError);
    constexpr int kInvalid = static_cast<int>(ErrorCode::InvalidRequest);
    QTest::newRow("nothing") << ""_ba << kParse;
    QTest::newRow("no JSON") << "GET / HTTP/1.1"_ba << kParse;
    QTest::newRow("binary") << QByteArray("\x00\x01\xff\xfe", 4) << kParse;
    QTest::newRow("not UTF-8") << "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\"}"_ba << kParse;
    QTest::newRow("cut") << R"({"jsonrpc":"2.0","id":1,)"_ba << kParse;
    QTest::newRow("two objects") << R"({"jsonrpc":"2.0","id":1,"method":"ping"} {})"_ba << kParse;
    QTest::newRow("a number") << "7"_ba << kParse;
    QTest::newRow("batch") << R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])"_ba << kInvalid;
    QTest::newRow("no version") << R"({"id":1,"method":"ping"})"_ba << kInvalid;
    QTest::newRow("version 1.0") << R"({"jsonrpc":"1.0","id":1,"method":"ping"})"_ba << kInvalid;
    QTest::newRow("version as number")
        << R"({"jsonrpc":2.0,"id":1,"method":"ping"})"_ba << kInvalid;
    QTest::newRow("no method") << R"({"jsonrpc":"2.0","id":1})"_ba << kInvalid;
    QTest::newRow("method is a number") << R"({"jsonrpc":"2.0","id":1,"method":1})"_ba << kInvalid;
    QTest::newRow("method is empty") << R"({"jsonrpc":"2.0","id":1,"method":""})"_ba << kInvalid;
    QTest::newRow("params are a list")
        << R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[1]})"_ba << kInvalid;
    QTest::newRow("params are null")
        << R"({"jsonrpc":"2.0","id":1,"method":"ping","params":null})"_ba << kInvalid;
    QTest::newRow("id is null") << R"({"jsonrpc":"2.0","id":null,"method":"ping"})"_ba << kInvalid;
    QTest::newRow("id is true") << R"({"jsonrpc":"2.0","id":true,"method":"ping"})"_ba << kInvalid;
    QTest::newRow("id is a list") << R"({"jsonrpc":"2.0","id":[1],"method":"ping"})"_ba << kInvalid;
    QTest::newRow("id has a fraction")
        << R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})"_ba << kInvalid;
    QTest::newRow("id is not exact")
        << R"({"jsonrpc":"2.0","id":1e300,"method":"ping"})"_ba << kInvalid;
    QTest::newRow("id is long") << R"({"jsonrpc":"2.0","method":"ping","id":")" +
                                       QByteArray(65, 'x') + "\"}"
                                << kInvalid;
    QTest::newRow("call with a result")
        << R"({"jsonrpc":"2.0","id":1,"method":"ping","result":{}})"_ba << kInvalid;
    QTest::newRow("response without an id") << R"({"jsonrpc":"2.0","result":{}})"_ba << kInvalid;
    QTest::newRow("result and error")
        << R"({"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}})"_ba << kInvalid;
    QTest::newRow("result is a text") << R"({"jsonrpc":"2.0","id":1,"result":"x"})"_ba << kInvalid;
    QTest::newRow("error is a text") << R"({"jsonrpc":"2.0","id":1,"error":"x"})"_ba << kInvalid;
    QTest::newRow("error without a code")
        << R"({"jsonrpc":"2.0","id":1,"error":{"message":"x"}})"_ba << kInvalid;
    QTest::newRow("error without a message")
        << R"({"jsonrpc":"2.0","id":1,"error":{"code":1}})"_ba << kInvalid;
    QTest::newRow("error with a list as data")
        << R"({"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x","data":[]}})"_ba << kInvalid;
}

void MessageTest::refuses()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    const auto read = decode(line);
    QVERIFY(!read.has_value());
    QCOMPARE(static_cast<int>(read.error().error.code), code);
    QVERIFY(!read.error().error.message.isEmpty());
}

void MessageTest::refusesWithTheIdIfItCanBeRead()
{
    const auto wrong = decode(R"({"jsonrpc":"1.0","id":"mine","method":"ping"})"_ba);
    QCOMPARE(wrong.error().id, QJsonValue(u"mine"_s));
    const auto unreadable = decode(R"({"jsonrpc":"2.0","id":{},"method":"ping"})"_ba);
    QVERIFY(unreadable.error().id.isNull());
    QCOMPARE(
        encode(Response{unreadable.error().id, tl::unexpected(unreadable.error().error)}).left(26),
        R"({"jsonrpc":"2.0","id":null)"_ba);
}

void MessageTest::boundsDepthAndSize()
{
    const auto nested = [](int depth) {
        return R"({"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":)" +
               QByteArray(depth, '[') + QByteArray(depth, ']') + "}}";
    };
    QVERIFY(decode(nested(62)).has_value());
    QCOMPARE(decode(nested(63)).error().error.code, ErrorCode::ParseError);
    QCOMPARE(decode(nested(1'000'000)).error().error.code, ErrorCode::ParseError);
    QCOMPARE(decode(QByteArray(1'000'000, '[')).error().error.code, ErrorCode::ParseError);
    // Brackets within a text do not count.
    QVERIFY(decode(R"({"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"\")" +
                   QByteArray(1000, '[') + "\"}}")
                .has_value());
    QByteArray many = R"({"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":[0)";
    many += QByteArray(",0").repeated(3'000'000) + "]}}";
    QCOMPARE(decode(many).error().error.code, ErrorCode::ParseError);
}

QTEST_APPLESS_MAIN(MessageTest)
#include "MessageTest.moc"
