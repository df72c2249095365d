// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QString>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace wharfgate::gui {

/// A dialog whose button starts something that takes a while and may fail: it stays open with
/// progress until that has ended, and then says why it failed.
class TaskDialog : public QDialog
{
    Q_OBJECT

public:
    TaskDialog(const QString &name, const QString &title, const QString &verb, QWidget *parent);

    void begin();
    /// An empty text: it succeeded, and the dialog closes.
    void end(const QString &failure);

    void reject() override;

Q_SIGNALS:
    void started();

protected:
    QVBoxLayout &body() { return *m_body; }
    QPushButton &verb() { return *m_verb; }
    QLabel *addText(const QString &text);
    void showFailure(const QString &failure);

private:
    QVBoxLayout *m_body = nullptr;
    QLabel *m_failure = nullptr;
    QProgressBar *m_progress = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_verb = nullptr;
    bool m_isBusy = false;
};

} // namespace wharfgate::gui
