// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QSettings;

namespace wharfgate::gui {

class Messages;
class Navigator;
class Session;
class Workspace;

/// What every page is given. All outlive the pages.
struct PageContext
{
    Workspace &workspace;
    Session &session;
    Navigator &navigator;
    Messages &messages;
};

/// One page of the main window: a headline with its one-sentence purpose (drawn by the window) and
/// the content below.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;    // "Access Rules"
    virtual QString purpose() const = 0;  // one sentence
    virtual QString iconName() const = 0; // for Theme::icon()
    /// The page's menu in order; null is a separator. Every command of the page is in it, with
    /// shortcut, status tip and What's This. The actions are also added to the page itself.
    virtual QList<QAction *> commands() const = 0;
    /// Reads live only while connected to a daemon.
    virtual bool needsDaemon() const { return false; }
    /// Gives the focus to what had it last on this page, else to its table or first field or, while
    /// there is neither, the page itself, so that the page's shortcuts work. Nothing happens if the
    /// focus is on the page already.
    void takeFocus();
    /// Moves the focus to the search field, if there is one.
    virtual void focusSearch() {}
    /// Input in progress that is not staged yet (an open editor with unsaved text). True: it was
    /// staged or thrown away by choice of the user, and the page may be left.
    virtual bool finishEditing() { return true; }
    /// Window state only (columns, splitters), never configuration.
    virtual void saveState(QSettings &settings) const { (void)settings; }
    virtual void restoreState(const QSettings &settings) { (void)settings; }
};

} // namespace wharfgate::gui
