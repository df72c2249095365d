// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>
#include <QTimer>

namespace wharfgate::gui {

/// A search field with a magnifier, a help button that explains its syntax, and Esc to clear.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

    /// One line a form: {"user:alice", "rows of this user"}.
    void setHelp(const QList<QPair<QString, QString>> &syntax);

Q_SIGNALS:
    /// 150 ms after the last key, or at once on Enter or when cleared.
    void searchChanged(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void searchNow();
    void showHelp();

    QTimer m_delay;
    QList<QPair<QString, QString>> m_help;
    QAction *m_helpAction = nullptr;
};

} // namespace wharfgate::gui
