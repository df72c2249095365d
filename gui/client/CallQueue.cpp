// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/CallQueue.h"

#include "gui/client/InPool.h"

#include <QJsonArray>

#include <map>
#include <utility>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

/// The daemon answers 16 at once (PROTOCOL.md); some are kept free for the ping and for others.
constexpr std::size_t kMaxAtOnce = 12;
/// Larger ones would be felt while they are encoded.
constexpr qsizetype kLargeText = 512 * 1024;
/// What the daemon takes in one line (PROTOCOL.md).
constexpr qsizetype kMaxLine = 80 * 1024 * 1024;

/// Roughly, and without looking deeper than calls with large texts need.
qsizetype roughSize(const QJsonObject &params)
{
    qsizetype size = 0;
    for (const QJsonValue &value : params) {
        if (value.isString())
            size += value.toString().size();
        else if (value.isArray())
            size += value.toArray().size() * 256;
    }
    return size;
}

} // namespace

CallQueue::CallQueue(QObject *parent)
    : QObject(parent)
{}

void CallQueue::add(const QString &method, const QJsonObject &params, QObject *context, Done done)
{
    m_waiting.push_back({method, params, context, context != nullptr, std::move(done)});
    sendNext();
}

void CallQueue::addFirst(const QString &method, const QJsonObject &params, Done done)
{
    const qint64 id = remember({method, {}, nullptr, false, std::move(done)});
    Q_EMIT readyToSend(control::encode(control::Request{id, method, params}));
}

qint64 CallQueue::remember(Call call)
{
    m_sent.emplace(++m_lastId, std::move(call));
    return m_lastId;
}

void CallQueue::sendNext()
{
    while (!m_isEncoding && !m_waiting.empty() && m_sent.size() < kMaxAtOnce) {
        Call call = std::move(m_waiting.front());
        m_waiting.pop_front();
        const QString method = call.method;
        const QJsonObject params = std::exchange(call.params, {});
        const qint64 id = remember(std::move(call));
        if (roughSize(params) < kLargeText) {
            handleEncoded(id, control::encode(control::Request{id, method, params}));
            continue;
        }
        m_isEncoding = true;
        runInPool(
            this,
            [id, method, params] {
                return control::encode(control::Request{id, method, params});
            },
            [this, id](const QByteArray &line) {
                m_isEncoding = false;
                handleEncoded(id, line);
                sendNext();
            });
    }
}

void CallQueue::handleEncoded(qint64 id, const QByteArray &line)
{
    if (!m_sent.contains(id))
        return; // given up meanwhile
    if (line.size() <= kMaxLine) {
        Q_EMIT readyToSend(line);
        return;
    }
    answer(id, tl::unexpected(
                   control::CallError{control::ErrorCode::TooLong,
                                      tr("This is more than the daemon takes at once (80 MiB)."),
                                      {}}));
}

bool CallQueue::answer(const QJsonValue &id, const control::Reply &reply)
{
    const auto found = id.isDouble() ? m_sent.find(id.toInteger(-1)) : m_sent.end();
    if (found == m_sent.end())
        return false;
    const Call call = std::move(found->second);
    m_sent.erase(found);
    QPointer<CallQueue> self(this);
    finish(call, reply);
    if (self)
        sendNext();
    return true;
}

void CallQueue::finish(const Call &call, const control::Reply &reply)
{
    if (call.done && (!call.hasContext || call.context))
        call.done(reply);
}

void CallQueue::failAll(const control::CallError &error)
{
    std::map<qint64, Call> inOrder;
    for (auto &[id, call] : m_sent)
        inOrder.emplace(id, std::move(call));
    m_sent.clear();
    std::vector<Call> calls;
    for (auto &[id, call] : inOrder)
        calls.push_back(std::move(call));
    for (Call &call : m_waiting)
        calls.push_back(std::move(call));
    m_waiting.clear();
    finishLater(std::move(calls), error);
}

void CallQueue::reject(QObject *context, Done done, const control::CallError &error)
{
    finishLater({{{}, {}, context, context != nullptr, std::move(done)}}, error);
}

void CallQueue::finishLater(std::vector<Call> calls, const control::CallError &error)
{
    QMetaObject::invokeMethod(
        this,
        [calls = std::move(calls), error] {
            for (const Call &call : calls)
                finish(call, tl::unexpected(error));
        },
        Qt::QueuedConnection);
}

} // namespace wharfgate::gui
