// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/MainWindow.h"

#include "gui/client/ConnectionStore.h"
#include "gui/pages/certificates/CertificatesPage.h"
#include "gui/pages/log/LogPage.h"
#include "gui/pages/overview/OverviewPage.h"
#include "gui/pages/registry/RegistryPage.h"
#include "gui/pages/rules/RulesPage.h"
#include "gui/pages/users/UsersPage.h"
#include "gui/shell/AboutDialog.h"
#include "gui/shell/ApplyFlow.h"
#include "gui/shell/Commands.h"
#include "gui/shell/ConnectionBanner.h"
#include "gui/shell/ConnectionsDialog.h"
#include "gui/shell/DocumentationDialog.h"
#include "gui/shell/FileCommands.h"
#include "gui/shell/Menus.h"
#include "gui/shell/PageList.h"
#include "gui/shell/PendingBar.h"
#include "gui/shell/ServiceCommands.h"
#include "gui/shell/ShortcutsDialog.h"
#include "gui/shell/StatusIndicators.h"
#include "gui/shell/TextDialog.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/MessageBar.h"
#include "gui/widgets/Theme.h"

#include <QAction>
#include <QCloseEvent>
#include <QDialog>
#include <QLabel>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWhatsThis>

#include <algorithm>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(ConnectionStore &connections, QWidget *parent)
    : QMainWindow(parent)
    , m_connections(connections)
    , m_session(m_workspace)
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(theme::applicationIcon());
    m_commands = new Commands(m_workspace.undoStack(), this);
    m_messages = new MessageBar(this);
    m_messages->setObjectName(u"messageBar"_s);
    m_stack = new QStackedWidget(this);
    m_stack->setObjectName(u"pages"_s);
    m_pages = Pages::create({m_workspace, m_session, *this, *m_messages}, m_stack);
    m_applyFlow = new ApplyFlow(m_workspace, m_session, *m_messages, *this, this);
    for (const Page *page : m_pages.all())
        m_commands->addPage(page->title(), page->iconName());
    makeCenter();
    fillMenuBar(*menuBar(), *m_commands, m_pages);
    makeToolBar();
    auto *indicators = new StatusIndicators(m_session, m_workspace, *statusBar());
    connect(indicators, &StatusIndicators::certificateClicked, this, &MainWindow::showCertificate);
    connectCommands();
    new ServiceCommands(*m_commands, m_workspace, m_session, *m_messages, this);
    new FileCommands(*m_commands, m_workspace, *m_messages, this);
    connect(&m_workspace, &Workspace::pendingChangesChanged, this, &MainWindow::refreshTitle);
    connect(&m_workspace, &Workspace::contentChanged, this, &MainWindow::refreshTitle);
    connect(&m_workspace, &Workspace::readOnlyChanged, this, &MainWindow::refreshCommands);
    connect(&m_session, &Session::stateChanged, this, &MainWindow::refreshTitle);
    connect(&m_session, &Session::statusChanged, this, &MainWindow::refreshCommands);
    refreshTitle();
    restore();
}

MainWindow::~MainWindow()
{
    // Pages and dialogs look at the members that end before them.
    disconnect(&m_workspace, nullptr, this, nullptr);
    disconnect(&m_session, nullptr, this, nullptr);
    const auto dialogs = findChildren<QDialog *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(dialogs);
    delete takeCentralWidget();
}

