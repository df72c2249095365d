// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/doctor/Doctor.h"

#include <QDialog>

#include <future>
#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace wharfgate::gui {

class Session;
class Workspace;

/// What the user typed, kept for the next time. No password.
struct DoctorInput
{
    QString registry;
    QString account;
    QString repository;
    QString authoritiesFile;
};

/// One run of the doctor. Lives in the GUI thread; the worker emits its signals.
class DoctorRun final : public QObject
{
    Q_OBJECT

public:
    using SeenPromise = std::shared_ptr<std::promise<std::optional<doctor::SeenRequest>>>;

    explicit DoctorRun(doctor::Patient patient);
    /// Starts on a thread of the global pool; `run` stays until it has ended.
    static void start(const std::shared_ptr<DoctorRun> &run);
    void cancel() { m_doctor->cancel(); }

Q_SIGNALS:
    void checked(const wharfgate::doctor::Check &check);
    void finished();
    /// The worker waits for the promise.
    void recordWanted(const QString &userAgent, wharfgate::gui::DoctorRun::SeenPromise promise);

private:
    std::unique_ptr<doctor::Doctor> m_doctor;
};

/// Asks a registry and its token server what clients ask, and lists what was seen, why it is wrong
/// and what to do. Deletes itself.
class DoctorDialog final : public QDialog
{
    Q_OBJECT

public:
    DoctorDialog(const Workspace &workspace, Session &session, const DoctorInput &input,
                 QWidget *parent);
    ~DoctorDialog() override;

    DoctorInput input() const;

Q_SIGNALS:
    void inputChanged(const wharfgate::gui::DoctorInput &input);

private:
    QLineEdit *addLine(const QString &label, const char *name, const QString &tip);
    void build(const DoctorInput &input);
    void buildForm(const DoctorInput &input);
    void buildResults();
    void begin();
    void end();
    void addRow(const doctor::Check &check);
    void showSummary();
    void copyReport() const;
    void chooseAuthorities();
    void lookUp(const QString &userAgent, const DoctorRun::SeenPromise &promise, int attempts);

    const Workspace &m_workspace;
    Session &m_session;
    std::shared_ptr<DoctorRun> m_run; // null: none is under way
    QList<doctor::Check> m_checks;
    QLineEdit *m_registry = nullptr;
    QLineEdit *m_account = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_repository = nullptr;
    QLineEdit *m_authorities = nullptr;
    QLabel *m_summary = nullptr;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace wharfgate::gui

Q_DECLARE_METATYPE(wharfgate::gui::DoctorInput)
