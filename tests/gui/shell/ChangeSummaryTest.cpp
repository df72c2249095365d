// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/ChangeSummary.h"
#include "shared/config/editing/Edit.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using config::ConfigurationText;

class ChangeSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothing();
    void rules_data();
    void rules();
    void users();
    void settings();
    void casesThatTurn();

private:
    ConfigurationText edited(const config::Edit &edit) const
    {
        const auto after = config::applyEdit(m_text, edit);
        if (!after)
            qWarning("%s", after.error().detail.c_str());
        return after.value_or(m_text);
    }

    ConfigurationText m_text = ConfigurationText::read({}, {});
};

namespace {

config::RuleEntry pushRule()
{
    config::RuleEntry entry;
    entry.rule.match.account = "alice.nguyen";
    entry.rule.match.name = "prod/api";
    entry.rule.actions = {"push"};
    return entry;
}

} // namespace

Q_DECLARE_METATYPE(wharfgate::config::Edit)

void ChangeSummaryTest::initTestCase()
{
    QFile rules(QStringLiteral(TEST_DATA_DIR) + u"/gui/demo-rules.yml"_s);
    QVERIFY(rules.open(QIODevice::ReadOnly));
    QByteArray text = "server:\n  addr: \":5001\"\n"
                      "token:\n  issuer: \"Wharfgate\"\n  expiration: 900\n"
                      "  certificate: \"/t.crt\"\n  key: \"/t.key\"\n" +
                      rules.readAll();
    const QByteArray hash = "$2y$10$ixpfXUMs0suLaCrDu..A.OC9bI/.A./X2jSpmgw2Bzh.SOTdGzPyi";
    text.replace("@ADMIN_HASH@", hash);
    text.replace("@CI_HASH@", hash);
    m_text = ConfigurationText::read(text.toStdString(), "demo.yml");
    QVERIFY(m_text.configuration() != nullptr);
    QCOMPARE(m_text.rules().size(), std::size_t(13));
}

void ChangeSummaryTest::nothing()
{
    const auto summary = gui::summarizeChanges(m_text, m_text);
    QVERIFY(summary.isEmpty());
    QCOMPARE(summary.casesRun, 4);
    QCOMPARE(summary.failing, 0);
    QVERIFY(summary.effects.empty());
}

void ChangeSummaryTest::rules_data()
{
    QTest::addColumn<config::Edit>("edit");
    QTest::addColumn<QString>("begins");
    QTest::newRow("added") << config::Edit(config::InsertRules{2, {pushRule()}})
                           << u"Rule 3 added: "_s;
    QTest::newRow("removed") << config::Edit(config::RemoveRules{{4}}) << u"Rule 5 removed: "_s;
    QTest::newRow("moved") << config::Edit(config::MoveRules{{8}, 1}) << u"Rule 8 moved to 2: "_s;
    QTest::newRow("changed") << config::Edit(config::ReplaceRule{4, pushRule()})
                             << u"Rule 5 changed: "_s;
    QTest::newRow("enabled") << config::Edit(config::EnableRules{{5}, true})
                             << u"Rule 6 enabled: "_s;
    QTest::newRow("disabled") << config::Edit(config::EnableRules{{0}, false})
                              << u"Rule 1 disabled: "_s;
}

void ChangeSummaryTest::rules()
{
    QFETCH(config::Edit, edit);
    QFETCH(QString, begins);
    const auto summary = gui::summarizeChanges(m_text, edited(edit));
    QCOMPARE(summary.rules.size(), 1);
    QVERIFY2(summary.rules.first().startsWith(begins), qPrintable(summary.rules.first()));
    QVERIFY(summary.users.isEmpty());
}

void ChangeSummaryTest::users()
{
    QCOMPARE(gui::summarizeChanges(m_text, edited(config::LockUsers{{"scanner"}, true})).users,
             QStringList{u"User scanner locked"_s});
    QCOMPARE(
        gui::summarizeChanges(m_text, edited(config::LockUsers{{"dmitri.volkov"}, false})).users,
        QStringList{u"User dmitri.volkov unlocked"_s});
    QCOMPARE(gui::summarizeChanges(m_text, edited(config::RemoveUsers{{"scanner"}})).users,
             QStringList{u"User scanner removed"_s});
    config::User user;
    user.passwordHash = "!";
    user.labels = {{"group", {"new"}}};
    QCOMPARE(gui::summarizeChanges(m_text, edited(config::PutUser{"zoe", user})).users,
             QStringList{u"User zoe added"_s});
    user = m_text.configuration()->users.at("scanner");
    user.labels["group"] = {"x"};
    QCOMPARE(gui::summarizeChanges(m_text, edited(config::PutUser{"scanner", user})).users,
             QStringList{u"User scanner: labels changed"_s});
}

void ChangeSummaryTest::settings()
{
    QCOMPARE(gui::summarizeChanges(m_text, edited(config::SetSetting{"token.expiration", "600"}))
                 .settings,
             QStringList{u"Setting token.expiration changed"_s});
}

void ChangeSummaryTest::casesThatTurn()
{
    const auto summary =
        gui::summarizeChanges(m_text, edited(config::InsertRules{0, {pushRule()}}));
    QCOMPARE(summary.effects.size(), std::size_t(1));
    QCOMPARE(summary.effects.front().title, u"Developers cannot push to prod/"_s);
    QVERIFY(summary.effects.front().passedBefore);
    QVERIFY(!summary.effects.front().passes);
    QVERIFY(summary.effects.front().after.contains(u"push"_s));
    QCOMPARE(summary.failing, 1);
}

QTEST_MAIN(ChangeSummaryTest)
#include "ChangeSummaryTest.moc"
