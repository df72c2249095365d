// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/ConnectionStore.h"

#include "gui/client/SshTunnel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using Kind = ConnectionSpec::Kind;

namespace {

constexpr qsizetype kMaxBytes = 1024 * 1024;
constexpr qsizetype kMaxConnections = 1000;
constexpr qsizetype kMaxText = 4096;
constexpr int kFormat = 1;
constexpr std::pair<Kind, QLatin1StringView> kKinds[] = {
    {Kind::LocalSocket, "socket"_L1}, {Kind::Ssh, "ssh"_L1}, {Kind::File, "file"_L1}};

QString wordOf(Kind kind)
{
    const auto *found = std::ranges::find(kKinds, kind, &std::pair<Kind, QLatin1StringView>::first);
    return found == std::end(kKinds) ? QString() : QString(found->second);
}

QJsonObject toJson(const ConnectionSpec &spec)
{
    QJsonObject json{{u"kind"_s, wordOf(spec.kind)}, {u"path"_s, spec.path}};
    if (!spec.name.isEmpty())
        json.insert(u"name"_s, spec.name);
    if (spec.kind == Kind::Ssh)
        json.insert(u"host"_s, spec.host);
    if (spec.port != 0)
        json.insert(u"port"_s, spec.port);
    if (!spec.startCommand.isEmpty())
        json.insert(u"startCommand"_s, spec.startCommand);
    return json;
}

/// Nothing if a part is missing or cannot be used.
std::optional<ConnectionSpec> specOf(const QJsonValue &json)
{
    const QString word = json["kind"_L1].toString();
    const auto *kind =
        std::ranges::find_if(kKinds, [&](const auto &k) { return k.second == word; });
    if (kind == std::end(kKinds))
        return std::nullopt;
    ConnectionSpec spec;
    spec.kind = kind->first;
    spec.name = json["name"_L1].toString().simplified();
    spec.path = json["path"_L1].toString();
    spec.startCommand = json["startCommand"_L1].toString();
    if (spec.kind == Kind::Ssh) {
        spec.host = json["host"_L1].toString();
        spec.port = json["port"_L1].toInt();
        if (!SshTunnel::whyNot(spec).isEmpty())
            return std::nullopt;
    }
    const bool isSensible = spec.path.startsWith(u'/') && spec.path.size() <= kMaxText &&
                            spec.name.size() <= kMaxText && spec.startCommand.size() <= kMaxText &&
                            !spec.path.contains(QChar::Null);
    return isSensible ? std::optional(spec) : std::nullopt;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<ConnectionSpec> specOf(const QByteArray &json)
{
    return specOf(QJsonValue(QJsonDocument::fromJson(json).object()));
}

constexpr auto kListKey = "connections/list"_L1;
constexpr auto kLastKey = "connections/last"_L1;

} // namespace

ConnectionStore::ConnectionStore(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    load();
}

void ConnectionStore::load()
{
    const QJsonDocument document =
        QJsonDocument::fromJson(m_settings.value(kListKey).toByteArray());
    for (const QJsonValue &item : document.array()) {
        const auto spec = specOf(item);
        if (spec && !indexOf(*spec))
            m_connections.push_back(*spec);
    }
}

void ConnectionStore::save()
{
    QJsonArray list;
    for (const ConnectionSpec &spec : m_connections)
        list.append(toJson(spec));
    m_settings.setValue(kListKey, QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::optional<std::size_t> ConnectionStore::indexOf(const ConnectionSpec &spec) const
{
    const auto found = std::ranges::find_if(m_connections, [&](const ConnectionSpec &kept) {
        return kept.kind == spec.kind && kept.address() == spec.address();
    });
    if (found == m_connections.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_connections.begin());
}

std::size_t ConnectionStore::put(const ConnectionSpec &spec)
{
    if (const auto index = indexOf(spec)) {
        replace(*index, spec);
        return *index;
    }
    m_connections.push_back(spec);
    save();
    Q_EMIT inserted(static_cast<int>(m_connections.size()) - 1);
    return m_connections.size() - 1;
}

void ConnectionStore::replace(std::size_t index, const ConnectionSpec &spec)
{
    if (index >= m_connections.size() || m_connections[index] == spec)
        return;
    if (const auto same = indexOf(spec); same && *same != index) {
        remove(*same);
        if (*same < index)
            --index;
    }
    // What was opened last is the same connection under its new address.
    const auto opened = last();
    const bool wasLast = opened && *opened == m_connections[index];
    m_connections[index] = spec;
    if (wasLast)
        setLast(spec);
    save();
    Q_EMIT changed(static_cast<int>(index));
}

void ConnectionStore::remove(std::size_t index)
{
    if (index >= m_connections.size())
        return;
    const ConnectionSpec spec = m_connections[index];
    m_connections.erase(m_connections.begin() + static_cast<std::ptrdiff_t>(index));
    if (last() == spec)
        clearLast();
    save();
    Q_EMIT removed(static_cast<int>(index));
}

std::optional<ConnectionSpec> ConnectionStore::last() const
{
    return specOf(m_settings.value(kLastKey).toByteArray());
}

void ConnectionStore::setLast(const ConnectionSpec &spec)
{
    m_settings.setValue(kLastKey, compact(toJson(spec)));
}

void ConnectionStore::clearLast()
{
    m_settings.remove(kLastKey);
}

QByteArray ConnectionStore::exported() const
{
    QJsonArray list;
    for (const ConnectionSpec &spec : m_connections)
        list.append(toJson(spec));
    return QJsonDocument(
               QJsonObject{{u"wharfgateConnections"_s, kFormat}, {u"connections"_s, list}})
        .toJson();
}

Result<std::vector<ConnectionSpec>> ConnectionStore::parse(const QByteArray &json)
{
    const auto refused = [](const QString &why) {
        return failure(ErrorCode::InvalidInput, why.toStdString());
    };
    if (json.size() > kMaxBytes)
        return refused(tr("The file is too large for a list of connections."));
    const QJsonObject file = QJsonDocument::fromJson(json).object();
    const QJsonValue list = file["connections"_L1];
    if (!file["wharfgateConnections"_L1].isDouble() || !list.isArray())
        return refused(tr("This is no list of connections that this program has exported."));
    if (file["wharfgateConnections"_L1].toInt() > kFormat)
        return refused(tr("A newer version of this program wrote the file. Update this one."));
    const QJsonArray items = list.toArray();
    if (items.size() > kMaxConnections)
        return refused(tr("The file holds more than %n connection(s).", nullptr,
                          static_cast<int>(kMaxConnections)));
    std::vector<ConnectionSpec> specs;
    for (const QJsonValue &item : items) {
        const auto spec = specOf(item);
        if (!spec)
            return refused(tr("Connection %1 in the file cannot be used: its kind, path or host is "
                              "missing or not valid.")
                               .arg(specs.size() + 1));
        specs.push_back(*spec);
    }
    return specs;
}

ConnectionStore::ImportPlan
ConnectionStore::planImport(const std::vector<ConnectionSpec> &imported) const
{
    ImportPlan plan;
    for (std::size_t i = 0; i < imported.size(); ++i) {
        const auto index = indexOf(imported[i]);
        if (!index)
            plan.added.push_back(i);
        else if (m_connections[*index] == imported[i])
            plan.unchanged.push_back(i);
        else
            plan.replaced.push_back(i);
    }
    return plan;
}

void ConnectionStore::import(const std::vector<ConnectionSpec> &imported, OnConflict onConflict)
{
    for (const ConnectionSpec &spec : imported) {
        if (onConflict == OnConflict::Replace || !indexOf(spec))
            put(spec);
    }
}

} // namespace wharfgate::gui
