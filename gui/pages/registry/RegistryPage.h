// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"
#include "gui/pages/registry/DoctorDialog.h"

class QPlainTextEdit;
class QTabWidget;

namespace wharfgate::gui {

class RegistryAdvice;
class RegistryForm;
class TokenKeySource;

/// What a registry must be told so that it trusts this token server, ready to copy, with the files
/// it needs.
class RegistryPage final : public Page
{
    Q_OBJECT

public:
    explicit RegistryPage(const PageContext &context, QWidget *parent = nullptr);

    QString title() const override { return tr("Registry Setup"); }
    QString purpose() const override;
    QString iconName() const override { return QStringLiteral("registry"); }
    QList<QAction *> commands() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(const QSettings &settings) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void createActions();
    QAction *createAction(const char *name, const QString &icon, const QString &text,
                          const QKeySequence &shortcut, const QString &tip,
                          const QString &explanation);
    QWidget *createInput();
    QWidget *createOutput();
    QPlainTextEdit *addTab(const QString &title, const char *name);
    /// Fills in what the configuration says.
    void suggest();
    /// Shows the texts and the advice for what the form says.
    void showTexts();
    void showActions();
    void copyText();
    void saveText();
    void saveBundle();
    void saveJwks();
    void saveFile(const QString &name, const QString &text);
    void useSuitableKeyName();
    void checkDeployment();

    PageContext m_context;
    TokenKeySource *m_key = nullptr;
    RegistryForm *m_form = nullptr;
    RegistryAdvice *m_advice = nullptr;
    QTabWidget *m_tabs = nullptr;
    QPlainTextEdit *m_environment = nullptr;
    QPlainTextEdit *m_configuration = nullptr;
    QPlainTextEdit *m_compose = nullptr;
    QPlainTextEdit *m_dockerfile = nullptr;
    QPlainTextEdit *m_kubernetes = nullptr;
    QAction *m_copyAction = nullptr;
    QAction *m_saveAction = nullptr;
    QAction *m_bundleAction = nullptr;
    QAction *m_jwksAction = nullptr;
    QAction *m_mendAction = nullptr;
    QAction *m_doctorAction = nullptr;
    DoctorInput m_doctorInput;
};

} // namespace wharfgate::gui
