// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/DocumentationDialog.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QTextBrowser>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// The pages for operators, within the program.
class DocumentationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryTopic();
    void findsOnThePage();
};

void DocumentationTest::showsEveryTopic()
{
    DocumentationDialog dialog;
    auto *topics = dialog.findChild<QListWidget *>(u"documentationTopics"_s);
    auto *text = dialog.findChild<QTextBrowser *>(u"documentationText"_s);
    QCOMPARE(topics->currentRow(), 0);
    QVERIFY(text->toPlainText().contains(u"token.kid_format"_s));
    QStringList titles;
    QSet<QString> texts;
    for (int row = 0; row < topics->count(); ++row) {
        topics->setCurrentRow(row);
        titles.append(topics->item(row)->text());
        QVERIFY2(text->toPlainText().size() > 1000, qPrintable(titles.last()));
        texts.insert(text->toPlainText());
    }
    QCOMPARE(
        titles,
        (QStringList{u"The configuration file"_s, u"Installation, upgrade and backup"_s,
                     u"From docker_auth in five minutes"_s, u"Behind a proxy"_s, u"Kubernetes"_s,
                     u"Troubleshooting"_s, u"Where Wharfgate differs from docker_auth"_s}));
    QCOMPARE(texts.size(), titles.size());
}

void DocumentationTest::findsOnThePage()
{
    DocumentationDialog dialog;
    dialog.findChild<QListWidget *>(u"documentationTopics"_s)->setCurrentRow(5);
    auto *search = dialog.findChild<QLineEdit *>();
    auto *text = dialog.findChild<QTextBrowser *>(u"documentationText"_s);
    search->setText(u"proxy-speaks-plain-http"_s);
    QTRY_COMPARE(text->textCursor().selectedText(), u"proxy-speaks-plain-http"_s);
}

QTEST_MAIN(DocumentationTest)
#include "DocumentationTest.moc"
