// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UserDialog.h"

#include "gui/models/UserFacts.h"
#include "gui/models/UserImport.h"
#include "gui/pages/users/LabelsEdit.h"
#include "gui/pages/users/PasswordForm.h"
#include "gui/widgets/DialogHeight.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

UserDialog *UserDialog::toAdd(Workspace &workspace, const acl::Labels &labels, QWidget *parent)
{
    auto *const dialog = new UserDialog(workspace, Purpose::Add, parent);
    dialog->setWindowTitle(tr("Add User"));
    dialog->m_labels->setLabels(labels);
    dialog->m_name->setFocus();
    return dialog;
}

UserDialog *UserDialog::toSetPassword(Workspace &workspace, const std::string &name,
                                      QWidget *parent)
{
    auto *const dialog = new UserDialog(workspace, Purpose::SetPassword, parent);
    dialog->m_account = name;
    dialog->setWindowTitle(tr("Set Password of %1").arg(users::shownName(name)));
    dialog->m_password->setAccount(QString::fromStdString(name));
    return dialog;
}

UserDialog::UserDialog(Workspace &workspace, Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_purpose(purpose)
{
    setObjectName(u"userDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    keepTallEnough(this);
    build();
    if (m_labels != nullptr)
        m_labels->setSuggestions(users::labelNames(m_workspace.content()),
                                 [this](const QString &label) {
                                     return users::labelValues(m_workspace.content(), label);
                                 });
    validate();
}

void UserDialog::build()
{
    auto *const layout = new QVBoxLayout(this);
    constexpr int kMargin = 2 * theme::kGrid;
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    if (m_purpose == Purpose::Add) {
        auto *const form = new QFormLayout;
        m_name = new QLineEdit(this);
        m_name->setObjectName(u"userName"_s);
        m_name->setPlaceholderText(tr("as in docker login"));
        form->addRow(tr("&Name:"), m_name);
        layout->addLayout(form);
        connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
            m_password->setAccount(name);
            validate();
        });
    }
    m_password = new PasswordForm(this);
    layout->addWidget(m_password);
    if (m_purpose == Purpose::Add) {
        m_labels = new LabelsEdit(this);
        auto *const heading = new QLabel(tr("&Labels, which rules can look at:"), this);
        heading->setBuddy(m_labels);
        layout->addWidget(heading);
        layout->addWidget(m_labels);
    }
    layout->addStretch(1);
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"userProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(m_problem->fontMetrics().lineSpacing());
    layout->addWidget(m_problem);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(m_purpose == Purpose::Add ? tr("Add User") : tr("Set Password"),
                                  QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"userAccept"_s);
    m_accept->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &UserDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_password, &PasswordForm::edited, this, &UserDialog::validate);
    // On a label: a dialog's own minimum would override that of its fields.
    m_problem->setMinimumWidth(fontMetrics().averageCharWidth() * 70);
}

QString UserDialog::nameProblem() const
{
    if (m_purpose == Purpose::SetPassword)
        return {};
    const QString problem = accountNameProblem(m_name->text());
    if (!problem.isEmpty())
        return problem;
    const config::Configuration *const configuration = m_workspace.content().configuration();
    const bool exists =
        configuration != nullptr && configuration->users.contains(m_name->text().toStdString());
    return exists ? tr("There is a user %1 already.").arg(m_name->text()) : QString();
}

void UserDialog::validate()
{
    if (m_accept == nullptr)
        return;
    QString problem = nameProblem();
    // An untouched form is not a mistake yet.
    const bool isUntouched = m_name != nullptr && m_name->text().isEmpty();
    if (problem.isEmpty())
        problem = m_password->problem();
    m_accept->setEnabled(problem.isEmpty() && !m_isHashing);
    showFailure(isUntouched ? QString() : problem);
}

void UserDialog::showFailure(const QString &text)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(theme::Role::Error, colors));
    m_problem->setPalette(colors);
    m_problem->setText(text);
}

void UserDialog::start()
{
    if (m_isHashing || !nameProblem().isEmpty() || !m_password->problem().isEmpty())
        return;
    m_isHashing = true;
    m_accept->setEnabled(false);
    m_password->makeHash(this, [this](const Result<PasswordForm::Hash> &hash) {
        m_isHashing = false;
        m_accept->setEnabled(true);
        if (hash)
            store(*hash);
        else
            showFailure(QString::fromStdString(hash.error().detail));
    });
}

void UserDialog::store(const std::optional<std::string> &hash)
{
    config::PutUser edit;
    edit.name = m_purpose == Purpose::Add ? m_name->text().toStdString() : m_account;
    if (m_purpose == Purpose::Add) {
        edit.user.labels = m_labels->labels();
    } else {
        const config::Configuration *const now = m_workspace.content().configuration();
        if (now == nullptr || !now->users.contains(m_account)) {
            showFailure(tr("The user is gone meanwhile."));
            return;
        }
        edit.user = now->users.at(m_account);
    }
    // A new password does not let somebody in who was locked out.
    const bool staysLocked =
        hash && m_purpose == Purpose::SetPassword && users::isLocked(edit.user);
    edit.user.passwordHash = staysLocked && !hash->starts_with('!') ? '!' + *hash : hash;
    const QString shown = users::shownName(edit.name);
    const QString step = m_purpose == Purpose::Add ? tr("Add User %1").arg(shown)
                                                   : tr("Set Password of %1").arg(shown);
    if (const Result<void> result = m_workspace.perform(step, {edit}); !result) {
        showFailure(QString::fromStdString(result.error().detail));
        return;
    }
    Q_EMIT userStored(QString::fromStdString(edit.name));
    accept();
}

} // namespace wharfgate::gui
