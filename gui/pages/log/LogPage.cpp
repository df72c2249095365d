// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogPage.h"

#include "gui/client/Session.h"
#include "gui/models/EventModel.h"
#include "gui/pages/log/DetailsPanel.h"
#include "gui/pages/log/FilterBar.h"
#include "gui/pages/log/LogFeed.h"
#include "gui/pages/log/LogTable.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/SearchField.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

QToolButton *toolButton(QAction *action, Qt::ToolButtonStyle style, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setAccessibleName(action->iconText());
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

LogPage::LogPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_liveModel(new EventModel(m_notes, this))
    , m_feed(new LogFeed(context.session, *m_liveModel, this))
    , m_reader(new LogFileReader(this))
    , m_commands(*this)
    , m_locator(context.workspace, context.session)
{
    setObjectName(u"logPage"_s);
    buildLayout();
    connectView();
    connectSession();
    connectEntryCommands();
    connectFileCommands();
    setColorRules(ColorRule::defaults());
    showModel(*m_liveModel);
    // Mark, Time, Result, User, Resource, Requested, Granted, Rule, Address, Service, Duration
    m_table->setDefaultColumns({7, 14, 19, 13, 24, 11, 11, 6, 14, 20, 9},
                               {static_cast<int>(EventColumn::Service)});
    m_table->setFixedColumn(static_cast<int>(EventColumn::Time));
    showState();
}

LogPage::~LogPage() = default;

QString LogPage::title() const
{
    return tr("Live Log");
}

QString LogPage::purpose() const
{
    return tr("Every request as it is decided, and why.");
}

QString LogPage::iconName() const
{
    return u"log"_s;
}

QList<QAction *> LogPage::commands() const
{
    return m_commands.menu();
}

void LogPage::focusSearch()
{
    m_filterBar->focusSearch();
}

EventModel &LogPage::model()
{
    return m_fileModel != nullptr ? *m_fileModel : *m_liveModel;
}

void LogPage::buildLayout()
{
    m_table = new LogTable(this);
    m_details = new DetailsPanel(m_context.workspace, m_context.session, this);
    m_details->setActions({m_commands.previous, m_commands.next},
                          {m_commands.goToRule, m_commands.testRequest, m_commands.createRule,
                           m_commands.goToUser, m_commands.blockAddress});
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"logSplitter"_s);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({700, 350}); // in proportion to the room there is

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kGrid);
    column->addWidget(buildTools());
    column->addWidget(buildBanner());
    column->addWidget(m_splitter, 1);
    column->addWidget(buildFooter());
}

QWidget *LogPage::buildTools()
{
    auto *tools = new QWidget(this);
    m_filterBar = new FilterBar(tools);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kGrid);
    row->setAlignment(Qt::AlignTop);
    row->addWidget(m_filterBar, 1);
    for (QAction *action : {m_commands.follow, m_commands.pause})
        row->addWidget(toolButton(action, Qt::ToolButtonTextBesideIcon, tools), 0, Qt::AlignTop);
    row->addWidget(toolButton(m_commands.details, Qt::ToolButtonIconOnly, tools), 0, Qt::AlignTop);
    return tools;
}

QWidget *LogPage::buildBanner()
{
    m_banner = new QWidget(this);
    m_banner->setObjectName(u"logBanner"_s);
    m_bannerText = new QLabel(m_banner);
    m_bannerText->setObjectName(u"logBannerText"_s);
    m_bannerText->setTextFormat(Qt::PlainText);
    m_bannerText->setWordWrap(true);
    m_bannerButton = new QToolButton(m_banner);
    m_bannerButton->setObjectName(u"logBannerButton"_s);
    m_bannerButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_banner->setAutoFillBackground(true);
    auto *row = new QHBoxLayout(m_banner);
    row->setContentsMargins(theme::kGrid, theme::kGrid / 2, theme::kGrid / 2, theme::kGrid / 2);
    row->setSpacing(theme::kGrid);
    row->addWidget(m_bannerText, 1);
    row->addWidget(m_bannerButton);
    m_banner->hide();
    showBannerColor();
    return m_banner;
}

void LogPage::showBannerColor()
{
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme::tint(theme::Role::Information, palette()));
    m_banner->setPalette(colors);
}

void LogPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showBannerColor();
}

