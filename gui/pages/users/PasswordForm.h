// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/Result.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <string>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace wharfgate::gui {

/// Asks for a new password: generated, typed, as a hash made elsewhere, or none at all. What is
/// typed stays here; only the hash leaves.
class PasswordForm final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Generated,
        Typed,
        Hash,
        None
    };
    /// Absent: no password.
    using Hash = std::optional<std::string>;
    using Done = std::function<void(const Result<Hash> &)>;

    explicit PasswordForm(QWidget *parent = nullptr);

    Kind kind() const;
    /// Counted as a known word when the strength is estimated.
    void setAccount(const QString &account);
    /// Why there is no password yet, in one sentence; empty if there is.
    QString problem() const;
    /// Hashes beside the user interface; `done` runs later, unless `context` is gone by then.
    void makeHash(QObject *context, Done done) const;
    void generate();

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addField(QFormLayout &form, const QString &label, const QString &name);
    QWidget *buildTools();
    void showKind();
    void showNote();
    QString noteText() const;
    void copy();

    QString m_account;
    QFormLayout *m_form = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_repeated = nullptr;
    QLineEdit *m_hash = nullptr;
    QSpinBox *m_cost = nullptr;
    QWidget *m_tools = nullptr;
    QPushButton *m_reveal = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_again = nullptr;
    QLabel *m_note = nullptr;
};

} // namespace wharfgate::gui
