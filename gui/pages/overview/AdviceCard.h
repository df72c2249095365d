// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/overview/AdviceSource.h"

#include <QListView>
#include <QWidget>

class QAction;
class QLabel;

namespace wharfgate::gui {

class AdviceModel;
class Card;
class EmptyState;

/// The advice as a card: the list, how many, and the way to the place of each.
class AdviceCard final : public QWidget
{
    Q_OBJECT

public:
    AdviceCard(const AdviceSource &source, QWidget *parent);

    /// Shows the current item's place; enabled while there is one.
    QAction *showAction() const { return m_showAction; }
    /// Why there is no list ("Nothing is open."), or empty.
    void setUnavailable(const QString &reason);

Q_SIGNALS:
    void showRequested(const config::Problem &problem);

private:
    void showProblems();
    void showEmptyState();
    void requestCurrent();

    const AdviceSource &m_source;
    AdviceModel *m_model = nullptr;
    Card *m_card = nullptr;
    QListView *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    QAction *m_showAction = nullptr;
    QString m_unavailable;
};

} // namespace wharfgate::gui