void MainWindow::makeCenter()
{
    auto *center = new QWidget(this);
    auto *columns = new QHBoxLayout(center);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_list = new PageList(center);
    for (const Page *page : m_pages.all())
        m_list->addPage(page->iconName(), page->title());
    columns->addWidget(m_list);
    auto *separator = new QFrame(center);
    separator->setFrameShape(QFrame::VLine);
    separator->setFrameShadow(QFrame::Plain);
    separator->setForegroundRole(QPalette::Midlight);
    columns->addWidget(separator);

    auto *right = new QVBoxLayout;
    right->setContentsMargins(2 * theme::kGrid, theme::kGrid, 2 * theme::kGrid, theme::kGrid);
    right->setSpacing(theme::kGrid);
    right->addWidget(new PendingBar(m_workspace, m_commands->review, m_commands->discard,
                                    m_commands->apply, center));
    right->addWidget(new ConnectionBanner(m_session, m_workspace, center));
    right->addWidget(m_messages);
    auto *titles = new QHBoxLayout;
    titles->setSpacing(2 * theme::kGrid);
    m_headline = new QLabel(center);
    m_headline->setObjectName(u"headline"_s);
    QFont large = m_headline->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_headline->setFont(large);
    m_purpose = new QLabel(center);
    m_purpose->setObjectName(u"purpose"_s);
    m_purpose->setForegroundRole(QPalette::PlaceholderText);
    m_purpose->setWordWrap(true);
    titles->addWidget(m_headline);
    titles->addWidget(m_purpose, 1, Qt::AlignBottom);
    right->addLayout(titles);
    right->addWidget(m_stack, 1);
    columns->addLayout(right, 1);
    setCentralWidget(center);
    connect(m_list, &QListWidget::currentRowChanged, this, &MainWindow::handlePageChosen);
    connect(m_list, &QListWidget::clicked, this, &MainWindow::focusPage);
    connect(m_list, &QListWidget::activated, this, &MainWindow::focusPage);
    m_list->setCurrentRow(0);
}

void MainWindow::handlePageChosen(int row)
{
    if (row < 0 || row == m_stack->currentIndex()) {
        const Page *page = m_pages.all()[static_cast<std::size_t>(m_stack->currentIndex())];
        m_headline->setText(page->title());
        m_purpose->setText(page->purpose());
        return;
    }
    auto *leaving = qobject_cast<Page *>(m_stack->currentWidget());
    if (leaving != nullptr && !leaving->finishEditing()) {
        const QSignalBlocker blocker(m_list);
        m_list->setCurrentRow(m_stack->currentIndex());
        return;
    }
    m_stack->setCurrentIndex(row);
    const Page *page = m_pages.all()[static_cast<std::size_t>(row)];
    m_headline->setText(page->title());
    m_purpose->setText(page->purpose());
}

void MainWindow::showPage(PageId page)
{
    m_list->setCurrentRow(static_cast<int>(page));
    focusPage();
}

void MainWindow::focusPage()
{
    static_cast<Page *>(m_stack->currentWidget())->takeFocus();
}

void MainWindow::showUser(const QString &name)
{
    showPage(PageId::Users);
    m_pages.users->showUser(name);
}

void MainWindow::showRule(std::size_t row)
{
    showPage(PageId::Rules);
    m_pages.rules->showRule(row);
}

void MainWindow::createRule(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                            const QString &reason)
{
    showPage(PageId::Rules);
    m_pages.rules->createRule(prefilled, row, reason);
}

void MainWindow::testRequest(const acl::Request &request)
{
    showPage(PageId::Rules);
    m_pages.rules->testRequest(request);
}

void MainWindow::showPermissionsOf(const QString &account)
{
    showPage(PageId::Rules);
    m_pages.rules->showPermissionsOf(account);
}

void MainWindow::showLog(const events::EventFilter &filter)
{
    showPage(PageId::Log);
    m_pages.log->applyFilter(filter);
}

void MainWindow::showCertificate(const QString &role)
{
    showPage(PageId::Certificates);
    m_pages.certificates->showRole(role);
}

