// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/Theme.h"
#include "gui/widgets/ConsoleStyle.h"
#include "tests/gui/widgets/Palettes.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleOption>
#include <QTest>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(QPalette)

namespace {

constexpr int kRoles = static_cast<int>(theme::Role::Separator) + 1;

bool isTextRole(theme::Role role)
{
    return role != theme::Role::ChipBackground && role != theme::Role::AddedBackground &&
           role != theme::Role::RemovedBackground && role != theme::Role::Separator &&
           role != theme::Role::DisabledText;
}

QStringList iconNames()
{
    QStringList names;
    for (QString file : QDir(QStringLiteral(ICONS_DIR)).entryList({u"*.svg"_s})) {
        file.chop(4);
        names.append(file);
    }
    return names;
}

/// Share of pixels that are not transparent, and their middle colour.
struct Ink
{
    double share = 0;
    QColor color;
};

Ink inkOf(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
{
    const QImage image =
        icon.pixmap(QSize(32, 32), 1.0, mode).toImage().convertToFormat(QImage::Format_ARGB32);
    int inked = 0;
    QColor strongest;
    int alpha = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() > 64)
                ++inked;
            if (pixel.alpha() > alpha) {
                alpha = pixel.alpha();
                strongest = pixel;
            }
        }
    return {inked / (32.0 * 32.0), strongest};
}

} // namespace

/// Colours that can be read in every palette, and icons that are there and follow the palette.
class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QApplication::setPalette(test::lightPalette()); }
    void colorsCanBeRead_data();
    void colorsCanBeRead();
    void knowsDarkFromLight();
    void verdictColorsDiffer();
    void everyIconIsDrawnInBothPalettes_data();
    void everyIconIsDrawnInBothPalettes();
    void iconsFollowThePalette();
    void iconsTakeTheColorOfTheirRole();
    void iconsAreSharpOnDenseScreens();
    void unknownIconIsEmptyInReleases();
    void applicationIconKeepsItsColors();
    void rowsGrowWithTheFont();
    void checkBoxesHaveVisibleFrames();
};

void ThemeTest::colorsCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << test::lightPalette();
    QTest::newRow("dark") << test::darkPalette();
    QTest::newRow("black") << test::blackPalette();
    QTest::newRow("beige") << test::beigePalette();
}

void ThemeTest::colorsCanBeRead()
{
    QFETCH(const QPalette, palette);
    const QColor base = palette.color(QPalette::Base);
    const QColor window = palette.color(QPalette::Window);
    for (int i = 0; i < kRoles; ++i) {
        const auto role = static_cast<theme::Role>(i);
        const QColor color = theme::color(role, palette);
        QVERIFY(color.isValid());
        if (!isTextRole(role))
            continue;
        QVERIFY2(theme::contrast(color, base) >= 4.5,
                 qPrintable(u"role %1 on base: %2"_s.arg(i).arg(theme::contrast(color, base))));
        if (role == theme::Role::ChipText)
            continue;
        QVERIFY2(theme::contrast(color, window) >= 4.5, qPrintable(u"role %1 on window"_s.arg(i)));
        QVERIFY2(theme::contrast(color, theme::tint(role, palette)) >= 4.5,
                 qPrintable(u"role %1 on its tint"_s.arg(i)));
    }
    QVERIFY(theme::contrast(theme::color(theme::Role::ChipText, palette),
                            theme::color(theme::Role::ChipBackground, palette)) >= 4.5);
    QVERIFY(theme::contrast(theme::color(theme::Role::DisabledText, palette), base) >= 3.0);
    // Text of differences is in the palette's own colour.
    for (const theme::Role role : {theme::Role::AddedBackground, theme::Role::RemovedBackground})
        QVERIFY(theme::contrast(palette.color(QPalette::Text), theme::color(role, palette)) >= 4.5);
}

void ThemeTest::knowsDarkFromLight()
{
    QVERIFY(!theme::isDark(test::lightPalette()));
    QVERIFY(!theme::isDark(test::beigePalette()));
    QVERIFY(theme::isDark(test::darkPalette()));
    QVERIFY(theme::isDark(test::blackPalette()));
}

void ThemeTest::verdictColorsDiffer()
{
    for (const QPalette &palette : {test::lightPalette(), test::darkPalette()}) {
        QSet<QRgb> colors;
        for (const theme::Role role :
             {theme::Role::Granted, theme::Role::PartlyGranted, theme::Role::Denied,
              theme::Role::LoginFailed, theme::Role::Error})
            colors.insert(theme::color(role, palette).rgb());
        QCOMPARE(colors.size(), 5);
    }
}

