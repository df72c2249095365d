// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/client/ConnectionSpec.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace wharfgate::gui {

/// The form of one connection.
class ConnectionEditor final : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectionEditor(const ConnectionSpec &spec, QWidget *parent = nullptr);

    ConnectionSpec spec() const;

private:
    void browse();
    void refresh();
    /// Why the input is no connection, or empty.
    QString problem() const;

    QFormLayout *m_form = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_path = nullptr;
    QPushButton *m_browse = nullptr;
    QLineEdit *m_startCommand = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace wharfgate::gui
