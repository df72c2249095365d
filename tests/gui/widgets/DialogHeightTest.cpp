// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/DialogHeight.h"

#include <QDialog>
#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// Texts that wrap are shown whole, from the beginning and after they have changed.
class DialogHeightTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrappedTextFits();
    void neverShrinksWhatTheUserMadeLarger();
};

void DialogHeightTest::wrappedTextFits()
{
    QDialog dialog;
    keepTallEnough(&dialog);
    auto *layout = new QVBoxLayout(&dialog);
    auto *inner = new QWidget(&dialog);
    auto *innerLayout = new QVBoxLayout(inner);
    auto *label = new QLabel(u"word "_s.repeated(60), inner);
    label->setWordWrap(true);
    innerLayout->addWidget(label);
    layout->addWidget(inner);
    dialog.resize(200, 10);
    dialog.show();
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
    label->setText(u"word "_s.repeated(120));
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
    QVERIFY(label->height() > 5 * label->fontMetrics().height());
}

void DialogHeightTest::neverShrinksWhatTheUserMadeLarger()
{
    QDialog dialog;
    keepTallEnough(&dialog);
    auto *layout = new QVBoxLayout(&dialog);
    auto *label = new QLabel(u"word"_s, &dialog);
    label->setWordWrap(true);
    layout->addWidget(label);
    dialog.resize(300, 400);
    dialog.show();
    label->setText(u"two words"_s);
    QTRY_COMPARE(dialog.size(), QSize(300, 400));
}

QTEST_MAIN(DialogHeightTest)
#include "DialogHeightTest.moc"
