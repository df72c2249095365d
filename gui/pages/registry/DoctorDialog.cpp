// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/registry/DoctorDialog.h"

#include "gui/client/Session.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QThreadPool>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

using doctor::Outcome;

struct Look
{
    QString word;
    QIcon icon;
};

Look lookOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pass:
        return {DoctorDialog::tr("Passed"), theme::icon(u"success"_s, theme::Role::Success)};
    case Outcome::Warn:
        return {DoctorDialog::tr("Warning"), theme::icon(u"warning"_s, theme::Role::Warning)};
    case Outcome::Fail:
        return {DoctorDialog::tr("Failed"), theme::icon(u"error"_s, theme::Role::Error)};
    case Outcome::Skip:
        break;
    }
    return {DoctorDialog::tr("Not tried"), theme::icon(u"minus"_s, theme::Role::MutedText)};
}

} // namespace

DoctorRun::DoctorRun(doctor::Patient patient)
{
    patient.seenRequest = [this](const QString &userAgent) -> std::optional<doctor::SeenRequest> {
        const auto promise = std::make_shared<std::promise<std::optional<doctor::SeenRequest>>>();
        auto answer = promise->get_future();
        Q_EMIT recordWanted(userAgent, promise);
        // The window may be gone.
        return answer.wait_for(std::chrono::seconds(5)) == std::future_status::ready ? answer.get()
                                                                                     : std::nullopt;
    };
    m_doctor = std::make_unique<doctor::Doctor>(std::move(patient));
}

void DoctorRun::start(const std::shared_ptr<DoctorRun> &run)
{
    QThreadPool::globalInstance()->start([run] {
        run->m_doctor->run([&run](const doctor::Check &check) { Q_EMIT run->checked(check); });
        Q_EMIT run->finished();
    });
}

DoctorDialog::DoctorDialog(const Workspace &workspace, Session &session, const DoctorInput &input,
                           QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_session(session)
{
    setObjectName(u"doctorDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Check Deployment"));
    build(input);
}

DoctorDialog::~DoctorDialog()
{
    if (m_run)
        m_run->cancel();
}

QLineEdit *DoctorDialog::addLine(const QString &label, const char *name, const QString &tip)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1StringView(name));
    line->setToolTip(tip);
    static_cast<QFormLayout *>(layout()->itemAt(0)->layout())->addRow(label, line);
    return line;
}

void DoctorDialog::buildForm(const DoctorInput &input)
{
    auto *const form = new QFormLayout;
    static_cast<QVBoxLayout *>(layout())->addLayout(form);
    m_registry = addLine(tr("&Registry:"), "doctorRegistry",
                         tr("The address of the registry, as clients use it"));
    m_registry->setPlaceholderText(u"https://registry.example.com"_s);
    m_account = addLine(tr("&Account:"), "doctorAccount",
                        tr("Without one, only what anonymous clients meet is tried"));
    m_password = addLine(tr("Pass&word:"), "doctorPassword",
                         tr("Sent to the token server only, and only over a trusted connection"));
    m_password->setEchoMode(QLineEdit::Password);
    m_repository = addLine(tr("Scratch re&pository:"), "doctorRepository",
                           tr("A blob of 2 MiB without a tag is pushed there; nothing if empty"));
    m_authorities = new QLineEdit(this);
    m_authorities->setObjectName(u"doctorAuthorities"_s);
    m_authorities->setToolTip(tr("Certificates (PEM) to trust besides the system's"));
    auto *const choose = new QToolButton(this);
    choose->setObjectName(u"doctorChooseAuthorities"_s);
    choose->setIcon(theme::icon(u"folder"_s));
    choose->setToolTip(tr("Choose a file"));
    choose->setAccessibleName(tr("Choose a file with trusted certificates"));
    auto *const file = new QHBoxLayout;
    file->addWidget(m_authorities, 1);
    file->addWidget(choose);
    auto *const label = new QLabel(tr("&Trusted certificates:"), this);
    label->setBuddy(m_authorities);
    form->addRow(label, file);
    m_registry->setText(input.registry);
    m_account->setText(input.account);
    m_repository->setText(input.repository);
    m_authorities->setText(input.authoritiesFile);
    connect(choose, &QToolButton::clicked, this, &DoctorDialog::chooseAuthorities);
}

