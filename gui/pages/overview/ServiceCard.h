// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/Theme.h"

#include <QDateTime>
#include <QWidget>

#include <map>
#include <optional>
#include <utility>

class QGridLayout;
class QLabel;
class QToolButton;

namespace wharfgate::gui {

class Card;
class Session;
class Workspace;
struct DaemonStatus;

/// What the service is and how it is: state, since when, version, address, certificates, rules in
/// force, load, and what went wrong last. For a plain file: what the file holds.
class ServiceCard final : public QWidget
{
    Q_OBJECT

public:
    ServiceCard(const Workspace &workspace, const Session &session, QWidget *parent);

    /// Shows everything anew; `now` is what "ago" counts from.
    void refresh(const QDateTime &now);

Q_SIGNALS:
    void certificateRequested(const QString &role);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Row
    {
        Running,
        Version,
        Address,
        File,
        Rules,
        Users,
        Load,
        LastReload,
        LastError
    };
    void addToGrid(const QString &label, QWidget *value);
    void addRow(Row row, const QString &label, const char *name);
    void addCertificateRow(const QString &role, const QString &label);
    void setRow(Row row, const QString &text, std::optional<theme::Role> role = {});
    void showRows();
    void showState();
    void showStatus(const DaemonStatus &status, const QDateTime &now);
    void showReload(const DaemonStatus &status, const QDateTime &now);
    void showCertificates(const DaemonStatus *status, const QDateTime &now);
    void showFile();
    void setStale(bool stale);

    const Workspace &m_workspace;
    const Session &m_session;
    Card *m_card = nullptr;
    QGridLayout *m_grid = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_reason = nullptr;
    std::map<Row, QLabel *> m_values;
    std::map<QWidget *, QLabel *> m_labels; // of each value
    std::map<Row, std::pair<QString, std::optional<theme::Role>>> m_texts;
    std::map<QString, QToolButton *> m_certificates; // by role
};

} // namespace wharfgate::gui
