// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/TimePlot.h"
#include "tests/gui/widgets/Palettes.h"

#include <QApplication>
#include <QTest>

#include <memory>
#include <vector>

using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// The plot: its lines, legend, cursor and what a screen reader is told.
class TimePlotTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void paintsItsLinesInBothPalettes();
    void cursorMovesWithTheKeyboard();
    void cursorFollowsTheMouse();
    void numbersHideLines();
    void legendHidesLines();
    void describesItself();
    void survivesAnyData_data();
    void survivesAnyData();

private:
    bool hasColor(theme::Role role);

    std::unique_ptr<TimePlot> m_plot;
};

void TimePlotTest::init()
{
    QApplication::setPalette(test::lightPalette());
    m_plot = std::make_unique<TimePlot>();
    std::vector<QDateTime> times;
    std::vector<double> granted;
    std::vector<double> denied;
    const QDateTime start(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);
    for (int i = 0; i < 60; ++i) {
        times.push_back(start.addSecs(60 * i));
        granted.push_back(40 + i % 7);
        denied.push_back(i % 3);
    }
    m_plot->setData(times, {{u"Granted"_s, theme::Role::Granted, granted},
                            {u"Denied"_s, theme::Role::Denied, denied}});
    m_plot->resize(400, 160);
    m_plot->show();
    QVERIFY(QTest::qWaitForWindowActive(m_plot.get()));
}

bool TimePlotTest::hasColor(theme::Role role)
{
    const QImage image = m_plot->grab().toImage();
    const QRgb wanted = theme::color(role, m_plot->palette()).rgb();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) == wanted)
                return true;
    return false;
}

void TimePlotTest::paintsItsLinesInBothPalettes()
{
    for (const QPalette &palette : {test::lightPalette(), test::darkPalette()}) {
        QApplication::setPalette(palette);
        QTRY_COMPARE(m_plot->palette().color(QPalette::Base), palette.color(QPalette::Base));
        QVERIFY(hasColor(theme::Role::Granted));
        QVERIFY(hasColor(theme::Role::Denied));
    }
}

void TimePlotTest::cursorMovesWithTheKeyboard()
{
    QCOMPARE(m_plot->cursorIndex(), -1);
    QTest::keyClick(m_plot.get(), Qt::Key_Left);
    QCOMPARE(m_plot->cursorIndex(), 59);
    QTest::keyClick(m_plot.get(), Qt::Key_Right);
    QCOMPARE(m_plot->cursorIndex(), 59);
    QTest::keyClick(m_plot.get(), Qt::Key_Left);
    QCOMPARE(m_plot->cursorIndex(), 58);
    QTest::keyClick(m_plot.get(), Qt::Key_Home);
    QTest::keyClick(m_plot.get(), Qt::Key_Left);
    QCOMPARE(m_plot->cursorIndex(), 0);
    QVERIFY(m_plot->accessibleDescription().contains(u"Granted: 40"_s));
    QTest::keyClick(m_plot.get(), Qt::Key_Escape);
    QCOMPARE(m_plot->cursorIndex(), -1);
}

void TimePlotTest::cursorFollowsTheMouse()
{
    QTest::mouseMove(m_plot.get(), QPoint(m_plot->width() - 6, 80));
    QTRY_VERIFY(m_plot->cursorIndex() > 55);
    QTest::mouseMove(m_plot.get(), QPoint(200, 2));
    QTRY_COMPARE(m_plot->cursorIndex(), -1);
}

void TimePlotTest::numbersHideLines()
{
    QTest::keyClick(m_plot.get(), Qt::Key_2);
    QVERIFY(m_plot->isSeriesHidden(1));
    QVERIFY(!hasColor(theme::Role::Denied));
    QTest::keyClick(m_plot.get(), Qt::Key_2);
    QVERIFY(!m_plot->isSeriesHidden(1));
    QTest::keyClick(m_plot.get(), Qt::Key_9);
    QVERIFY(!m_plot->isSeriesHidden(0) && !m_plot->isSeriesHidden(1));
}

void TimePlotTest::legendHidesLines()
{
    QTest::mouseClick(m_plot.get(), Qt::LeftButton, {}, QPoint(10, 8));
    QVERIFY(m_plot->isSeriesHidden(0));
    // New data of the same lines keep what is hidden.
    m_plot->setData({QDateTime::currentDateTimeUtc()}, {{u"Granted"_s, theme::Role::Granted, {1}},
                                                        {u"Denied"_s, theme::Role::Denied, {1}}});
    QVERIFY(m_plot->isSeriesHidden(0));
}

void TimePlotTest::describesItself()
{
    QVERIFY(m_plot->accessibleDescription().contains(u"Denied: 60"_s));
    QVERIFY(m_plot->minimumSizeHint().width() <= m_plot->sizeHint().width());
    QCOMPARE(m_plot->focusPolicy(), Qt::StrongFocus);
}

void TimePlotTest::survivesAnyData_data()
{
    QTest::addColumn<int>("times");
    QTest::addColumn<double>("value");
    QTest::newRow("nothing") << 0 << 0.0;
    QTest::newRow("one") << 1 << 7.0;
    QTest::newRow("zeros") << 5 << 0.0;
    QTest::newRow("many") << 1440 << 1e9;
}

void TimePlotTest::survivesAnyData()
{
    QFETCH(const int, times);
    QFETCH(const double, value);
    const auto count = static_cast<std::size_t>(times);
    const std::vector<QDateTime> clock(count, QDateTime::currentDateTimeUtc());
    m_plot->setData(clock, {{u"A"_s, theme::Role::Accent, std::vector<double>(count, value)},
                            {u"short"_s, theme::Role::Error, {}}});
    for (const int key : {Qt::Key_Home, Qt::Key_End, Qt::Key_Right, Qt::Key_Left})
        QTest::keyClick(m_plot.get(), static_cast<Qt::Key>(key));
    QVERIFY(m_plot->cursorIndex() < times);
    QVERIFY(!m_plot->grab().isNull());
    m_plot->resize(20, 10);
    QVERIFY(!m_plot->grab().isNull());
}

QTEST_MAIN(TimePlotTest)
#include "TimePlotTest.moc"
