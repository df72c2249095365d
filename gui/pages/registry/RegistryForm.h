// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/config/RegistrySettings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace wharfgate::gui {

/// The fields of the registry page. What the user has typed is kept; the rest follows the
/// configuration.
class RegistryForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RegistryForm(QWidget *parent);

    config::RegistrySettings settings() const;
    /// Into the fields that the user has not changed.
    void setSuggestions(const config::RegistrySettings &suggested);
    /// Only with an algorithm can it be pinned, and a JWKS file only be used where there is one.
    void setKey(const QString &algorithm, bool hasJwks);

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addLine(const QString &label, const char *name, const QString &tip);
    void showVersion();
    config::RegistryVersion version() const;

    QComboBox *m_version = nullptr;
    QLineEdit *m_realm = nullptr;
    QLineEdit *m_service = nullptr;
    QLineEdit *m_issuer = nullptr;
    QLineEdit *m_bundle = nullptr;
    QLineEdit *m_jwks = nullptr;
    QCheckBox *m_useJwks = nullptr;
    QCheckBox *m_pinAlgorithm = nullptr;
    QString m_algorithm;
    bool m_hasJwks = false;
};

} // namespace wharfgate::gui
