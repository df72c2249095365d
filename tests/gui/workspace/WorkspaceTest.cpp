// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/workspace/Workspace.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace wharfgate;
using gui::Workspace;

namespace {

const std::string kText = R"(# a comment
server:
  addr: ":5001"
token:
  issuer: "Wharfgate"
  expiration: 900
  certificate: "/x.crt"
  key: "/x.key"
users:
  "alice": {}
acl:
  - match: {account: "alice"}
    actions: ["pull"]
)";

std::string withIssuer(const std::string &issuer)
{
    std::string text = kText;
    text.replace(text.find("Wharfgate"), 9, issuer);
    return text;
}

config::Edit issuer(const std::string &name)
{
    return config::ReplaceText{withIssuer(name)};
}

} // namespace

class WorkspaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editsAreStepsOfOneStack();
    void refusesWhatHasErrors();
    void readOnlyRefusesWithItsReason();
    void undoSurvivesApply();
    void followsItsBaseWhenUnmodified();
    void keepsPendingChangesWhenTheBaseMovesOn();
    void discardingIsAStep();
    void closingEmptiesIt();
};

void WorkspaceTest::editsAreStepsOfOneStack()
{
    Workspace workspace;
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    QVERIFY(workspace.content().configuration() != nullptr);
    QSignalSpy changed(&workspace, &Workspace::contentChanged);
    QVERIFY(workspace.perform(u"Rename Issuer"_s, {issuer("One")}));
    QVERIFY(workspace.perform(u"Rename Issuer Again"_s, {issuer("Another one")}));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(workspace.pendingChanges(), 2);
    QCOMPARE(workspace.undoStack().undoText(), u"Rename Issuer Again"_s);
    workspace.undoStack().undo();
    QCOMPARE(workspace.content().text(), withIssuer("One"));
    workspace.undoStack().undo();
    QCOMPARE(workspace.content().text(), kText);
    QVERIFY(!workspace.isModified());
    QCOMPARE(workspace.pendingChanges(), 0);
    workspace.undoStack().redo();
    workspace.undoStack().redo();
    QCOMPARE(workspace.content().text(), withIssuer("Another one"));
    QCOMPARE(workspace.content().configuration()->token.issuer, std::string("Another one"));
    QVERIFY(workspace.perform(u"Nothing"_s, {issuer("Another one")}));
    QCOMPARE(workspace.pendingChanges(), 2);
}

void WorkspaceTest::refusesWhatHasErrors()
{
    Workspace workspace;
    QVERIFY(!workspace.perform(u"X"_s, {issuer("One")})); // nothing is open
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    const auto result = workspace.perform(u"X"_s, {config::ReplaceText{"server: ["}});
    QVERIFY(!result);
    QVERIFY(!result.error().detail.empty());
    QCOMPARE(workspace.content().text(), kText);
    QVERIFY(!workspace.undoStack().canUndo());
}

void WorkspaceTest::readOnlyRefusesWithItsReason()
{
    Workspace workspace;
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    QSignalSpy readOnly(&workspace, &Workspace::readOnlyChanged);
    workspace.setReadOnlyReason(u"You may look, but not change."_s);
    QCOMPARE(readOnly.count(), 1);
    const auto result = workspace.perform(u"X"_s, {issuer("One")});
    QVERIFY(!result);
    QCOMPARE(result.error().detail, std::string("You may look, but not change."));
    workspace.setReadOnlyReason({});
    QVERIFY(workspace.perform(u"X"_s, {issuer("One")}));
}

void WorkspaceTest::undoSurvivesApply()
{
    Workspace workspace;
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    QVERIFY(workspace.perform(u"X"_s, {issuer("One")}));
    workspace.markApplied(u"r2"_s);
    QVERIFY(!workspace.isModified());
    QCOMPARE(workspace.baseRevision(), u"r2"_s);
    workspace.undoStack().undo();
    QVERIFY(workspace.isModified());
    QCOMPARE(workspace.pendingChanges(), 1);
    QCOMPARE(workspace.content().text(), kText);
}

void WorkspaceTest::followsItsBaseWhenUnmodified()
{
    Workspace workspace;
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    workspace.setBase(withIssuer("Theirs"), u"r2"_s);
    QCOMPARE(workspace.content().text(), withIssuer("Theirs"));
    QVERIFY(!workspace.isModified());
    QCOMPARE(workspace.pendingChanges(), 0);
}

void WorkspaceTest::keepsPendingChangesWhenTheBaseMovesOn()
{
    Workspace workspace;
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    QVERIFY(workspace.perform(u"X"_s, {issuer("Mine")}));
    workspace.setBase(withIssuer("Theirs"), u"r2"_s);
    QCOMPARE(workspace.content().text(), withIssuer("Mine"));
    QCOMPARE(workspace.base().text(), withIssuer("Theirs"));
    QVERIFY(workspace.isModified());
    QVERIFY(workspace.pendingChanges() >= 1);
    QVERIFY(workspace.hasConflict());
    QCOMPARE(workspace.origin().text(), kText);
    workspace.setBase(withIssuer("Theirs again"), u"r3"_s);
    QCOMPARE(workspace.origin().text(), kText);
    QVERIFY(workspace.perform(u"Merge"_s, {issuer("Both")}));
    workspace.resolveConflict();
    QVERIFY(!workspace.hasConflict());
    QCOMPARE(workspace.origin().text(), withIssuer("Theirs again"));
}

void WorkspaceTest::discardingIsAStep()
{
    Workspace workspace;
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    QVERIFY(workspace.perform(u"X"_s, {issuer("Mine")}));
    workspace.setBase(withIssuer("Theirs"), u"r2"_s);
    QVERIFY(workspace.hasConflict());
    workspace.discardChanges();
    QVERIFY(!workspace.isModified());
    QVERIFY(!workspace.hasConflict());
    QCOMPARE(workspace.content().text(), withIssuer("Theirs"));
    QCOMPARE(workspace.pendingChanges(), 0);
    workspace.undoStack().undo();
    QCOMPARE(workspace.content().text(), withIssuer("Mine"));
}

void WorkspaceTest::closingEmptiesIt()
{
    Workspace workspace;
    workspace.open(kText, u"w.yml"_s, u"r1"_s);
    QVERIFY(workspace.perform(u"X"_s, {issuer("Mine")}));
    workspace.close();
    QVERIFY(!workspace.isOpen());
    QVERIFY(!workspace.isModified());
    QVERIFY(workspace.content().text().empty());
    QVERIFY(!workspace.undoStack().canUndo());
}

QTEST_MAIN(WorkspaceTest)
#include "WorkspaceTest.moc"
