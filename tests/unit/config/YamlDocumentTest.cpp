// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/config/YamlDocument.h"
#include "shared/config/TextPositions.h"

#include <QTest>

using namespace wharfgate::config;
using Kind = YamlDocument::Kind;
using NodeId = YamlDocument::NodeId;

namespace {

/// A document as one line: scalars in quotes, null as ~, lists and mappings in brackets.
std::string flat(const YamlDocument &document, NodeId node)
{
    switch (document.kind(node)) {
    case Kind::Null:
        return "~";
    case Kind::Scalar:
        return '\'' + std::string(document.text(node)) + '\'';
    case Kind::Sequence:
    case Kind::Mapping:
        break;
    }
    const bool isMapping = document.kind(node) == Kind::Mapping;
    std::string out(1, isMapping ? '{' : '[');
    for (NodeId child = document.firstChild(node); child != YamlDocument::kNone;
         child = document.nextSibling(child))
        out += flat(document, child) + ' ';
    out += isMapping ? '}' : ']';
    return out;
}

} // namespace

class YamlDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsValues_data();
    void readsValues();
    void tellsTags();
    void keepsOffsets();
    void countsLinesAndColumns_data();
    void countsLinesAndColumns();
    void countsFarPlaces();
    void noticesSecondDocument();
    void emptyTextHasNoRoot_data();
    void emptyTextHasNoRoot();
};

void YamlDocumentTest::readsValues_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("block") << QByteArray("a: b\nc:\n  - d\n  - e\n")
                           << QByteArray("{'a' 'b' 'c' ['d' 'e' ] }");
    QTest::newRow("flow") << QByteArray("{a: [b, {c: d}], e: }")
                          << QByteArray("{'a' ['b' {'c' 'd' } ] 'e' ~ }");
    QTest::newRow("json") << QByteArray("{\"a\":[\"b\",1,true,null]}")
                          << QByteArray("{'a' ['b' '1' 'true' ~ ] }");
    QTest::newRow("nulls") << QByteArray("[~, null, Null, NULL, nuLL, '', \"null\"]")
                           << QByteArray("[~ ~ ~ ~ 'nuLL' '' 'null' ]");
    QTest::newRow("crlf") << QByteArray("a: |\r\n  x\r\n  y\r\nb: c\r\n")
                          << QByteArray("{'a' 'x\ny\n' 'b' 'c' }");
    QTest::newRow("cr alone") << QByteArray("a: b\rc: d\r") << QByteArray("{'a' 'b' 'c' 'd' }");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a: b")
                                     << QByteArray("{'a' 'b' }");
    QTest::newRow("tabs between") << QByteArray("a:\tb\t# c") << QByteArray("{'a' 'b' }");
    QTest::newRow("alias") << QByteArray("- &x {a: b}\n- *x\n")
                           << QByteArray("[{'a' 'b' } {'a' 'b' } ]");
    QTest::newRow("alias of a scalar") << QByteArray("[&x a, *x ]") << QByteArray("['a' 'a' ]");
    QTest::newRow("anchor redefined")
        << QByteArray("[&x a, *x , &x b, *x ]") << QByteArray("['a' 'a' 'b' 'b' ]");
    QTest::newRow("utf-8") << QByteArray("\xC3\xA4: \xE6\x97\xA5")
                           << QByteArray("{'\xC3\xA4' '\xE6\x97\xA5' }");
    QTest::newRow("document marks")
        << QByteArray("%YAML 1.1\n---\na: b\n...\n") << QByteArray("{'a' 'b' }");
}

void YamlDocumentTest::readsValues()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QByteArray, expected);
    const auto document = YamlDocument::parse(yaml.toStdString());
    QVERIFY2(document.has_value(), document ? "" : document.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(flat(*document, document->root())), expected);
}

void YamlDocumentTest::tellsTags()
{
    using Tag = YamlDocument::Tag;
    const auto document = YamlDocument::parse(
        "[a, 'a', \"a\", !!str 1, !!binary YQ==, !!int '1', !own a, !!null '', ! a]");
    QVERIFY(document.has_value());
    const std::vector<Tag> expected{Tag::Plain,   Tag::Quoted, Tag::Quoted, Tag::Text,  Tag::Binary,
                                    Tag::Integer, Tag::Other,  Tag::Null,   Tag::Quoted};
    std::vector<Tag> found;
    for (NodeId node = document->firstChild(document->root()); node != YamlDocument::kNone;
         node = document->nextSibling(node))
        found.push_back(document->tag(node));
    QVERIFY(found == expected);
}