void MainWindow::showProblem(const config::Problem &problem)
{
    const QString key = QString::fromStdString(problem.key);
    if (key.startsWith(u"acl["_s)) {
        const auto index = key.mid(4, key.indexOf(u']') - 4).toULongLong();
        if (const auto row = config::rowOfRuleIndex(m_workspace.content().rules(), index)) {
            showRule(*row);
            return;
        }
    }
    if (m_workspace.content().configuration() != nullptr && key.startsWith(u"users."_s)) {
        // A name may hold dots itself: the longest user that fits.
        QString name = key.mid(6);
        const auto &users = m_workspace.content().configuration()->users;
        while (!name.isEmpty() && !users.contains(name.toStdString()))
            name.truncate(std::max<qsizetype>(0, name.lastIndexOf(u'.')));
        if (users.contains(name.toStdString())) {
            showUser(name);
            return;
        }
    }
    if (key == u"server.certificate"_s || key == u"server.key"_s)
        showCertificate(u"server"_s);
    else if (key == u"token.certificate"_s || key == u"token.key"_s)
        showCertificate(u"token"_s);
    else
        showText(problem.position.line, problem.position.column);
}

void MainWindow::showText(int line, int column)
{
    if (m_textDialog == nullptr) {
        m_textDialog = new TextDialog(m_workspace, this);
        m_textDialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_textDialog, &QObject::destroyed, this, [this] { m_textDialog = nullptr; });
    }
    m_textDialog->show();
    m_textDialog->raise();
    m_textDialog->activateWindow();
    if (line > 0)
        m_textDialog->goTo(line, column);
}

void MainWindow::openConnection(const ConnectionSpec &spec)
{
    if (!mayLoseChanges())
        return;
    m_messages->clearMessage();
    m_connections.setLast(spec);
    m_session.open(spec);
}

void MainWindow::openFile(const QString &path)
{
    ConnectionSpec spec;
    spec.kind = ConnectionSpec::Kind::File;
    spec.path = path;
    openConnection(spec);
}

void MainWindow::openLast()
{
    if (const auto last = m_connections.last())
        openConnection(*last);
    else
        chooseConnection();
}

bool MainWindow::mayLoseChanges()
{
    auto *page = qobject_cast<Page *>(m_stack->currentWidget());
    if (page != nullptr && !page->finishEditing())
        return false;
    if (!m_workspace.isModified())
        return true;
    switch (dialogs::askUnsaved(
        this, tr("%n change(s) are not applied yet.", nullptr, m_workspace.pendingChanges()))) {
    case dialogs::UnsavedAnswer::Apply:
        m_applyFlow->review(); // the user goes on from there
        return false;
    case dialogs::UnsavedAnswer::Discard:
        return true;
    case dialogs::UnsavedAnswer::Cancel:
        break;
    }
    return false;
}

void MainWindow::makeToolBar()
{
    auto *bar = addToolBar(tr("Tool Bar"));
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_connection = new QToolButton(bar);
    m_connection->setObjectName(u"connectionButton"_s);
    m_connection->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_connection->setFocusPolicy(Qt::TabFocus);
    connect(m_connection, &QToolButton::clicked, this, &MainWindow::chooseConnection);
    bar->addWidget(m_connection);
    bar->addSeparator();
    fillToolBar(*bar, *m_commands);
}

