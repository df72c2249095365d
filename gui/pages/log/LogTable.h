// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/widgets/TableView.h"

class QPushButton;

namespace wharfgate::gui {

class EventModel;
class LogDelegate;

/// The table of the log: follows the newest entry until the reader looks back, then stays where it
/// is and counts what is new in a button that leads back to the end.
class LogTable final : public TableView
{
    Q_OBJECT

public:
    explicit LogTable(QWidget *parent = nullptr);

    void setEventModel(EventModel *model);
    EventModel *eventModel() const { return m_model; }

    bool isFollowing() const { return m_following; }
    /// True: goes to the newest entry and stays there.
    void setFollowing(bool following);
    int newCount() const { return m_new; }
    void setStale(bool stale);
    /// -1 if there is none.
    int currentRow() const;
    /// Makes the row current and the only one selected, and shows it.
    void goToRow(int row);

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void handleInserted(int first, int last);
    void handleRemoved(int first, int last);
    void handleReset();
    void handleUserScroll(int position);
    void goBy(int rows, int from);
    void addNew(int count);
    void showNew();
    void placeButton();

    EventModel *m_model = nullptr;
    LogDelegate *m_delegate = nullptr;
    QPushButton *m_newButton = nullptr;
    int m_new = 0;
    int m_placeBefore = 0; // the scroll bar's value before rows went
    bool m_following = true;
};

} // namespace wharfgate::gui