void YamlDocumentTest::keepsOffsets()
{
    const std::string text = "\xEF\xBB\xBF# \xC3\xA4\r\nkey: &x [one,\r\n  'two']\r\nother: *x\r\n";
    const auto document = YamlDocument::parse(text);
    QVERIFY(document.has_value());
    const NodeId key = document->firstChild(document->root());
    const NodeId list = document->nextSibling(key);
    const NodeId one = document->firstChild(list);
    const NodeId two = document->nextSibling(one);
    const NodeId alias = document->nextSibling(document->nextSibling(list));
    QCOMPARE(document->offset(key), text.find("key"));
    QCOMPARE(document->offset(one), text.find("one"));
    QCOMPARE(document->offset(two), text.find("'two'"));
    QCOMPARE(document->offset(alias), text.find("*x"));
    QVERIFY(document->isAlias(alias));
    QVERIFY(!document->isAlias(list));
    QVERIFY(document->kind(alias) == Kind::Sequence);
}

void YamlDocumentTest::countsLinesAndColumns_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("empty") << QByteArray("") << 0 << 1 << 1;
    QTest::newRow("beyond the end") << QByteArray("ab") << 99 << 1 << 3;
    QTest::newRow("first") << QByteArray("ab\ncd") << 0 << 1 << 1;
    QTest::newRow("line end") << QByteArray("ab\ncd") << 2 << 1 << 3;
    QTest::newRow("second line") << QByteArray("ab\ncd") << 4 << 2 << 2;
    QTest::newRow("crlf") << QByteArray("ab\r\ncd") << 5 << 2 << 2;
    QTest::newRow("cr") << QByteArray("ab\rcd") << 4 << 2 << 2;
    QTest::newRow("cr at the end") << QByteArray("ab\r") << 3 << 2 << 1;
    QTest::newRow("code points") << QByteArray("\xC3\xA4\xE6\x97\xA5x") << 5 << 1 << 3;
}

void YamlDocumentTest::countsLinesAndColumns()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, offset);
    QFETCH(const int, line);
    QFETCH(const int, column);
    const std::string bytes = text.toStdString();
    const TextPositions::Place place = TextPositions(bytes).place(static_cast<std::size_t>(offset));
    QCOMPARE(place.line, line);
    QCOMPARE(place.column, column);
}

void YamlDocumentTest::countsFarPlaces()
{
    // Every offset against counting from the start, across the table's blocks.
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += i % 7 == 0 ? std::string(static_cast<std::size_t>(i) * 3, 'x') : "\xC3\xA4 b\r\n";
    const TextPositions positions(text);
    int line = 1;
    int column = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const TextPositions::Place place = positions.place(i);
        QCOMPARE(place.line, line);
        const bool isContinuation = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
        if (!isContinuation)
            QCOMPARE(place.column, column);
        column += isContinuation ? 0 : 1;
        if (text[i] == '\n') {
            ++line;
            column = 1;
        }
    }
}

void YamlDocumentTest::noticesSecondDocument()
{
    const std::string text = "a: b\n--- \nc: [\n";
    const auto document = YamlDocument::parse(text);
    QVERIFY(document.has_value());
    QCOMPARE(document->secondDocument(), text.find("---"));
    QCOMPARE(YamlDocument::parse("a: b\n...\n")->secondDocument(), std::string::npos);
}

void YamlDocumentTest::emptyTextHasNoRoot_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("comment") << QByteArray("# nothing\n\n");
    QTest::newRow("spaces") << QByteArray("   \n  \n");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF");
}

void YamlDocumentTest::emptyTextHasNoRoot()
{
    QFETCH(const QByteArray, yaml);
    const auto document = YamlDocument::parse(yaml.toStdString());
    QVERIFY(document.has_value());
    QCOMPARE(document->root(), YamlDocument::kNone);
}

QTEST_GUILESS_MAIN(YamlDocumentTest)
#include "YamlDocumentTest.moc"
