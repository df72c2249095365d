// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/BadgePainter.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// Badges say their whole word in the room that they ask for.
class BadgeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeWordFits_data();
    void wholeWordFits();

private:
    static QFont font(double points)
    {
        QFont font = QGuiApplication::font();
        font.setPointSizeF(points);
        font.setHintingPreference(QFont::PreferNoHinting); // widths with fractions of a pixel
        return font;
    }
    static QImage painted(const Verdict &verdict, const QFont &font, const QSize &room,
                          const QSize &picture)
    {
        QImage image(picture, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        badge::paint(painter, QRect({}, room), verdict, font, QGuiApplication::palette());
        return image;
    }
};

void BadgeTest::wholeWordFits_data()
{
    QTest::addColumn<QString>("word");
    for (const char *word : {"Granted", "Partly Granted", "Denied", "Login Failed", "Error",
                             "Warning", "Yes", "No", "pull", "push", "delete", "i", "WWWW", "拒绝"})
        QTest::newRow(word) << QString::fromUtf8(word);
}

void BadgeTest::wholeWordFits()
{
    QFETCH(QString, word);
    const Verdict verdict{word, Verdict::Shape::Cross, theme::Role::Denied};
    for (const double points : {9.0, 9.3, 10.0, 10.7, 11.0}) {
        const QFont used = font(points);
        const QSize wanted = badge::size(verdict, used);
        const QSize more = wanted + QSize(200, 0);
        QCOMPARE(painted(verdict, used, wanted, more), painted(verdict, used, more, more));
        // The picture would tell: with less room the word is cut.
        QVERIFY(painted(verdict, used, wanted - QSize(4, 0), more) !=
                painted(verdict, used, more, more));
    }
}

QTEST_MAIN(BadgeTest)
#include "BadgeTest.moc"
