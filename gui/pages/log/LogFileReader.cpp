// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogFileReader.h"

#include "shared/events/AuthEventReader.h"

#include <QFile>
#include <QFileInfo>
#include <QMetaObject>
#include <QThread>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr std::size_t kBatch = 1000;
constexpr int kBatchesOnTheirWay = 3;
constexpr qint64 kBytesBetweenReports = 1 << 20;

/// 3 of "log.json.3", 0 of "log.json".
int rotationOf(const QString &file)
{
    bool ok = false;
    const int number = QFileInfo(file).suffix().toInt(&ok);
    return ok && number > 0 ? number : 0;
}

} // namespace

LogFileReader::LogFileReader(QObject *parent)
    : QObject(parent)
{}

LogFileReader::~LogFileReader()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

QStringList LogFileReader::inOrder(QStringList files)
{
    std::stable_sort(files.begin(), files.end(), [](const QString &a, const QString &b) {
        return rotationOf(a) > rotationOf(b);
    });
    return files;
}

void LogFileReader::start(const QStringList &files)
{
    Q_ASSERT(!isRunning());
    m_shared = std::make_shared<Shared>();
    m_shared->room.release(kBatchesOnTheirWay);
    m_thread.reset(
        QThread::create([this, files = inOrder(files), shared = m_shared] { run(files, shared); }));
    m_thread->setObjectName(u"log-file"_s);
    m_thread->start();
}

void LogFileReader::cancel()
{
    if (!m_shared)
        return;
    m_shared->cancelled = true;
    m_shared->room.release(kBatchesOnTheirWay); // it may wait for room
}

void LogFileReader::run(const QStringList &files, const std::shared_ptr<Shared> &shared)
{
    Summary summary;
    qint64 total = 0;
    for (const QString &file : files)
        total += QFileInfo(file).size();
    qint64 done = 0;
    for (const QString &file : files) {
        if (shared->cancelled || !summary.problem.isEmpty())
            break;
        readFile(file, std::max<qint64>(total, 1), done, summary, shared);
    }
    if (shared->cancelled)
        summary.problem = tr("Reading was cancelled; what was read so far is shown.");
    // The owner waits for this thread before it goes, so it is there.
    QMetaObject::invokeMethod(
        this, [this, summary] { finish(summary); }, Qt::QueuedConnection);
}

void LogFileReader::readFile(const QString &name, qint64 total, qint64 &done, Summary &summary,
                             const std::shared_ptr<Shared> &shared)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        summary.problem = tr("%1 cannot be read: %2").arg(name, file.errorString());
        return;
    }
    std::vector<events::AuthEvent> batch;
    qint64 reported = done;
    while (!shared->cancelled) {
        const QByteArray line = file.readLine(static_cast<qint64>(events::kMaxEventLine) + 2);
        if (line.isEmpty())
            break;
        done += line.size();
        const std::string_view text(line.constData(), static_cast<std::size_t>(line.size()));
        if (auto event = events::readAuthEvent(text)) {
            batch.push_back(std::move(*event));
            ++summary.entries;
        } else if (!line.trimmed().isEmpty()) {
            ++summary.otherLines;
        }
        if (batch.size() >= kBatch)
            handOver(std::exchange(batch, {}), shared);
        if (done - reported >= kBytesBetweenReports) {
            reported = done;
            const auto percent = static_cast<int>(done * 100 / total);
            QMetaObject::invokeMethod(this, [this, percent] { Q_EMIT progressed(percent); });
        }
    }
    if (!batch.empty())
        handOver(std::move(batch), shared);
    if (file.error() != QFileDevice::NoError && summary.problem.isEmpty())
        summary.problem = tr("%1 cannot be read: %2").arg(name, file.errorString());
}

void LogFileReader::handOver(std::vector<events::AuthEvent> batch,
                             const std::shared_ptr<Shared> &shared)
{
    shared->room.acquire();
    QMetaObject::invokeMethod(
        this,
        [this, shared, batch = std::move(batch)] {
            Q_EMIT batchRead(batch);
            shared->room.release();
        },
        Qt::QueuedConnection);
}

void LogFileReader::finish(const Summary &summary)
{
    m_thread->wait();
    m_thread.reset();
    Q_EMIT finished(summary);
}

} // namespace wharfgate::gui