QWidget *LogPage::buildFooter()
{
    auto *footer = new QWidget(this);
    m_counts = new QLabel(footer);
    m_counts->setObjectName(u"logCounts"_s);
    m_counts->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar(footer);
    m_progress->setObjectName(u"logProgress"_s);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    m_cancel = new QToolButton(footer);
    m_cancel->setObjectName(u"logCancel"_s);
    m_cancel->setText(tr("Cancel"));
    m_capacity = new QComboBox(footer);
    m_capacity->setObjectName(u"logCapacity"_s);
    for (const int rows : {50'000, EventModel::kDefaultCapacity, 500'000, EventModel::kMaxCapacity})
        m_capacity->addItem(tr("%Ln entries", nullptr, rows), rows);
    m_capacity->setCurrentIndex(1);
    m_capacity->setToolTip(tr("How many entries the list keeps; the oldest go first."));
    auto *keeps = new QLabel(tr("&Keeps the last"), footer);
    keeps->setBuddy(m_capacity);
    m_timeFormat = new QComboBox(footer);
    m_timeFormat->setObjectName(u"logTimeFormat"_s);
    m_timeFormat->addItem(tr("Local time"), static_cast<int>(TimeFormat::Local));
    m_timeFormat->addItem(tr("UTC"), static_cast<int>(TimeFormat::Utc));
    m_timeFormat->addItem(tr("Relative"), static_cast<int>(TimeFormat::Relative));
    m_timeFormat->setToolTip(tr("How times are written in the list."));
    auto *times = new QLabel(tr("Ti&mes"), footer);
    times->setBuddy(m_timeFormat);

    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kGrid);
    row->addWidget(m_counts, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(toolButton(m_commands.loadOlder, Qt::ToolButtonTextBesideIcon, footer));
    for (QWidget *widget : std::initializer_list<QWidget *>{keeps, m_capacity, times, m_timeFormat})
        row->addWidget(widget);
    m_progress->hide();
    m_cancel->hide();
    return footer;
}

void LogPage::connectView()
{
    connect(m_filterBar, &FilterBar::filterChanged, this, &LogPage::takeFilter);
    connect(m_commands.follow, &QAction::triggered, m_table, &LogTable::setFollowing);
    connect(m_table, &LogTable::followingChanged, m_commands.follow, &QAction::setChecked);
    m_commands.follow->setChecked(m_table->isFollowing());
    connect(m_commands.pause, &QAction::toggled, this, &LogPage::setPaused);
    connect(m_commands.clearView, &QAction::triggered, this, [this] { model().clear(); });
    connect(m_commands.clearFilter, &QAction::triggered, this,
            [this] { m_filterBar->setText({}); });
    connect(m_commands.details, &QAction::toggled, m_details, &QWidget::setVisible);
    connect(m_capacity, &QComboBox::currentIndexChanged, this, [this] {
        const int capacity = m_capacity->currentData().toInt();
        m_liveModel->setCapacity(capacity);
        if (m_fileModel != nullptr)
            m_fileModel->setCapacity(capacity);
    });
    connect(m_timeFormat, &QComboBox::currentIndexChanged, this, [this] {
        const auto format = static_cast<TimeFormat>(m_timeFormat->currentData().toInt());
        m_liveModel->setTimeFormat(format);
        if (m_fileModel != nullptr)
            m_fileModel->setTimeFormat(format);
    });
    for (QAction *action : m_commands.entryMenu()) {
        if (action == nullptr) {
            action = new QAction(m_table);
            action->setSeparator(true);
        }
        m_table->addAction(action);
    }
    // Space works where the entries are.
    m_table->addAction(m_commands.pause);
}

void LogPage::connectSession()
{
    connect(&m_context.session, &Session::stateChanged, this, &LogPage::showState);
    connect(&m_context.session, &Session::statusChanged, this, &LogPage::showEntryCommands);
    connect(&m_context.workspace, &Workspace::contentChanged, this, &LogPage::showEntryCommands);
    connect(&m_context.workspace, &Workspace::readOnlyChanged, this, &LogPage::showEntryCommands);
    connect(&m_context.workspace, &Workspace::baseChanged, this, &LogPage::showEmptyText);
    connect(m_feed, &LogFeed::failed, this, [this](const QString &problem) {
        m_feedProblem = problem;
        showEmptyText();
        m_context.messages.showMessage(MessageKind::Warning, problem);
    });
}

void LogPage::showModel(EventModel &model)
{
    m_table->setEventModel(&model);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LogPage::showDetails);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentColumnChanged, this,
            &LogPage::showEntryCommands);
    disconnect(&model, nullptr, this, nullptr); // from when it was shown before
    connect(&model, &EventModel::countsChanged, this, &LogPage::showCounts);
    connect(&model, &EventModel::modelReset, this, &LogPage::showDetails);
    connect(&model, &EventModel::rowsRemoved, this, &LogPage::takeDroppedCurrent);
    takeFilter();
    showDetails();
}

void LogPage::takeFilter()
{
    EventModel &shown = model();
    const int row = m_table->currentRow();
    const std::int64_t ordinal = row >= 0 && row < shown.rowCount() ? shown.ordinalAt(row) : -1;
    const bool hadCurrent = row >= 0 && row < shown.rowCount();
    if (shown.filter() != m_filterBar->filter())
        shown.setFilter(m_filterBar->filter());
    if (hadCurrent && !m_table->isFollowing())
        m_table->goToRow(shown.rowOfOrdinal(ordinal)); // it may match the new filter, too
    m_commands.clearFilter->setEnabled(!m_filterBar->text().isEmpty());
    showEmptyText();
    showCounts();
}

