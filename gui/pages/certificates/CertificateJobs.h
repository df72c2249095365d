// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/control/CertificateReport.h"
#include "shared/control/Message.h"

#include <QJsonArray>
#include <QObject>
#include <QPointer>
#include <QString>

class QAction;
class QWidget;

namespace wharfgate::gui {

class CertificateForm;
class CertificateSource;
class Messages;
class TaskDialog;

/// Makes, brings in, exchanges and throws away pairs, step by step with the user.
class CertificateJobs final : public QObject
{
    Q_OBJECT

public:
    CertificateJobs(CertificateSource &source, Messages &messages, QWidget *page);

    void generate(const control::PairReport &pair);
    void request(const control::PairReport &pair);
    void showRequest(const control::PairReport &pair);
    void importFiles(const control::PairReport &pair);
    /// There has to be a staged pair. `saveKeySet` is offered when registries have to be told.
    void rotate(const control::PairReport &pair, QAction *saveKeySet);
    void rollBack(const control::PairReport &pair);
    void discard(const control::PairReport &pair);

Q_SIGNALS:
    /// The user wants to see what is staged now.
    void staged();

private:
    void showCsr(const QString &csr, const QString &role);
    /// Reads what the files hold, with a password if it has to be.
    void inspect(const control::PairReport &pair, const QJsonArray &data, const QString &password);
    void review(const control::PairReport &pair, const control::InspectionReport &found,
                const QJsonObject &params);
    void run(const QString &method, const QString &role, const QString &success);
    void showStaged(const QString &text);

    CertificateSource &m_source;
    Messages &m_messages;
    QWidget *m_page = nullptr;
};

} // namespace wharfgate::gui
