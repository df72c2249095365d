// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"
#include "gui/pages/overview/TrafficReport.h"
#include "shared/control/Message.h"

#include <QTimer>

#include <chrono>

class QGridLayout;

namespace wharfgate::gui {

class AdviceCard;
class AdviceSource;
class Card;
class EmptyState;
class FailureModel;
class ServiceCard;
class TableView;
class TimePlot;

/// How the service is, what it did in the last hour, who fails most, and what to improve.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);

    QString title() const override { return tr("Overview"); }
    QString purpose() const override;
    QString iconName() const override { return QStringLiteral("overview"); }
    QList<QAction *> commands() const override;

    /// How often the counters are asked for while the page is seen.
    void setRefreshInterval(std::chrono::milliseconds interval);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createActions();
    void createTraffic();
    void createFailures();
    void arrange(int columns);
    TableView *createFailureTable(FailureModel *model, const QString &name);
    void connectSession();
    void refresh();
    void askCounters();
    void handleCounters(const control::Reply &reply);
    void showTraffic(const TrafficReport &report);
    void showState();
    void showFailing(const TableView &table, QLatin1StringView member);

    PageContext m_context;
    QTimer m_timer;
    AdviceSource *m_source = nullptr;
    ServiceCard *m_service = nullptr;
    AdviceCard *m_advice = nullptr;
    QGridLayout *m_grid = nullptr;
    int m_columns = 0;
    Card *m_traffic = nullptr;
    EmptyState *m_noTraffic = nullptr;
    Card *m_failures = nullptr;
    TimePlot *m_requests = nullptr;
    TimePlot *m_refusals = nullptr;
    FailureModel *m_accounts = nullptr;
    FailureModel *m_addresses = nullptr;
    TableView *m_accountTable = nullptr;
    TableView *m_addressTable = nullptr;
    QAction *m_refreshAction = nullptr;
    QAction *m_showLogAction = nullptr;
    QString m_failure;    // why the last counters are missing
    bool m_asked = false; // a reply is on its way
    bool m_hasTraffic = false;
};

} // namespace wharfgate::gui
