// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/PendingBar.h"
#include "gui/shell/Startup.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <set>

using namespace Qt::StringLiterals;
using namespace wharfgate;

namespace {

struct Message
{
    QString context;
    QString source;
    bool isPlural = false;
    bool isFinished = true;
    QStringList forms;

    QString name() const { return context + u": "_s + source; }
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    message.isPlural = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.isFinished = xml.attributes().value("type"_L1).isEmpty();
            if (!message.isPlural) {
                message.forms.append(xml.readElementText());
                continue;
            }
            while (xml.readNextStartElement())
                message.forms.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> read(const QString &name)
{
    QFile file(QStringLiteral(TRANSLATIONS_DIR "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    if (!xml.readNextStartElement()) // <TS>
        return {};
    while (xml.readNextStartElement()) { // <context>
        while (xml.readNextStartElement()) {
            if (xml.name() == "name"_L1)
                context = xml.readElementText();
            else if (xml.name() == "message"_L1)
                messages.append(readMessage(xml, context));
            else
                xml.skipCurrentElement();
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// %1, %n, %L2 and the like, each once: a sentence may name a value twice in one language only.
std::set<QString> placeholders(const QString &text)
{
    static const QRegularExpression kPlaceholder(u"%L?(?:[0-9]{1,2}|n)"_s);
    std::set<QString> found;
    for (auto matches = kPlaceholder.globalMatch(text); matches.hasNext();)
        found.insert(matches.next().captured());
    return found;
}

} // namespace

class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void messages_data();
    void messages();
    void compiledOnesLoad_data();
    void compiledOnesLoad();
    void countsChanges_data();
    void countsChanges();
};

void TranslationsTest::cleanup()
{
    const auto installed = qApp->findChildren<QTranslator *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(installed);
}

void TranslationsTest::messages_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("forms");
    QTest::newRow("English") << u"wharfgate_en.ts"_s << 2;
    QTest::newRow("Chinese") << u"wharfgate_zh_CN.ts"_s << 1;
}

void TranslationsTest::messages()
{
    QFETCH(QString, file);
    QFETCH(int, forms);
    const QList<Message> messages = read(file);
    QVERIFY(!messages.isEmpty());
    QStringList wrong;
    for (const Message &message : messages) {
        // A free function's texts: the program looks for them under another name.
        if (message.context == "wharfgate::gui"_L1)
            wrong.append(u"without a class: "_s + message.name());
        if (!message.isFinished)
            wrong.append(u"unfinished: "_s + message.name());
        if (message.forms.size() != (message.isPlural ? forms : 1))
            wrong.append(u"number of forms: "_s + message.name());
        for (const QString &form : message.forms) {
            if (form.isEmpty())
                wrong.append(u"empty: "_s + message.name());
            else if (placeholders(form) != placeholders(message.source))
                wrong.append(u"placeholders: "_s + message.name());
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TranslationsTest::compiledOnesLoad_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QLocale(u"en_US"_s) << u"en"_s;
    QTest::newRow("British") << QLocale(u"en_GB"_s) << u"en"_s;
    QTest::newRow("no locale") << QLocale::c() << u"en"_s;
    QTest::newRow("not translated") << QLocale(u"de_DE"_s) << u"en"_s;
    QTest::newRow("Chinese") << QLocale(u"zh_CN"_s) << u"zh_CN"_s;
}

void TranslationsTest::compiledOnesLoad()
{
    QFETCH(QLocale, locale);
    gui::startup::prepare(*qApp, locale);
    QStringList own;
    for (const auto *translator : qApp->findChildren<QTranslator *>()) {
        if (translator->filePath().startsWith(u":/wharfgate/translations"_s))
            own.append(translator->language());
    }
    QFETCH(QString, language);
    QCOMPARE(own, QStringList(language));
}

void TranslationsTest::countsChanges_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<int>("changes");
    QTest::addColumn<QString>("text");
    const QLocale english(u"en_US"_s);
    QTest::newRow("one") << english << 1 << u"1 change not applied"_s;
    QTest::newRow("several") << english << 3 << u"3 changes not applied"_s;
    QTest::newRow("Chinese") << QLocale(u"zh_CN"_s) << 1 << u"有 1 项更改未应用"_s;
}

void TranslationsTest::countsChanges()
{
    QFETCH(int, changes);
    QFETCH(QLocale, locale);
    gui::startup::prepare(*qApp, locale);
    gui::Workspace workspace;
    const auto text = [](int expiration) {
        return ("server:\n  addr: \":5001\"\ntoken:\n  issuer: \"Wharfgate\"\n  expiration: " +
                QByteArray::number(expiration) +
                "\n  certificate: \"/x.crt\"\n  key: \"/x.key\"\nusers:\n  \"alice\": {}\n" +
                "acl:\n  - match: {account: \"alice\"}\n    actions: [\"pull\"]\n")
            .toStdString();
    };
    workspace.open(text(900), u"/x.yml"_s, u"1"_s);
    QAction review;
    QAction discard;
    QAction apply;
    const gui::PendingBar bar(workspace, &review, &discard, &apply);
    for (int number = 0; number < changes; ++number)
        QVERIFY(workspace.perform(u"Edit"_s, {config::ReplaceText{text(901 + number)}}));
    QTEST(bar.findChild<QLabel *>(u"pendingText"_s)->text(), "text");
}

QTEST_MAIN(TranslationsTest)
#include "TranslationsTest.moc"
