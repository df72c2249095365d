// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/overview/OverviewPage.h"

#include "gui/client/Session.h"
#include "gui/pages/overview/AdviceCard.h"
#include "gui/pages/overview/FailureModel.h"
#include "gui/pages/overview/ServiceCard.h"
#include "gui/shell/Navigator.h"
#include "gui/widgets/Card.h"
#include "gui/widgets/EmptyState.h"
#include "gui/widgets/TableView.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/TimePlot.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QGridLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QScrollArea>
#include <QVBoxLayout>

#include <array>
#include <chrono>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_source(new AdviceSource(context.workspace, context.session, this))
    , m_service(new ServiceCard(context.workspace, context.session, this))
    , m_advice(new AdviceCard(*m_source, this))
{
    auto *content = new QWidget(this);
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins({});
    m_grid->setSpacing(2 * theme::kGrid);
    createTraffic();
    createFailures();
    m_advice->setMinimumHeight(m_advice->fontMetrics().height() * 12);
    m_advice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    arrange(2);
    // With a large font or a small window nothing is squeezed; the page scrolls.
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll);

    createActions();
    m_timer.setInterval(5s);
    connect(&m_timer, &QTimer::timeout, this, &OverviewPage::refresh);
    connectSession();
    showState();
}

void OverviewPage::arrange(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    const std::array<QWidget *, 4> cards{m_service, m_traffic, m_advice, m_failures};
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const int place = static_cast<int>(i);
        m_grid->removeWidget(cards.at(i));
        m_grid->addWidget(cards.at(i), place / columns, place % columns);
        m_grid->setRowStretch(place, place == 1 && columns == 2 ? 1 : 0);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns > 1 ? 1 : 0);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    // Two columns of some fifty characters each, or one.
    arrange(width() >= fontMetrics().averageCharWidth() * 110 ? 2 : 1);
}

QString OverviewPage::purpose() const
{
    return tr("How the service is, what it decided in the last hour, and what to improve.");
}

QList<QAction *> OverviewPage::commands() const
{
    return {m_refreshAction, nullptr, m_advice->showAction(), m_showLogAction};
}

void OverviewPage::setRefreshInterval(std::chrono::milliseconds interval)
{
    m_timer.setInterval(interval);
}

void OverviewPage::createActions()
{
    m_refreshAction = new QAction(theme::icon(u"refresh"_s), tr("Refresh Figures"), this);
    m_refreshAction->setObjectName(u"actionRefreshOverview"_s);
    m_refreshAction->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F5));
    m_refreshAction->setStatusTip(tr("Ask the daemon for its state and counters now."));
    m_refreshAction->setWhatsThis(
        tr("Asks for the daemon's state and counters now. While this page is seen that happens "
           "every few seconds by itself."));
    connect(m_refreshAction, &QAction::triggered, this, [this] {
        m_context.session.refreshStatus();
        refresh();
    });
    m_showLogAction = new QAction(theme::icon(u"log"_s), tr("Show in Live Log"), this);
    m_showLogAction->setObjectName(u"actionShowFailuresInLog"_s);
    m_showLogAction->setShortcut(QKeySequence(Qt::ALT | Qt::Key_L));
    m_showLogAction->setStatusTip(tr("Show the decisions about this account or address."));
    m_showLogAction->setWhatsThis(
        tr("Opens the Live Log with only the refused requests of the selected account or "
           "address."));
    m_showLogAction->setEnabled(false);
    connect(m_showLogAction, &QAction::triggered, this, [this] {
        if (m_addressTable->hasFocus())
            showFailing(*m_addressTable, "client"_L1);
        else
            showFailing(*m_accountTable, "account"_L1);
    });
    for (QAction *action : {m_refreshAction, m_showLogAction}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    addAction(m_advice->showAction());
    for (TableView *table : {m_accountTable, m_addressTable}) {
        table->addAction(m_showLogAction);
        connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
            m_showLogAction->setEnabled(!m_accountTable->selectedRows().isEmpty() ||
                                        !m_addressTable->selectedRows().isEmpty());
        });
    }
}