void LogPage::applyFilter(const events::EventFilter &filter)
{
    m_filterBar->setText(FilterTerm::toText(filtertext::termsOf(filter)));
}

void LogPage::setPaused(bool paused)
{
    m_liveModel->setPaused(paused);
    m_commands.pause->setIcon(theme::icon(paused ? u"play"_s : u"pause"_s));
    showCounts();
}

void LogPage::showState()
{
    const Session &session = m_context.session;
    m_table->setStale(m_fileModel == nullptr && session.hasDaemon() && !session.isLive());
    m_commands.loadOlder->setEnabled(m_fileModel == nullptr && session.isLive());
    m_commands.pause->setEnabled(m_fileModel == nullptr && session.hasDaemon());
    if (session.isLive())
        m_feedProblem.clear();
    showEmptyText();
    showEntryCommands();
}

void LogPage::showBanner(const QString &text, QAction *action)
{
    m_bannerText->setText(text);
    m_bannerButton->setVisible(action != nullptr);
    if (action != nullptr)
        m_bannerButton->setDefaultAction(action);
    m_banner->setVisible(!text.isEmpty());
}

void LogPage::showCounts()
{
    const QLocale locale;
    EventModel &shown = model();
    QString text = tr("%Ln entries", nullptr, shown.eventCount());
    if (shown.isFiltered())
        text = tr("%1, %2 shown").arg(text, locale.toString(shown.shownEventCount()));
    m_counts->setText(text);
    const bool paused = m_liveModel->isPaused() && m_fileModel == nullptr;
    m_commands.pause->setText(paused ? tr("Resume") : tr("Pause"));
    if (m_fileModel != nullptr)
        showBanner(m_fileTitle, m_commands.closeFile);
    else if (paused)
        showBanner(tr("Paused. %Ln entries are held back.", nullptr, m_liveModel->heldBack()),
                   m_commands.pause);
    else
        showBanner({}, nullptr);
    const bool any = shown.eventCount() > 0;
    m_commands.exportAll->setEnabled(any && m_export == nullptr);
    m_commands.exportShown->setEnabled(shown.shownEventCount() > 0 && m_export == nullptr);
    for (QAction *action : {m_commands.clearView, m_commands.previous, m_commands.next})
        action->setEnabled(any);
    if (!any || shown.shownEventCount() == 0)
        showEmptyText();
}

void LogPage::showEmptyText()
{
    const Session &session = m_context.session;
    EventModel &shown = model();
    if (shown.isFiltered() && shown.eventCount() > 0)
        return m_table->setEmptyText(tr("No entry matches the filter."), m_commands.clearFilter);
    if (m_fileModel != nullptr)
        return m_table->setEmptyText(m_reader->isRunning() ? tr("Reading the file…")
                                                           : tr("There are no entries in this "
                                                                "file."),
                                     m_commands.closeFile);
    if (!session.hasDaemon())
        return m_table->setEmptyText(session.state() == Session::State::File
                                         ? tr("This is a file; the log comes from a running "
                                              "daemon.\nOpen a log file to look into an earlier "
                                              "log.")
                                         : tr("Connect to a daemon to see its log, or open a log "
                                              "file."),
                                     m_commands.openFile);
    if (!m_feedProblem.isEmpty())
        return m_table->setEmptyText(m_feedProblem);
    if (!session.isLive())
        return m_table->setEmptyText(session.stateText());
    m_table->setEmptyText(
        tr("No requests yet. Each one appears here as it is decided.\nTry one: %1")
            .arg(loginExample()));
}

void LogPage::saveState(QSettings &settings) const
{
    m_table->saveColumns(settings, u"log/columns"_s);
    m_filterBar->saveState(settings);
    m_notes.save(settings, u"log/notes"_s);
    ColorRule::save(settings, u"log/colorRules"_s, m_colorRules);
    settings.setValue(u"log/splitter"_s, m_splitter->saveState());
    settings.setValue(u"log/details"_s, m_commands.details->isChecked());
    settings.setValue(u"log/capacity"_s, m_capacity->currentData());
    settings.setValue(u"log/timeFormat"_s, m_timeFormat->currentData());
}

void LogPage::restoreState(const QSettings &settings)
{
    m_table->restoreColumns(settings, u"log/columns"_s);
    m_filterBar->restoreState(settings);
    m_notes.restore(settings, u"log/notes"_s);
    setColorRules(ColorRule::restore(settings, u"log/colorRules"_s));
    m_splitter->restoreState(settings.value(u"log/splitter"_s).toByteArray());
    m_commands.details->setChecked(settings.value(u"log/details"_s, true).toBool());
    const int capacity = m_capacity->findData(settings.value(u"log/capacity"_s));
    if (capacity >= 0)
        m_capacity->setCurrentIndex(capacity);
    const int format = m_timeFormat->findData(settings.value(u"log/timeFormat"_s));
    if (format >= 0)
        m_timeFormat->setCurrentIndex(format);
}

} // namespace wharfgate::gui
