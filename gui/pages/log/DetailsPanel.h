// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/log/DetailsText.h"

#include <QJsonObject>
#include <QList>
#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTextBrowser;

namespace wharfgate::gui {

class Session;
class Workspace;

/// The side panel of the log: all about one entry, and which rules were tried for it.
class DetailsPanel final : public QWidget
{
    Q_OBJECT

public:
    DetailsPanel(const Workspace &workspace, Session &session, QWidget *parent = nullptr);

    /// Buttons: `navigation` at the top, `commands` below the text.
    void setActions(const QList<QAction *> &navigation, const QList<QAction *> &commands);
    /// `rulesChanged` is a sentence if the rules changed since the entry. `explain`: by the
    /// daemon; not for entries of a file, which may be another daemon's.
    enum class Explain
    {
        ByDaemon,
        No
    };
    void showEntry(const events::AuthEvent &event, const QString &rulesChanged, const QString &note,
                   Explain explain);
    /// Nothing, or a mark between entries, is selected.
    void showText(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void askForRules();
    void takeDecision(std::size_t scope, const QJsonObject &decision);
    void render();

    const Workspace &m_workspace;
    Session &m_session;
    QTabWidget *m_tabs = nullptr;
    QTextBrowser *m_details = nullptr;
    QPlainTextEdit *m_json = nullptr;
    QLabel *m_empty = nullptr;
    QWidget *m_navigation = nullptr;
    QWidget *m_commands = nullptr;
    std::optional<events::AuthEvent> m_event;
    DetailsContext m_context;
    int m_generation = 0; // answers for an entry that is gone are dropped
};

} // namespace wharfgate::gui