void OverviewPage::createTraffic()
{
    m_traffic = new Card(tr("The Last Hour"), this);
    m_requests = new TimePlot(m_traffic);
    m_requests->setObjectName(u"requestPlot"_s);
    m_requests->setAccessibleName(tr("Requests and grants of each minute of the last hour"));
    m_refusals = new TimePlot(m_traffic);
    m_refusals->setObjectName(u"refusalPlot"_s);
    m_refusals->setAccessibleName(
        tr("Denials, failed logins and errors of each minute of the last hour"));
    m_noTraffic = new EmptyState(m_traffic);
    m_traffic->body().addWidget(m_requests, 1);
    m_traffic->body().addWidget(m_refusals, 1);
    m_traffic->body().addWidget(m_noTraffic, 1);
}

TableView *OverviewPage::createFailureTable(FailureModel *model, const QString &name)
{
    auto *table = new TableView(m_failures);
    table->setObjectName(name);
    table->setFrameShape(QFrame::NoFrame);
    table->setModel(model);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setFixedFontColumns({FailureModel::NameColumn});
    table->setFixedColumn(FailureModel::NameColumn);
    table->setDefaultColumns({20, 8, 12});
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(FailureModel::NameColumn, QHeaderView::Stretch);
    return table;
}

void OverviewPage::createFailures()
{
    m_failures = new Card(tr("Failing Most"), this);
    m_accounts = new FailureModel(FailureModel::Subject::Accounts, this);
    m_addresses = new FailureModel(FailureModel::Subject::Addresses, this);
    m_accountTable = createFailureTable(m_accounts, u"failingAccounts"_s);
    m_accountTable->setAccessibleName(tr("Accounts that fail most"));
    m_addressTable = createFailureTable(m_addresses, u"failingAddresses"_s);
    m_addressTable->setAccessibleName(tr("Addresses that fail most"));
    for (TableView *table : {m_accountTable, m_addressTable}) {
        // The header and three rows.
        table->setMinimumHeight(4 * theme::rowHeight(table->font()));
        table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
        m_failures->body().addWidget(table, 1);
    }
    connect(m_accountTable, &QAbstractItemView::activated, this,
            [this] { showFailing(*m_accountTable, "account"_L1); });
    connect(m_addressTable, &QAbstractItemView::activated, this,
            [this] { showFailing(*m_addressTable, "client"_L1); });
}

void OverviewPage::connectSession()
{
    Session &session = m_context.session;
    connect(&session, &Session::stateChanged, this, [this] {
        m_asked = false;
        showState();
        if (isVisible())
            refresh();
    });
    connect(&session, &Session::countdownChanged, this, &OverviewPage::showState);
    connect(&session, &Session::statusChanged, this, &OverviewPage::showState);
    connect(&m_context.workspace, &Workspace::contentChanged, this, &OverviewPage::showState);
    connect(m_advice, &AdviceCard::showRequested, this,
            [this](const config::Problem &problem) { m_context.navigator.showProblem(problem); });
    connect(m_service, &ServiceCard::certificateRequested, this,
            [this](const QString &role) { m_context.navigator.showCertificate(role); });
}

void OverviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_source->setActive(true);
    m_timer.start();
    showState();
    refresh();
}

void OverviewPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_source->setActive(false);
    m_timer.stop();
}

void OverviewPage::refresh()
{
    m_service->refresh(QDateTime::currentDateTimeUtc());
    askCounters();
}

void OverviewPage::askCounters()
{
    // One question at a time: a slow daemon is not asked faster than it answers.
    if (m_asked || !m_context.session.isLive() || !m_context.session.client().can(u"counters"_s))
        return;
    m_asked = true;
    m_context.session.client().call(u"counters"_s, QJsonObject{{u"minutes"_s, 60}}, this,
                                    [this](const control::Reply &reply) { handleCounters(reply); });
}