void DoctorDialog::buildResults()
{
    auto *const column = static_cast<QVBoxLayout *>(layout());
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"doctorSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_summary);
    auto *const list = new QWidget(this);
    m_rows = new QVBoxLayout(list);
    m_rows->setContentsMargins({});
    m_rows->setSpacing(theme::kGrid);
    m_rows->addStretch();
    m_area = new QScrollArea(this);
    m_area->setObjectName(u"doctorChecks"_s);
    m_area->setAccessibleName(tr("What was looked at"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setWidget(list);
    column->addWidget(m_area, 1);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->hide();
    column->addWidget(m_progress);
}

void DoctorDialog::build(const DoctorInput &input)
{
    auto *const layout = new QVBoxLayout(this);
    constexpr int kMargin = 2 * theme::kGrid;
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(theme::kGrid);
    buildForm(input);
    buildResults();
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_check = buttons->addButton(tr("Check"), QDialogButtonBox::ActionRole);
    m_check->setObjectName(u"doctorCheck"_s);
    m_check->setDefault(true);
    m_copy = buttons->addButton(tr("Copy Report"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"doctorCopy"_s);
    m_copy->setEnabled(false);
    layout->addWidget(buttons);

    connect(m_check, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->cancel();
        else
            begin();
    });
    connect(m_copy, &QPushButton::clicked, this, &DoctorDialog::copyReport);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 36);
}

DoctorInput DoctorDialog::input() const
{
    return {m_registry->text().trimmed(), m_account->text(), m_repository->text().trimmed(),
            m_authorities->text().trimmed()};
}

void DoctorDialog::chooseAuthorities()
{
    const QString name = dialogs::openFileName(this, tr("Trusted Certificates"),
                                               tr("Certificates (*.pem *.crt);;All files (*)"));
    if (!name.isEmpty())
        m_authorities->setText(name);
}

void DoctorDialog::begin()
{
    const DoctorInput wanted = input();
    doctor::Patient patient;
    const auto address = doctor::parseAddress(wanted.registry);
    if (!address) {
        m_summary->setText(tr("Write the registry's address as https://registry.example.com."));
        m_registry->setFocus();
        return;
    }
    patient.registry = *address;
    patient.account = wanted.account;
    patient.password = m_password->text().toUtf8();
    patient.repository = wanted.repository;
    if (!wanted.authoritiesFile.isEmpty()) {
        QFile file(wanted.authoritiesFile);
        if (!file.open(QIODevice::ReadOnly)) {
            m_summary->setText(
                tr("%1 cannot be read: %2.")
                    .arg(texts::shown(wanted.authoritiesFile), texts::shown(file.errorString())));
            m_authorities->setFocus();
            return;
        }
        patient.authorities = file.readAll();
    }
    if (const config::Configuration *configuration = m_workspace.base().configuration())
        patient.configuration = *configuration;
    Q_EMIT inputChanged(wanted);

    m_checks.clear();
    while (const std::unique_ptr<QLayoutItem> item{m_rows->takeAt(0)})
        if (item->widget() != nullptr) {
            item->widget()->setObjectName({});
            item->widget()->hide();
            item->widget()->deleteLater();
        }
    m_rows->addStretch();
    m_summary->setText(tr("Looking at %1…").arg(texts::shown(address->toString())));
    m_progress->show();
    m_check->setText(tr("Cancel"));
    m_copy->setEnabled(false);
    m_run = std::shared_ptr<DoctorRun>(new DoctorRun(std::move(patient)),
                                       [](DoctorRun *run) { run->deleteLater(); });
    connect(m_run.get(), &DoctorRun::checked, this, &DoctorDialog::addRow, Qt::QueuedConnection);
    connect(m_run.get(), &DoctorRun::finished, this, &DoctorDialog::end, Qt::QueuedConnection);
    connect(
        m_run.get(), &DoctorRun::recordWanted, this,
        [this](const QString &userAgent, const DoctorRun::SeenPromise &promise) {
            lookUp(userAgent, promise, 10);
        },
        Qt::QueuedConnection);
    DoctorRun::start(m_run);
}

/// The record is written after the answer, so it may not be there yet.
void DoctorDialog::lookUp(const QString &userAgent, const DoctorRun::SeenPromise &promise,
                          int attempts)
{
    if (!m_session.isLive() || attempts == 0)
        return promise->set_value(std::nullopt);
    const QJsonObject params{{u"filter"_s, QJsonObject{{u"text"_s, userAgent}}}, {u"limit"_s, 1}};
    m_session.client().call(
        u"events.history"_s, params, this,
        [this, userAgent, promise, attempts](const control::Reply &reply) {
            if (!reply)
                return promise->set_value(std::nullopt);
            const QJsonArray items = (*reply)["items"_L1].toArray();
            if (items.isEmpty()) {
                QTimer::singleShot(100, this, [this, userAgent, promise, attempts] {
                    lookUp(userAgent, promise, attempts - 1);
                });
                return;
            }
            const QJsonObject event = items[0]["event"_L1].toObject();
            promise->set_value(
                doctor::SeenRequest{event["client"_L1].toString(), event["peer"_L1].toString()});
        });
}

void DoctorDialog::end()
{
    m_run.reset();
    m_progress->hide();
    m_check->setText(tr("Check"));
    m_copy->setEnabled(!m_checks.isEmpty());
    showSummary();
}

void DoctorDialog::showSummary()
{
    const doctor::Check *first = doctor::diagnosis(m_checks);
    if (first == nullptr) {
        m_summary->setText(tr("Nothing is wrong with what was tried."));
        return;
    }
    m_summary->setText(texts::sentence((first->seen + u' ' + first->why).toStdString(),
                                       first->remedy.toStdString()));
    if (QWidget *row = m_area->findChild<QWidget *>(u"check_"_s + first->name))
        m_area->ensureWidgetVisible(row);
}

void DoctorDialog::addRow(const doctor::Check &check)
{
    m_checks.append(check);
    const Look look = lookOf(check.outcome);
    auto *const row = new QWidget(m_area->widget());
    row->setObjectName(u"check_"_s + check.name);
    auto *const line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(theme::kGrid);
    auto *const icon = new QLabel(row);
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    icon->setPixmap(look.icon.pixmap(QSize(side, side), devicePixelRatioF()));
    icon->setAccessibleName(look.word);
    icon->setToolTip(look.word);
    QString text = look.word + u" – "_s + doctor::titleOf(check.name);
    for (const QString &more : {check.seen, check.why, check.remedy})
        if (!more.isEmpty())
            text += u'\n' + texts::shown(more, 1000);
    auto *const label = new QLabel(text, row);
    label->setObjectName(u"checkText"_s);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addWidget(label, 1);
    m_rows->insertWidget(m_rows->count() - 1, row);
    // Follows what is added, as long as nobody has scrolled back.
    QScrollBar *bar = m_area->verticalScrollBar();
    if (bar->value() == bar->maximum())
        QTimer::singleShot(0, bar, [bar] { bar->setValue(bar->maximum()); });
}

void DoctorDialog::copyReport() const
{
    QString report;
    for (const doctor::Check &check : m_checks)
        report += doctor::toText(check);
    QGuiApplication::clipboard()->setText(report);
}

} // namespace wharfgate::gui
