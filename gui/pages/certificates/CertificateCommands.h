// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/pages/certificates/ChainTree.h"
#include "shared/control/CertificateReport.h"

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

class QAction;
class QWidget;

namespace wharfgate::gui {

class CertificateJobs;
class CertificateSource;
class Messages;

/// The commands on the chosen certificate and its key.
class CertificateCommands final : public QObject
{
    Q_OBJECT

public:
    /// What the commands are about.
    struct Target
    {
        std::optional<control::PairReport> pair; // none: nothing is chosen
        ChainTree::Which which = ChainTree::Which::InUse;
        std::optional<control::CertificateReport> certificate;
    };
    CertificateCommands(CertificateSource &source, Messages &messages, QWidget *page);

    /// In the order of the menu; null is a separator.
    const QList<QAction *> &menu() const { return m_menu; }
    void setTarget(const Target &target);
    void updateEnabled();

    CertificateJobs &jobs() const { return *m_jobs; }

    QAction *generate = nullptr;
    QAction *request = nullptr;
    QAction *importFiles = nullptr;
    QAction *rotate = nullptr;
    QAction *rollBack = nullptr;
    QAction *discard = nullptr;
    QAction *showRequest = nullptr;
    QAction *showPem = nullptr;
    QAction *exportCertificate = nullptr;
    QAction *saveKeySet = nullptr;
    QAction *repairMode = nullptr;

private:
    struct Texts
    {
        QString text;
        QString tip;
    };
    QAction *add(const QString &name, const QString &icon, const Texts &texts,
                 const QKeySequence &keys, std::function<void()> handler);
    void separate();
    void addStagingCommands();
    void addExchangeCommands();
    void addReadingCommands();
    void enableChanges(const QString &obstacle);
    /// Off with the reason as tool tip, or on.
    static void enable(QAction *action, const QString &obstacle);
    QString obstacleToChange() const;
    const control::PairReport *chosenPair() const;
    void showPemOfCertificate();
    void exportChain();
    void saveKeys();
    void repair();

    CertificateSource &m_source;
    Messages &m_messages;
    QWidget *m_page = nullptr;
    CertificateJobs *m_jobs = nullptr;
    Target m_target;
    QList<QAction *> m_menu;
};

} // namespace wharfgate::gui
