// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/ColorRule.h"
#include "gui/models/EventNotes.h"
#include "gui/models/FilterTerm.h"
#include "gui/pages/Page.h"
#include "gui/pages/log/EventExport.h"
#include "gui/pages/log/LogCommands.h"
#include "gui/pages/log/LogFileReader.h"
#include "gui/pages/log/RuleLocator.h"
#include "shared/events/EventFilter.h"

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QSplitter;
class QToolButton;

namespace wharfgate::gui {

class DetailsPanel;
class EventModel;
class FilterBar;
class LogFeed;
class LogTable;

/// The page Live Log: decisions as they happen, with history, filters and details; or a log file in
/// their place.
class LogPage final : public Page
{
    Q_OBJECT

public:
    explicit LogPage(const PageContext &context, QWidget *parent = nullptr);
    ~LogPage() override;

    QString title() const override;
    QString purpose() const override;
    QString iconName() const override;
    QList<QAction *> commands() const override;
    void focusSearch() override;
    void saveState(QSettings &settings) const override;
    void restoreState(const QSettings &settings) override;

    /// From other pages; replaces the filter.
    void applyFilter(const events::EventFilter &filter);
    /// Shows log files in place of the live log.
    void openFiles(const QStringList &files);

    LogFeed &feed() { return *m_feed; }
    EventModel &liveModel() { return *m_liveModel; }
    /// What the table shows: the live log or a file.
    EventModel &model();

protected:
    void changeEvent(QEvent *event) override;

private:
    // LogPage.cpp
    void buildLayout();
    QWidget *buildTools();
    QWidget *buildBanner();
    QWidget *buildFooter();
    void connectView();
    void connectSession();
    void showModel(EventModel &model);
    void showState();
    void showCounts();
    void showEmptyText();
    void showBanner(const QString &text, QAction *action);
    void showBannerColor();
    void takeFilter();
    void setPaused(bool paused);

    // LogPageEntries.cpp
    void connectEntryCommands();
    std::optional<events::AuthEvent> currentEvent() const;
    void showDetails();
    void takeDroppedCurrent();
    void showEntryCommands();
    QString rulesChangedSince(const events::AuthEvent &event) const;
    QDateTime knownRulesChange() const;
    RuleLocator::Place placeOfRule(const events::AuthEvent &event) const;
    std::optional<FilterTerm> termOfCell() const;
    void step(int by);
    void goToRule();
    void testRequest();
    void createRule();
    void blockAddress();
    void editNote();
    void goToNextBookmark();
    enum class CopyForm
    {
        Text,
        Csv,
        Json
    };
    void copyRows(CopyForm form);

    // LogPageFiles.cpp
    void connectFileCommands();
    void askForFiles();
    void closeFile();
    void takeFileSummary(const LogFileReader::Summary &summary);
    void loadOlder();
    void exportEntries(EventExport::Rows rows);
    void beginProgress(const QString &text);
    void endProgress();
    void cancelProgress();
    void editColorRules();
    void setColorRules(std::vector<ColorRule> rules);
    QString loginExample() const;

    PageContext m_context;
    EventNotes m_notes;
    EventModel *m_liveModel = nullptr;
    EventModel *m_fileModel = nullptr; // null: no file is open
    LogFeed *m_feed = nullptr;
    LogFileReader *m_reader = nullptr;
    EventExport *m_export = nullptr;
    LogCommands m_commands;
    RuleLocator m_locator;
    std::vector<ColorRule> m_colorRules;
    QString m_fileTitle;
    QString m_feedProblem;
    bool m_currentDropped = false; // the entry that the details show is not in the list any more

    FilterBar *m_filterBar = nullptr;
    LogTable *m_table = nullptr;
    DetailsPanel *m_details = nullptr;
    QSplitter *m_splitter = nullptr;
    QWidget *m_banner = nullptr;
    QLabel *m_bannerText = nullptr;
    QToolButton *m_bannerButton = nullptr;
    QLabel *m_counts = nullptr;
    QComboBox *m_capacity = nullptr;
    QComboBox *m_timeFormat = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_cancel = nullptr;
};

} // namespace wharfgate::gui
