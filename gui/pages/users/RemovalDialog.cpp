// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/RemovalDialog.h"

#include "gui/models/UserFacts.h"
#include "gui/models/UserImport.h"
#include "gui/widgets/DialogHeight.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

RemovalDialog *RemovalDialog::toRename(Workspace &workspace, const std::string &name,
                                       QWidget *parent)
{
    return new RemovalDialog(workspace, Purpose::Rename, {name}, parent);
}

RemovalDialog *RemovalDialog::toDelete(Workspace &workspace, std::vector<std::string> names,
                                       QWidget *parent)
{
    return new RemovalDialog(workspace, Purpose::Delete, std::move(names), parent);
}

RemovalDialog::RemovalDialog(Workspace &workspace, Purpose purpose, std::vector<std::string> names,
                             QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_purpose(purpose)
    , m_names(std::move(names))
{
    setObjectName(u"removalDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    keepTallEnough(this);
    build();
    validate();
}

QString RemovalDialog::introduction() const
{
    const int count = static_cast<int>(m_names.size());
    const QString first = users::shownName(m_names.front());
    if (m_purpose == Purpose::Rename)
        return tr("What shall %1 be called? The user logs in with the new name then.").arg(first);
    return count == 1 ? tr("%1 can no longer log in when this is applied.").arg(first)
                      : tr("%n users can no longer log in when this is applied.", nullptr, count);
}

void RemovalDialog::build()
{
    const int count = static_cast<int>(m_names.size());
    const bool isRename = m_purpose == Purpose::Rename;
    const QString verb = isRename     ? tr("Rename User")
                         : count == 1 ? tr("Delete User")
                                      : tr("Delete %n Users", nullptr, count);
    setWindowTitle(verb);
    auto *const layout = new QVBoxLayout(this);
    constexpr int kMargin = 2 * theme::kGrid;
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    auto *const text = new QLabel(introduction(), this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    layout->addWidget(text);
    if (isRename) {
        auto *const form = new QFormLayout;
        m_name = new QLineEdit(QString::fromStdString(m_names.front()), this);
        m_name->setObjectName(u"newName"_s);
        m_name->selectAll();
        form->addRow(tr("New &name:"), m_name);
        layout->addLayout(form);
        connect(m_name, &QLineEdit::textChanged, this, &RemovalDialog::validate);
    }
    buildRules();
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"removalProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    layout->addWidget(m_problem);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"removalAccept"_s);
    m_accept->setAutoDefault(isRename);
    (isRename ? m_accept : buttons->button(QDialogButtonBox::Cancel))->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &RemovalDialog::store);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_problem->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    (isRename ? static_cast<QWidget *>(m_name) : buttons->button(QDialogButtonBox::Cancel))
        ->setFocus();
}

void RemovalDialog::buildRules()
{
    const std::vector<std::size_t> named = rows();
    if (named.empty())
        return;
    const int count = static_cast<int>(named.size());
    auto *const list = new QListWidget(this);
    list->setObjectName(u"affectedRules"_s);
    list->setAccessibleName(tr("Rules that name them"));
    for (const std::size_t row : named)
        list->addItem(users::ruleText(m_workspace.content(), row));
    m_follow = new QCheckBox(m_purpose == Purpose::Rename
                                 ? tr("&Change these %n rule(s), too", nullptr, count)
                                 : tr("Delete these %n rule(s), &too", nullptr, count),
                             this);
    m_follow->setObjectName(u"rulesFollow"_s);
    m_follow->setChecked(m_purpose == Purpose::Rename);
    connect(m_follow, &QCheckBox::toggled, this, &RemovalDialog::validate);
    layout()->addWidget(list);
    layout()->addWidget(m_follow);
}

std::vector<std::size_t> RemovalDialog::rows() const
{
    std::vector<std::size_t> found;
    const auto &rules = m_workspace.content().rules();
    for (std::size_t row = 0; row < rules.size(); ++row) {
        const auto &account = rules[row].rule.match.account;
        if (account && std::find(m_names.begin(), m_names.end(), *account) != m_names.end())
            found.push_back(row);
    }
    return found;
}

QString RemovalDialog::nameProblem() const
{
    if (m_purpose == Purpose::Delete)
        return {};
    const QString name = m_name->text();
    if (const QString problem = accountNameProblem(name); !problem.isEmpty())
        return problem;
    const config::Configuration *const now = m_workspace.content().configuration();
    if (name.toStdString() != m_names.front() && now != nullptr &&
        now->users.contains(name.toStdString()))
        return tr("There is a user %1 already.").arg(name);
    const bool isPattern =
        name.startsWith(u'/') ||
        std::any_of(name.begin(), name.end(), [](QChar c) { return u"*?[\\$"_s.contains(c); });
    return isPattern && m_follow != nullptr && m_follow->isChecked()
               ? tr("Rules would read this name as a pattern. Choose another, or leave the rules "
                    "as "
                    "they are.")
               : QString();
}

void RemovalDialog::validate()
{
    if (m_accept == nullptr)
        return;
    const QString problem = nameProblem();
    const bool isSame = m_name != nullptr && m_name->text().toStdString() == m_names.front();
    m_accept->setEnabled(problem.isEmpty() && !isSame);
    showProblem(problem);
}

void RemovalDialog::showProblem(const QString &text)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(theme::Role::Error, colors));
    m_problem->setPalette(colors);
    m_problem->setText(text);
}

void RemovalDialog::store()
{
    const Result<void> result = m_purpose == Purpose::Rename ? rename() : remove();
    if (!result) {
        showProblem(QString::fromStdString(result.error().detail));
        return;
    }
    if (m_purpose == Purpose::Rename)
        Q_EMIT userRenamed(m_name->text());
    accept();
}

Result<void> RemovalDialog::rename()
{
    const std::string to = m_name->text().toStdString();
    std::vector<config::Edit> edits;
    if (m_follow != nullptr && m_follow->isChecked()) {
        for (const std::size_t row : rows()) {
            config::ReplaceRule edit{row, m_workspace.content().rules()[row]};
            edit.entry.rule.match.account = to;
            edits.emplace_back(std::move(edit));
        }
    }
    edits.emplace_back(config::RenameUser{m_names.front(), to});
    return m_workspace.perform(
        tr("Rename User %1 to %2").arg(users::shownName(m_names.front()), users::shownName(to)),
        edits);
}

Result<void> RemovalDialog::remove()
{
    std::vector<config::Edit> edits;
    if (m_follow != nullptr && m_follow->isChecked())
        edits.emplace_back(config::RemoveRules{rows()});
    edits.emplace_back(config::RemoveUsers{m_names});
    const int count = static_cast<int>(m_names.size());
    return m_workspace.perform(count == 1
                                   ? tr("Delete User %1").arg(users::shownName(m_names.front()))
                                   : tr("Delete %n Users", nullptr, count),
                               edits);
}

} // namespace wharfgate::gui