void OverviewPage::handleCounters(const control::Reply &reply)
{
    m_asked = false;
    m_failure.clear();
    if (!reply) {
        if (m_context.session.isLive())
            m_failure = texts::shown(reply.error().message);
        showState();
        return;
    }
    showTraffic(TrafficReport::fromJson(*reply));
    showState();
}

void OverviewPage::showTraffic(const TrafficReport &report)
{
    std::vector<QDateTime> times;
    TimePlot::Series requests{tr("Requests"), theme::Role::Accent, {}};
    TimePlot::Series granted{tr("Granted"), theme::Role::Granted, {}};
    TimePlot::Series denied{tr("Denied"), theme::Role::Denied, {}};
    TimePlot::Series loginFailed{tr("Login Failed"), theme::Role::LoginFailed, {}};
    TimePlot::Series failed{tr("Errors"), theme::Role::Warning, {}};
    for (const TrafficReport::Minute &minute : report.minutes) {
        times.push_back(minute.time);
        requests.values.push_back(minute.requests());
        granted.values.push_back(minute.granted);
        denied.values.push_back(minute.denied);
        loginFailed.values.push_back(minute.loginFailed);
        failed.values.push_back(minute.failed);
    }
    m_requests->setData(times, {requests, granted});
    m_refusals->setData(std::move(times), {denied, loginFailed, failed});
    m_accounts->setRows(report.accounts);
    m_addresses->setRows(report.addresses);
    m_hasTraffic = true;
    m_traffic->setHint(report.dropped > 0 ? tr("%n decisions came too fast to be counted", "",
                                               static_cast<int>(report.dropped))
                                          : QString());
}

void OverviewPage::showState()
{
    Session &session = m_context.session;
    const bool live = session.isLive();
    m_service->refresh(QDateTime::currentDateTimeUtc());
    if (!session.hasDaemon() && m_hasTraffic) { // of the daemon that was open before
        showTraffic({});
        m_hasTraffic = false;
        m_failure.clear();
    }
    QString reason;
    if (session.state() == Session::State::File)
        reason = tr("A plain file has no traffic. Connect to a daemon to see its decisions.");
    else if (!session.hasDaemon())
        reason = tr("Open a daemon to see its decisions.");
    else if (!live)
        reason = m_hasTraffic ? tr("not up to date: there is no connection")
                              : tr("There is no connection to the daemon.");
    else if (!session.client().can(u"counters"_s))
        reason = tr("This daemon does not count its decisions.");
    else if (!m_failure.isEmpty())
        reason = m_failure;
    if (m_hasTraffic && !reason.isEmpty())
        m_traffic->setHint(reason);
    m_noTraffic->setText(reason.isEmpty() ? tr("Waiting for the first figures…") : reason);
    m_noTraffic->setVisible(!m_hasTraffic);
    for (QWidget *plot : QList<QWidget *>{m_requests, m_refusals})
        plot->setVisible(m_hasTraffic);
    for (QWidget *widget : QList<QWidget *>{m_requests, m_refusals, m_accountTable, m_addressTable})
        widget->setEnabled(live || !m_hasTraffic);
    const QString empty = reason.isEmpty() ? tr("Nobody failed in the last hour.") : reason;
    m_accountTable->setEmptyText(empty);
    m_addressTable->setEmptyText(empty);
    m_advice->setUnavailable(m_context.workspace.isOpen()
                                 ? QString()
                                 : tr("Open a daemon or a configuration file first."));
    m_refreshAction->setEnabled(live);
}

void OverviewPage::showFailing(const TableView &table, QLatin1StringView member)
{
    const QList<int> rows = table.selectedRows();
    if (rows.isEmpty())
        return;
    const QString name =
        table.model()->index(rows.first(), 0).data(FailureModel::kNameRole).toString();
    QJsonObject filter{{member, name}, {u"result"_s, QJsonArray{u"denied"_s, u"login-failed"_s}}};
    if (const Result<events::EventFilter> read = events::EventFilter::fromJson(filter))
        m_context.navigator.showLog(*read);
}

} // namespace wharfgate::gui
