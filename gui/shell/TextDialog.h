// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTimer;
class QTreeWidget;

namespace wharfgate::gui {

class Workspace;

/// The whole configuration as text, beside the forms: edits are checked while typing and staged as
/// one undo step.
class TextDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit TextDialog(Workspace &workspace, QWidget *parent = nullptr);

    void goTo(int line, int column);

protected:
    void reject() override;

private:
    QString typedText() const;
    void load();
    void check();
    void stage();

    Workspace &m_workspace;
    QPlainTextEdit *m_edit = nullptr;
    QTreeWidget *m_problems = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_stage = nullptr;
    QTimer *m_delay = nullptr;
    bool m_hasCarriageReturns = false;
};

} // namespace wharfgate::gui