void MainWindow::connectCommands()
{
    const Commands &commands = *m_commands;
    auto on = [this](const QAction *action, auto function) {
        connect(action, &QAction::triggered, this, function);
    };
    on(commands.connections, [this] { chooseConnection(); });
    on(commands.openFile, [this] { chooseFile(); });
    on(commands.closeConnection, [this] {
        if (mayLoseChanges())
            m_session.close();
    });
    on(commands.reloadBase, [this] { m_session.reloadBase(); });
    on(commands.review, [this] { m_applyFlow->review(); });
    on(commands.apply, [this] { m_applyFlow->review(); });
    on(commands.discard, [this] { m_applyFlow->discard(); });
    on(commands.editText, [this] { showText(0, 0); });
    on(commands.quit, [this] { close(); });
    on(commands.find, [this] {
        if (auto *page = qobject_cast<Page *>(m_stack->currentWidget()))
            page->focusSearch();
    });
    for (int page = 0; page < commands.pageActions.size(); ++page)
        on(commands.pageActions[page], [this, page] { showPage(static_cast<PageId>(page)); });
    const auto count = static_cast<int>(commands.pageActions.size());
    on(commands.nextPage,
       [this, count] { showPage(static_cast<PageId>((m_list->currentRow() + 1) % count)); });
    on(commands.previousPage, [this, count] {
        showPage(static_cast<PageId>((m_list->currentRow() + count - 1) % count));
    });
    connect(commands.collapsePages, &QAction::toggled, m_list, &PageList::setCollapsed);
    on(commands.whatsThis, [] { QWhatsThis::enterWhatsThisMode(); });
    on(commands.shortcuts, [this] {
        auto *dialog = new ShortcutsDialog(*menuBar(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(commands.documentation, [this] {
        auto *dialog = new DocumentationDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    on(commands.about, [this] {
        auto *dialog =
            new AboutDialog(m_session.status() ? m_session.status()->version : QString(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void MainWindow::chooseConnection()
{
    auto *dialog = new ConnectionsDialog(m_connections, m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionsDialog::chosen, this, &MainWindow::openConnection);
    dialog->open();
}

void MainWindow::chooseFile()
{
    const QString file =
        dialogs::openFileName(this, tr("Open Configuration File"),
                              tr("Configuration files (*.yml *.yaml);;All files (*)"));
    if (!file.isEmpty())
        openFile(file);
}

void MainWindow::refreshCommands()
{
    const bool isOpen = m_workspace.isOpen();
    const bool isModified = m_workspace.isModified();
    m_commands->review->setEnabled(isModified);
    m_commands->apply->setEnabled(isModified);
    m_commands->discard->setEnabled(isModified);
    m_commands->editText->setEnabled(isOpen);
    m_commands->reloadBase->setEnabled(isOpen);
    m_commands->closeConnection->setEnabled(m_session.state() != Session::State::Closed);
    const bool isGood = m_session.isLive() || m_session.state() == Session::State::File;
    m_connection->setText(m_session.state() == Session::State::Closed
                              ? tr("Not Connected")
                              : m_session.spec().displayName());
    m_connection->setIcon(
        isGood ? theme::icon(m_session.hasDaemon() ? u"connect"_s : u"file"_s, theme::Role::Success)
        : m_session.state() == Session::State::Closed
            ? theme::icon(u"disconnect"_s)
            : theme::icon(u"disconnect"_s, theme::Role::Warning));
    m_connection->setToolTip(m_session.stateText());
    m_connection->setAccessibleName(tr("Connection: %1").arg(m_session.stateText()));
}

void MainWindow::refreshTitle()
{
    const QString where = m_session.spec().displayName();
    setWindowTitle(m_session.state() == Session::State::Closed
                       ? tr("Wharfgate")
                       : tr("%1[*] – Wharfgate", "window title").arg(where));
    setWindowModified(m_workspace.isModified());
    refreshCommands();
}

void MainWindow::restore()
{
    QSettings settings;
    settings.beginGroup(u"window"_s);
    if (!restoreGeometry(settings.value(u"geometry"_s).toByteArray()))
        resize(1280, 800);
    m_commands->collapsePages->setChecked(settings.value(u"collapsed"_s, false).toBool());
    settings.endGroup();
    settings.beginGroup(u"pages"_s);
    for (Page *page : m_pages.all())
        page->restoreState(settings);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayLoseChanges()) {
        event->ignore();
        return;
    }
    QSettings settings;
    settings.beginGroup(u"window"_s);
    settings.setValue(u"geometry"_s, saveGeometry());
    settings.setValue(u"collapsed"_s, m_list->isCollapsed());
    settings.endGroup();
    settings.beginGroup(u"pages"_s);
    for (const Page *page : m_pages.all())
        page->saveState(settings);
    event->accept();
}

/// The tool bar cannot be hidden: it is where the connection is shown.
QMenu *MainWindow::createPopupMenu()
{
    return nullptr;
}

} // namespace wharfgate::gui
