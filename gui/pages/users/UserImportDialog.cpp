// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UserImportDialog.h"

#include "gui/models/UserFacts.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

using Effect = ImportedUser::Effect;

constexpr int kMostShown = 2000; // rows; a preview is read by people

struct Look
{
    QString word;
    QIcon icon;
};

Look lookOf(Effect effect)
{
    switch (effect) {
    case Effect::New:
        return {UserImportDialog::tr("New"), theme::icon(u"plus"_s, theme::Role::Success)};
    case Effect::Changed:
        return {UserImportDialog::tr("Changed"),
                theme::icon(u"rename"_s, theme::Role::Information)};
    case Effect::Unchanged:
        return {UserImportDialog::tr("Unchanged"), theme::icon(u"minus"_s, theme::Role::MutedText)};
    case Effect::Rejected:
        break;
    }
    return {UserImportDialog::tr("Rejected"), theme::icon(u"error"_s, theme::Role::Error)};
}

bool isTaken(const ImportedUser &user)
{
    return user.effect == Effect::New || user.effect == Effect::Changed;
}

} // namespace

UserImportDialog::UserImportDialog(Workspace &workspace, QByteArray text, const QString &name,
                                   QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_text(std::move(text))
{
    setObjectName(u"userImportDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import Users"));
    build(name);
    read();
}

void UserImportDialog::build(const QString &name)
{
    auto *const layout = new QVBoxLayout(this);
    constexpr int kMargin = 2 * theme::kGrid;
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(theme::kGrid);
    auto *const form = new QFormLayout;
    auto *const file = new QLabel(texts::shown(name, 200), this);
    file->setTextFormat(Qt::PlainText);
    form->addRow(tr("File:"), file);
    m_format = new QComboBox(this);
    m_format->setObjectName(u"importFormat"_s);
    m_format->addItem(tr("CSV: name, password_hash, one column a label"), int(UserFormat::Csv));
    m_format->addItem(tr("JSON"), int(UserFormat::Json));
    m_format->addItem(tr("htpasswd: name:hash"), int(UserFormat::Htpasswd));
    m_format->setCurrentIndex(m_format->findData(int(guessUserFormat(m_text))));
    form->addRow(tr("&Format:"), m_format);
    layout->addLayout(form);
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"importSummary"_s);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"importPreview"_s);
    m_list->setAccessibleName(tr("What the file would do"));
    m_list->setHeaderLabels({tr("Effect"), tr("Name"), tr("Line"), tr("What")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    layout->addWidget(m_list, 1);
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"importProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    layout->addWidget(m_problem);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"importAccept"_s);
    m_accept->setDefault(true);
    layout->addWidget(buttons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &UserImportDialog::read);
    connect(&m_workspace, &Workspace::contentChanged, this, &UserImportDialog::read);
    connect(buttons, &QDialogButtonBox::accepted, this, &UserImportDialog::store);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 32);
}

void UserImportDialog::read()
{
    m_users.clear();
    QString problem;
    const config::Configuration *const configuration = m_workspace.content().configuration();
    if (configuration == nullptr) {
        problem = tr("The working copy has errors; correct its text first.");
    } else {
        auto users = readUsers(m_text, static_cast<UserFormat>(m_format->currentData().toInt()),
                               configuration->users);
        if (users) {
            m_users = std::move(*users);
        } else {
            const int line = users.error().position.line;
            const QString detail = QString::fromStdString(users.error().detail);
            problem = line > 0 ? tr("Line %1: %2").arg(QString::number(line), detail) : detail;
        }
    }
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(theme::Role::Error, colors));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    showUsers();
}

void UserImportDialog::showUsers()
{
    // What is rejected comes first: it wants to be read.
    std::vector<const ImportedUser *> order;
    std::array<int, 4> counts{};
    for (const ImportedUser &user : m_users) {
        order.push_back(&user);
        ++counts[static_cast<std::size_t>(user.effect)];
    }
    const auto rank = [](const ImportedUser *user) {
        return user->effect == Effect::Rejected ? -1 : static_cast<int>(user->effect);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const auto *a, const auto *b) { return rank(a) < rank(b); });
    m_list->clear();
    for (std::size_t i = 0; i < order.size() && i < kMostShown; ++i) {
        const Look look = lookOf(order[i]->effect);
        QString what = order[i]->reason;
        if (order[i]->effect == Effect::New)
            what = users::labelTexts(order[i]->user.labels).join(u", "_s);
        auto *const item = new QTreeWidgetItem(
            m_list, {look.word, users::shownName(order[i]->name),
                     order[i]->line > 0 ? QString::number(order[i]->line) : QString(), what});
        item->setIcon(0, look.icon);
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(3, what);
    }
    for (const int column : {0, 1, 2})
        m_list->resizeColumnToContents(column);
    const auto count = [&](Effect effect) { return counts[static_cast<std::size_t>(effect)]; };
    QStringList parts{tr("%n new", nullptr, count(Effect::New)),
                      tr("%n changed", nullptr, count(Effect::Changed)),
                      tr("%n unchanged", nullptr, count(Effect::Unchanged)),
                      tr("%n rejected", nullptr, count(Effect::Rejected))};
    QString summary =
        tr("%1. Passwords and labels that the file does not name stay.").arg(parts.join(u", "_s));
    if (order.size() > kMostShown)
        summary += u' ' + tr("The first %1 are listed.").arg(kMostShown);
    m_summary->setText(summary);
    m_summary->setVisible(!m_users.empty());
    const int taken = count(Effect::New) + count(Effect::Changed);
    m_accept->setEnabled(taken > 0);
    m_accept->setText(taken > 0 ? tr("Import %n Users", nullptr, taken) : tr("Import"));
}

void UserImportDialog::store()
{
    std::vector<config::Edit> edits;
    for (const ImportedUser &user : m_users) {
        if (isTaken(user))
            edits.push_back(config::PutUser{user.name, user.user});
    }
    if (edits.empty())
        return;
    const int count = static_cast<int>(edits.size());
    const Result<void> done = m_workspace.perform(tr("Import %n Users", nullptr, count), edits);
    if (done) {
        accept();
        return;
    }
    m_problem->setText(QString::fromStdString(done.error().detail));
    m_problem->show();
}

} // namespace wharfgate::gui
