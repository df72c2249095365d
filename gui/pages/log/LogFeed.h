// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/models/EventModel.h"
#include "shared/control/Message.h"
#include "shared/events/EventFilter.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <deque>

namespace wharfgate::gui {

class Session;

/// Keeps an EventModel filled with what a daemon decides: the last entries first, then each new
/// one, across reconnections, with marks where something is missing or the rules changed. Reads
/// what arrives in slices, so that a flood never holds up the program.
class LogFeed final : public QObject
{
    Q_OBJECT

public:
    LogFeed(Session &session, EventModel &model, QObject *parent = nullptr);

    /// Asks for entries before the oldest: the daemon's memory first, then its files. With a filter
    /// only what matches it is fetched, and marked so.
    void loadOlder(const events::EventFilter &filter);
    void cancelOlder();
    bool isLoadingOlder() const { return m_olderRequest != 0; }
    /// False once everything there is has been fetched.
    bool mayHaveOlder() const { return m_mayHaveOlder; }
    /// Entries looked through by the search for older ones so far.
    qint64 olderScanned() const { return m_olderScanned; }
    /// When the rules changed last, as far as notifications said; invalid: not since we listen.
    const QDateTime &rulesChanged() const { return m_rulesChanged; }

    // What the session's signals lead to; public for tests, which have no daemon.
    void handleConnected(const QString &instance);
    void handleDisconnected(const QString &why);
    void handleNotification(const QString &method, const QJsonObject &params);
    void handleSubscribed(const control::Reply &reply);
    void handleFirstPage(const control::Reply &reply);
    void handleOlder(const control::Reply &reply);

Q_SIGNALS:
    /// loadOlder() began, went on or ended.
    void olderChanged();
    /// `count` entries came; an empty `problem` and 0: there is nothing older.
    void olderFinished(int count, const QString &problem);
    /// Subscribing failed; a sentence.
    void failed(const QString &problem);

private:
    struct Batch
    {
        QJsonArray items;
        qsizetype next = 0;
        qint64 dropped = 0;
    };

    void followConnection();
    void forget();
    void subscribe(bool resume);
    void readSlice();
    void readItem(const QJsonObject &item);
    void mark(EventRow::Kind kind, const QString &text);
    std::vector<events::AuthEvent> readPage(const QJsonArray &items) const;
    void askOlder();
    void endOlder(int count, const QString &problem);
    QJsonObject olderFilter() const;

    Session &m_session;
    EventModel &m_model;
    QString m_address;  // of the connection that the entries are from
    QString m_instance; // of the daemon that the entries are from
    std::uint64_t m_last = 0;
    bool m_wasConnected = false;
    QDateTime m_rulesChanged;

    std::deque<Batch> m_queue;
    QTimer m_readTimer;

    QJsonValue m_ringCursor; // as the daemon gave it
    QJsonValue m_fileCursor;
    bool m_ringHasMore = false;
    bool m_mayHaveOlder = true;
    int m_olderRequest = 0; // number of the request that counts, 0: none
    int m_requests = 0;
    qint64 m_olderScanned = 0;
    events::EventFilter m_olderUserFilter;
};

} // namespace wharfgate::gui
