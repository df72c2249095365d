// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogPage.h"

#include "gui/client/Session.h"
#include "gui/models/EventModel.h"
#include "gui/pages/log/ColorRulesDialog.h"
#include "gui/pages/log/FilterBar.h"
#include "gui/pages/log/LogFeed.h"
#include "gui/pages/log/LogTable.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

// Log files, older entries, export, and what takes a while.

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

void LogPage::connectFileCommands()
{
    connect(m_commands.openFile, &QAction::triggered, this, &LogPage::askForFiles);
    connect(m_commands.closeFile, &QAction::triggered, this, &LogPage::closeFile);
    connect(m_commands.loadOlder, &QAction::triggered, this, &LogPage::loadOlder);
    connect(m_commands.exportShown, &QAction::triggered, this,
            [this] { exportEntries(EventExport::Rows::Shown); });
    connect(m_commands.exportAll, &QAction::triggered, this,
            [this] { exportEntries(EventExport::Rows::All); });
    connect(m_commands.colorRules, &QAction::triggered, this, &LogPage::editColorRules);
    connect(m_cancel, &QToolButton::clicked, this, &LogPage::cancelProgress);

    connect(m_reader, &LogFileReader::batchRead, this,
            [this](const std::vector<events::AuthEvent> &events) {
                if (m_fileModel == nullptr)
                    return; // closed meanwhile
                for (const events::AuthEvent &event : events)
                    m_fileModel->append(event);
            });
    connect(m_reader, &LogFileReader::progressed, m_progress, &QProgressBar::setValue);
    connect(m_reader, &LogFileReader::finished, this, &LogPage::takeFileSummary);
    connect(m_feed, &LogFeed::olderChanged, this, [this] {
        if (m_feed->isLoadingOlder())
            m_progress->setFormat(tr("%Ln entries looked through", nullptr,
                                     static_cast<int>(m_feed->olderScanned())));
    });
    connect(m_feed, &LogFeed::olderFinished, this, [this](int count, const QString &problem) {
        endProgress();
        m_commands.loadOlder->setEnabled(m_context.session.isLive());
        if (!problem.isEmpty())
            m_context.messages.showMessage(MessageKind::Information, problem);
        else if (count == 0)
            m_context.messages.showMessage(MessageKind::Information,
                                           tr("There are no older entries."));
    });
}

void LogPage::beginProgress(const QString &text)
{
    m_progress->setRange(0, 100);
    m_progress->setValue(0);
    m_progress->setFormat(text);
    m_progress->setAccessibleName(text);
    m_progress->show();
    m_cancel->show();
}

void LogPage::endProgress()
{
    m_progress->hide();
    m_cancel->hide();
}

void LogPage::cancelProgress()
{
    if (m_reader->isRunning())
        m_reader->cancel();
    else if (m_export != nullptr)
        m_export->cancel();
    else
        m_feed->cancelOlder();
}

void LogPage::askForFiles()
{
    const QStringList files =
        dialogs::openFileNames(this, tr("Open Log File"),
                               tr("Log files (*.json *.jsonl *.log *.json.* *.log.*);;"
                                  "All files (*)"));
    if (!files.isEmpty())
        openFiles(files);
}

void LogPage::openFiles(const QStringList &files)
{
    if (m_reader->isRunning()) {
        m_context.messages.showMessage(
            MessageKind::Information,
            tr("A log file is being read. Cancel that, or wait until it has ended."));
        return;
    }
    closeFile();
    const QStringList ordered = LogFileReader::inOrder(files);
    m_fileModel = new EventModel(m_notes, this);
    m_fileModel->setCapacity(m_capacity->currentData().toInt());
    m_fileModel->setTimeFormat(m_liveModel->timeFormat());
    m_fileModel->setColorRules(m_colorRules);
    m_fileTitle = ordered.size() == 1 ? tr("%1, in place of the live log.").arg(ordered.front())
                                      : tr("%Ln files up to %1, in place of the live log.", nullptr,
                                           static_cast<int>(ordered.size()))
                                            .arg(ordered.back());
    m_commands.closeFile->setEnabled(true);
    beginProgress(tr("Reading %p%"));
    m_reader->start(ordered);
    m_table->setFollowing(false);
    showModel(*m_fileModel);
    showState();
}

