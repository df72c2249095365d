// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"
#include "shared/base/Result.h"

#include <QByteArray>
#include <QObject>

#include <optional>
#include <vector>

class QSettings;

namespace wharfgate::gui {

/// The connections that the user keeps, and the one used last, remembered in the settings. Two
/// connections are the same if they have the same address.
class ConnectionStore final : public QObject
{
    Q_OBJECT

public:
    /// What an import would do, as indexes into the imported connections.
    struct ImportPlan
    {
        std::vector<std::size_t> added;
        std::vector<std::size_t> replaced; // same address, but another name, command or port
        std::vector<std::size_t> unchanged;
    };
    enum class OnConflict
    {
        Keep, ///< what is there stays
        Replace
    };

    /// `settings` outlives the store.
    explicit ConnectionStore(QSettings &settings, QObject *parent = nullptr);

    const std::vector<ConnectionSpec> &connections() const { return m_connections; }
    std::optional<std::size_t> indexOf(const ConnectionSpec &spec) const;

    /// Adds it at the end, or changes the one with the same address; its index.
    std::size_t put(const ConnectionSpec &spec);
    /// Changes the one at `index`; one that has the new address already is removed.
    void replace(std::size_t index, const ConnectionSpec &spec);
    void remove(std::size_t index);

    /// What was opened last and is opened again when the program starts.
    std::optional<ConnectionSpec> last() const;
    void setLast(const ConnectionSpec &spec);
    /// Nothing is opened when the program starts.
    void clearLast();

    /// All as JSON. A connection holds no secrets.
    QByteArray exported() const;
    /// The reverse; the error is a sentence for the user.
    static Result<std::vector<ConnectionSpec>> parse(const QByteArray &json);
    ImportPlan planImport(const std::vector<ConnectionSpec> &imported) const;
    void import(const std::vector<ConnectionSpec> &imported, OnConflict onConflict);

Q_SIGNALS:
    void inserted(int index);
    void changed(int index);
    void removed(int index);

private:
    void load();
    void save();

    QSettings &m_settings;
    std::vector<ConnectionSpec> m_connections;
};

} // namespace wharfgate::gui
