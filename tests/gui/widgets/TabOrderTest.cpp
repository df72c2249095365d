// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/widgets/TabOrder.h"
#include "gui/pages/rules/RuleForm.h"
#include "gui/pages/users/LabelsEdit.h"
#include "gui/widgets/ChipEditor.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace wharfgate;
using namespace wharfgate::gui;
using namespace Qt::StringLiterals;

/// Tab goes through what was added later where it stands, not where it was made.
class TabOrderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void chipsStayBetweenTheirNeighbours();
    void chipsAddedAgainAndAgain();
    void labelsStayBetweenTheirNeighbours();
    void everyFieldOfARuleIsReached();
    void alone();

private:
    template <typename Widget>
    Widget *add(const QString &name)
    {
        auto *widget = new Widget(m_window.get());
        widget->setObjectName(name);
        m_window->layout()->addWidget(widget);
        return widget;
    }
    void show()
    {
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    /// What gets the focus from `first` on, once around.
    QStringList around(QWidget *first)
    {
        QStringList names;
        first->setFocus();
        for (int i = 0; i < 50 && QApplication::focusWidget() != nullptr; ++i) {
            const QWidget *now = QApplication::focusWidget();
            if (i > 0 && now == first)
                break;
            names << now->objectName();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        return names;
    }

    std::unique_ptr<QWidget> m_window;
};

void TabOrderTest::init()
{
    m_window = std::make_unique<QWidget>();
    new QVBoxLayout(m_window.get());
}

void TabOrderTest::chipsStayBetweenTheirNeighbours()
{
    auto *above = add<QLineEdit>(u"above"_s);
    auto *editor = add<ChipEditor>(u"editor"_s);
    add<QLineEdit>(u"below"_s);
    editor->setChips({u"a"_s, u"b"_s});
    show();
    QCOMPARE(around(above),
             (QStringList{u"above"_s, u"chip"_s, u"chip"_s, u"chipLine"_s, u"below"_s}));
}

void TabOrderTest::chipsAddedAgainAndAgain()
{
    auto *above = add<QLineEdit>(u"above"_s);
    auto *one = add<ChipEditor>(u"one"_s);
    auto *two = add<ChipEditor>(u"two"_s);
    add<QLineEdit>(u"below"_s);
    show();
    const QStringList expected{u"above"_s, u"chip"_s,     u"chip"_s, u"chipLine"_s,
                               u"chip"_s,  u"chipLine"_s, u"below"_s};
    for (int i = 0; i < 3; ++i) {
        one->setChips({u"a"_s, u"b"_s});
        two->setChips({u"c"_s});
        QCOMPARE(around(above), expected);
    }
    one->setChips({});
    QCOMPARE(around(above),
             (QStringList{u"above"_s, u"chipLine"_s, u"chip"_s, u"chipLine"_s, u"below"_s}));
}

void TabOrderTest::labelsStayBetweenTheirNeighbours()
{
    auto *above = add<QLineEdit>(u"above"_s);
    auto *labels = add<LabelsEdit>(u"labels"_s);
    add<QLineEdit>(u"below"_s);
    show();
    labels->setLabels({{"group", {"dev", "ops"}}, {"team", {}}});
    QTRY_VERIFY(labels->findChild<QWidget *>(u"labelName"_s)->isVisible());
    QCOMPARE(around(above),
             (QStringList{u"above"_s, u"labelName"_s, u"chip"_s, u"chip"_s, u"chipLine"_s,
                          u"removeLabel"_s, u"labelName"_s, u"chipLine"_s, u"removeLabel"_s,
                          u"addLabel"_s, u"below"_s}));
    labels->setFocus(); // as the shortcut of its label does
    QCOMPARE(QApplication::focusWidget()->objectName(), u"addLabel"_s);
}

void TabOrderTest::everyFieldOfARuleIsReached()
{
    auto *above = add<QLineEdit>(u"above"_s);
    auto *form = add<RuleForm>(u"form"_s);
    add<QLineEdit>(u"below"_s);
    show();
    config::RuleEntry entry;
    entry.rule.match.account.emplace("a");
    entry.rule.match.labels = {{"group", "dev"}};
    entry.rule.actions = {"pull", "push"};
    form->resetEntry(entry);
    QTRY_VERIFY(form->findChild<QWidget *>(u"addLabelCondition"_s)->isVisible());
    const QStringList names = around(above);
    qsizetype last = 0;
    for (const char *field : {"accountField", "addLabelCondition", "ipField", "typeField",
                              "nameField", "serviceField", "chipLine", "commentField", "below"}) {
        const qsizetype place = names.indexOf(QLatin1StringView(field));
        QVERIFY2(place > last, qPrintable(QLatin1StringView(field) + u" in "_s + names.join(u' ')));
        last = place;
    }
}

void TabOrderTest::alone()
{
    auto *first = add<QPushButton>(u"first"_s);
    auto *second = add<QPushButton>(u"second"_s);
    insertInTabOrder(second, first);
    show();
    QCOMPARE(around(second), (QStringList{u"second"_s, u"first"_s}));
}

QTEST_MAIN(TabOrderTest)
#include "TabOrderTest.moc"