void LogPage::closeFile()
{
    if (m_fileModel == nullptr)
        return;
    m_reader->cancel();
    EventModel *closed = m_fileModel;
    m_fileModel = nullptr;
    m_fileTitle.clear();
    m_commands.closeFile->setEnabled(false);
    m_table->setFollowing(true);
    showModel(*m_liveModel);
    closed->deleteLater(); // it may be sending
    showState();
}

void LogPage::takeFileSummary(const LogFileReader::Summary &summary)
{
    endProgress();
    if (m_fileModel == nullptr)
        return;
    m_fileModel->flush();
    const QLocale locale;
    const qint64 kept = m_fileModel->eventCount();
    if (summary.entries > kept)
        m_fileTitle += u' ' + tr("The file has %1 entries; the last %2 are kept.")
                                  .arg(locale.toString(summary.entries), locale.toString(kept));
    if (summary.otherLines > 0)
        m_fileTitle += u' ' + tr("%Ln lines are no entries and were left out.", nullptr,
                                 static_cast<int>(summary.otherLines));
    showCounts();
    showEmptyText();
    if (!summary.problem.isEmpty())
        m_context.messages.showMessage(MessageKind::Warning, summary.problem);
}

void LogPage::loadOlder()
{
    m_commands.loadOlder->setEnabled(false);
    beginProgress(tr("Loading older entries"));
    m_progress->setRange(0, 0); // nobody knows how long the files are
    m_feed->loadOlder(m_filterBar->filter());
}

void LogPage::exportEntries(EventExport::Rows rows)
{
    if (m_export != nullptr || m_reader->isRunning())
        return;
    const QString file = dialogs::saveFileName(
        this,
        rows == EventExport::Rows::All ? tr("Export All Entries") : tr("Export Shown Entries"),
        u"wharfgate-log.csv"_s, tr("CSV (*.csv);;JSON lines (*.jsonl *.json)"));
    if (file.isEmpty())
        return;
    m_export = new EventExport(model(), rows, EventExport::formatOf(file), this);
    beginProgress(tr("Exporting %p%"));
    connect(m_export, &EventExport::progressed, m_progress, &QProgressBar::setValue);
    connect(m_export, &EventExport::finished, this,
            [this, file](qint64 count, const QString &problem) {
                m_export->deleteLater();
                m_export = nullptr;
                endProgress();
                showCounts();
                if (!problem.isEmpty())
                    m_context.messages.showMessage(MessageKind::Error, problem);
                else
                    m_context.messages.showMessage(
                        MessageKind::Success,
                        tr("%Ln entries were written to %1.", nullptr, static_cast<int>(count))
                            .arg(QFileInfo(file).fileName()));
            });
    showCounts();
    m_export->start(file);
}

void LogPage::setColorRules(std::vector<ColorRule> rules)
{
    m_colorRules = std::move(rules);
    m_liveModel->setColorRules(m_colorRules);
    if (m_fileModel != nullptr)
        m_fileModel->setColorRules(m_colorRules);
}

void LogPage::editColorRules()
{
    auto *dialog = new ColorRulesDialog(m_colorRules, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { setColorRules(dialog->rules()); });
    dialog->open();
}

QString LogPage::loginExample() const
{
    // The registry is what people log in to; what the daemon knows of it is its service's name.
    const config::Configuration *configuration = m_context.workspace.base().configuration();
    QString user = u"USER"_s;
    if (configuration != nullptr) {
        for (const auto &[name, account] : configuration->users) {
            if (!name.empty()) {
                user = QString::fromStdString(name);
                break;
            }
        }
    }
    return u"docker login -u %1 REGISTRY"_s.arg(user);
}

} // namespace wharfgate::gui
