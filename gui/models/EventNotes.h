// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

class QSettings;

namespace wharfgate::gui {

/// Bookmarks and notes of log entries, by the entry's request id: they are found again when the
/// entry comes back from a file.
class EventNotes final : public QObject
{
    Q_OBJECT

public:
    /// How many entries are remembered; the oldest go first.
    static constexpr int kLimit = 1000;

    explicit EventNotes(QObject *parent = nullptr);

    bool isBookmarked(const QString &requestId) const;
    QString note(const QString &requestId) const;
    void setBookmarked(const QString &requestId, bool bookmarked);
    /// Empty: no note.
    void setNote(const QString &requestId, const QString &note);
    bool isEmpty() const { return m_entries.isEmpty(); }

    void save(QSettings &settings, const QString &key) const;
    void restore(const QSettings &settings, const QString &key);

Q_SIGNALS:
    void changed(const QString &requestId);

private:
    struct Entry
    {
        bool bookmarked = false;
        QString note;
    };
    void put(const QString &requestId, Entry entry);

    QHash<QString, Entry> m_entries;
    QStringList m_order; // oldest first
};

} // namespace wharfgate::gui
