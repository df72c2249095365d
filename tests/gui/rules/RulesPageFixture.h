// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/Session.h"
#include "gui/pages/rules/RuleTable.h"
#include "gui/pages/rules/RulesPage.h"
#include "gui/workspace/Workspace.h"
#include "tests/gui/rules/RuleFixture.h"
#include "tests/gui/support/RecordingMessages.h"
#include "tests/gui/support/RecordingNavigator.h"

#include <QAction>
#include <QLineEdit>
#include <QTest>

namespace wharfgate::test {

/// The page as the main window has it, on a plain text.
struct RulesPageFixture
{
    explicit RulesPageFixture(const std::string &rules, const std::string &more = {})
    {
        workspace.open(configurationWith(rules, more), QStringLiteral("w.yml"),
                       QStringLiteral("r1"));
        page.resize(1200, 800);
        page.show();
        page.activateWindow(); // keys reach the commands of an active window only
        (void)QTest::qWaitForWindowActive(&page);
        table = page.findChild<gui::RuleTable *>(QStringLiteral("ruleTable"));
        table->setFocus();
    }
    std::string order() const { return accountsOf(workspace.content().rules()); }
    const config::RuleEntry &rule(std::size_t row) const
    {
        return workspace.content().rules()[row];
    }
    template <typename T>
    T *find(const QString &name) const
    {
        return page.findChild<T *>(name);
    }
    QAction *action(const QString &name) const { return page.findChild<QAction *>(name); }
    /// As a click there would: the table has the focus then.
    void select(const QList<int> &rows)
    {
        table->setFocus();
        table->selectSourceRows(rows);
    }
    QString undoText() { return workspace.undoStack().undoText(); }
    /// Types over what a field holds, and leaves it.
    void type(const QString &field, const QString &text)
    {
        auto *const edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

    gui::Workspace workspace;
    gui::Session session{workspace};
    RecordingMessages messages;
    RecordingNavigator navigator;
    gui::RulesPage page{gui::PageContext{workspace, session, navigator, messages}};
    gui::RuleTable *table = nullptr;
};

} // namespace wharfgate::test