void ThemeTest::everyIconIsDrawnInBothPalettes_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = iconNames();
    QVERIFY(names.size() > 70);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void ThemeTest::everyIconIsDrawnInBothPalettes()
{
    QFETCH(const QString, name);
    // A file that is missing in wharfgate.qrc would be an empty icon.
    QVERIFY2(QFile::exists(u":/wharfgate/icons/%1.svg"_s.arg(name)),
             "The file is not listed in resources/wharfgate.qrc.");
    if (name == u"wharfgate"_s)
        return;
    for (const QPalette &palette : {test::lightPalette(), test::darkPalette()}) {
        QApplication::setPalette(palette);
        const QIcon icon = theme::icon(name);
        QVERIFY(!icon.isNull());
        const Ink ink = inkOf(icon);
        QVERIFY2(ink.share > 0.01 && ink.share < 0.7, qPrintable(QString::number(ink.share)));
        QVERIFY(theme::contrast(ink.color, palette.color(QPalette::Window)) >= 4.5);
    }
}

void ThemeTest::iconsFollowThePalette()
{
    QApplication::setPalette(test::lightPalette());
    const QIcon icon = theme::icon(u"plus"_s);
    QCOMPARE(inkOf(icon).color.rgb(), QColor(Qt::black).rgb());
    QApplication::setPalette(test::darkPalette());
    QCOMPARE(inkOf(icon).color.rgb(), QColor(230, 230, 230).rgb());
    QCOMPARE(inkOf(icon, QIcon::Selected).color.rgb(), QColor(Qt::white).rgb());
    QCOMPARE(inkOf(icon, QIcon::Disabled).color.rgb(),
             theme::color(theme::Role::DisabledText, test::darkPalette()).rgb());
}

void ThemeTest::iconsTakeTheColorOfTheirRole()
{
    const QIcon icon = theme::icon(u"error"_s, theme::Role::Error);
    for (const QPalette &palette : {test::lightPalette(), test::darkPalette()}) {
        QApplication::setPalette(palette);
        QCOMPARE(inkOf(icon).color.rgb(), theme::color(theme::Role::Error, palette).rgb());
    }
}

void ThemeTest::iconsAreSharpOnDenseScreens()
{
    const QPixmap pixmap = theme::icon(u"plus"_s).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
    // Drawn in that size, not scaled up: then pairs of rows would be equal.
    const QImage big = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QVERIFY(big != big.scaled(16, 16).scaled(32, 32));
}

void ThemeTest::unknownIconIsEmptyInReleases()
{
#ifndef QT_NO_DEBUG
    QSKIP("A debug build stops at an unknown name.");
#else
    QVERIFY(theme::icon(u"no-such-icon"_s).isNull());
#endif
}

void ThemeTest::applicationIconKeepsItsColors()
{
    for (const QPalette &palette : {test::lightPalette(), test::darkPalette()}) {
        QApplication::setPalette(palette);
        QSet<QRgb> colors;
        const QImage image = theme::applicationIcon().pixmap(QSize(64, 64), 1.0).toImage();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                colors.insert(image.pixelColor(x, y).rgba());
        QVERIFY(colors.contains(QColor(0x17, 0x45, 0x6e).rgba()));
        QVERIFY(colors.contains(QColor(Qt::white).rgba()));
    }
}

void ThemeTest::rowsGrowWithTheFont()
{
    QFont font = QApplication::font();
    font.setPixelSize(10);
    QCOMPARE(theme::rowHeight(font), 28);
    font.setPixelSize(40);
    QVERIFY(theme::rowHeight(font) > 50);
}

void ThemeTest::checkBoxesHaveVisibleFrames()
{
    const ConsoleStyle style;
    for (const QPalette &palette :
         {test::lightPalette(), test::darkPalette(), test::blackPalette(), test::beigePalette()}) {
        for (const auto element : {QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorRadioButton,
                                   QStyle::PE_IndicatorItemViewItemCheck}) {
            const QColor base = palette.color(QPalette::Base);
            QImage image(20, 20, QImage::Format_RGB32);
            image.fill(base);
            QPainter painter(&image);
            QStyleOptionViewItem item; // those of tables
            QStyleOptionButton button;
            QStyleOption &option = element == QStyle::PE_IndicatorItemViewItemCheck
                                       ? static_cast<QStyleOption &>(item)
                                       : button;
            option.rect = QRect(2, 2, 14, 14);
            option.state = QStyle::State_Enabled | QStyle::State_Off;
            option.palette = palette;
            style.drawPrimitive(element, &option, &painter);
            double best = 1;
            for (int x = 0; x < image.width(); ++x) // across the middle, where the sides are
                best = std::max(best, theme::contrast(image.pixelColor(x, 9), base));
            QVERIFY2(best >= 1.5, qPrintable(u"%1: %2"_s.arg(int(element)).arg(best)));
            const bool isDark = base.lightness() < palette.color(QPalette::Text).lightness();
            QVERIFY2(!isDark || best >= 3, qPrintable(u"%1: %2"_s.arg(int(element)).arg(best)));
        }
    }
}

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
