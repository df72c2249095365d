// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/Message.h"

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QString>

#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

namespace wharfgate::gui {

/// The calls of one connection: those that wait to be sent, because the daemon answers only some at
/// once, and those that wait for their reply. Large texts are encoded on another thread.
class CallQueue final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const control::Reply &)>;

    explicit CallQueue(QObject *parent = nullptr);

    /// Null `context`: none.
    void add(const QString &method, const QJsonObject &params, QObject *context, Done done);
    /// Sends at once and before all that wait.
    void addFirst(const QString &method, const QJsonObject &params, Done done);
    /// Answers with `error`, later, and sends nothing.
    void reject(QObject *context, Done done, const control::CallError &error);
    /// False if no call has this id.
    bool answer(const QJsonValue &id, const control::Reply &reply);
    /// Answers everything with `error`, later.
    void failAll(const control::CallError &error);

    bool isWaitingForReplies() const { return !m_sent.empty(); }

Q_SIGNALS:
    void readyToSend(const QByteArray &line);

private:
    struct Call
    {
        QString method;
        QJsonObject params;
        QPointer<QObject> context;
        bool hasContext = false;
        Done done;
    };
    void sendNext();
    qint64 remember(Call call);
    void handleEncoded(qint64 id, const QByteArray &line);
    void finishLater(std::vector<Call> calls, const control::CallError &error);
    static void finish(const Call &call, const control::Reply &reply);

    std::deque<Call> m_waiting;
    std::unordered_map<qint64, Call> m_sent;
    qint64 m_lastId = 0;
    bool m_isEncoding = false;
};

} // namespace wharfgate::gui
