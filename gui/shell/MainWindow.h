// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/Session.h"
#include "gui/pages/Page.h"
#include "gui/shell/Navigator.h"
#include "gui/shell/Pages.h"
#include "gui/workspace/Workspace.h"

#include <QMainWindow>

#include <memory>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace wharfgate::gui {

class ApplyFlow;
class Commands;
class ConnectionStore;
class MessageBar;
class PageList;
class PendingBar;
class TextDialog;

/// The window: pages, menus, the connection and what is not applied yet.
class MainWindow final : public QMainWindow, public Navigator
{
    Q_OBJECT

public:
    explicit MainWindow(ConnectionStore &connections, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Asks first if there are unapplied changes.
    void openConnection(const ConnectionSpec &spec);
    void openFile(const QString &path);
    /// The connection used last, or the dialog to choose one.
    void openLast();

    Workspace &workspace() { return m_workspace; }
    Session &session() { return m_session; }
    const Pages &pages() const { return m_pages; }

    void showPage(PageId page) override;
    void showUser(const QString &name) override;
    void showRule(std::size_t row) override;
    void createRule(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                    const QString &reason) override;
    void testRequest(const acl::Request &request) override;
    void showPermissionsOf(const QString &account) override;
    void showLog(const events::EventFilter &filter) override;
    void showCertificate(const QString &role) override;
    void showProblem(const config::Problem &problem) override;
    void showText(int line, int column) override;

protected:
    void closeEvent(QCloseEvent *event) override;
    QMenu *createPopupMenu() override;

private:
    void makeCenter();
    void makeToolBar();
    void connectCommands();
    void refreshTitle();
    void refreshCommands();
    void focusPage();
    void handlePageChosen(int row);
    void chooseConnection();
    void chooseFile();
    /// False: the user wants to go on editing.
    bool mayLoseChanges();
    void restore();

    ConnectionStore &m_connections;
    Workspace m_workspace;
    Session m_session;
    Pages m_pages;
    MessageBar *m_messages = nullptr;
    Commands *m_commands = nullptr;
    ApplyFlow *m_applyFlow = nullptr;
    PageList *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_purpose = nullptr;
    QToolButton *m_connection = nullptr;
    TextDialog *m_textDialog = nullptr;
};

} // namespace wharfgate::gui
