// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/Page.h"
#include "gui/pages/certificates/CertificateCommands.h"

#include <vector>

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTimer;

namespace wharfgate::gui {

class CertificateDetails;
class CertificateSource;
class CheckList;
class EmptyState;
class KeyPanel;
class NoticeBar;
class PairCard;

/// The certificates and keys of the server and of the tokens.
class CertificatesPage final : public Page
{
    Q_OBJECT

public:
    explicit CertificatesPage(const PageContext &context, QWidget *parent = nullptr);
    ~CertificatesPage() override;

    QString title() const override;
    QString purpose() const override;
    QString iconName() const override;
    QList<QAction *> commands() const override;
    void saveState(QSettings &settings) const override;
    void restoreState(const QSettings &settings) override;

    /// "server" or "token".
    void showRole(const QString &role);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildLayout();
    QLayout *buildTools();
    QWidget *buildChecks();
    QWidget *buildPanels();
    const control::PairReport *currentPair() const;
    void showPairs();
    void showCards();
    void showNotices();
    void showStagedNotices();
    void showEmpty();
    void showChoice();

    PageContext m_context;
    CertificateSource *m_source = nullptr;
    CertificateCommands *m_commands = nullptr;
    QTimer *m_clock = nullptr;
    QString m_role;
    bool m_showsStaged = false; // as soon as it is there

    QStackedWidget *m_stack = nullptr;
    QWidget *m_content = nullptr;
    EmptyState *m_empty = nullptr;
    NoticeBar *m_expiryNotice = nullptr;
    NoticeBar *m_problemNotice = nullptr;
    NoticeBar *m_stagedNotice = nullptr;
    NoticeBar *m_waitingNotice = nullptr;
    QHBoxLayout *m_cardRow = nullptr;
    std::vector<PairCard *> m_cards;
    ChainTree *m_tree = nullptr;
    QLabel *m_checksTitle = nullptr;
    CheckList *m_checks = nullptr;
    QTabWidget *m_panels = nullptr;
    CertificateDetails *m_details = nullptr;
    KeyPanel *m_key = nullptr;
    QSplitter *m_splitter = nullptr;
};

} // namespace wharfgate::gui
