// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/users/UserPanel.h"

#include "gui/models/UserFacts.h"
#include "gui/models/UserModel.h"
#include "gui/pages/users/LabelsEdit.h"
#include "gui/shell/Navigator.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr int kRowRole = Qt::UserRole;

} // namespace

UserPanel::UserPanel(const PageContext &context, UserModel &users, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_users(users)
{
    setObjectName(u"userPanel"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    m_hint = addText(u"userHint"_s, m_stack);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setMargin(2 * theme::kGrid);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(buildDetails());
    connect(m_labels, &LabelsEdit::edited, this, &UserPanel::storeLabels);
    connect(m_rules, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        m_context.navigator.showRule(item->data(kRowRole).toUInt());
    });
    connect(m_rules, &QListWidget::itemClicked, this, [this](const QListWidgetItem *item) {
        m_context.navigator.showRule(item->data(kRowRole).toUInt());
    });
    connect(&context.workspace, &Workspace::contentChanged, this, &UserPanel::refresh);
    connect(&context.workspace, &Workspace::readOnlyChanged, this, &UserPanel::refresh);
    setSelection({});
}

QLabel *UserPanel::addText(const QString &name, QWidget *parent)
{
    auto *const label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *UserPanel::addHeading(const QString &text, QWidget *parent)
{
    auto *const label = new QLabel(text, parent);
    QFont bold = font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QToolButton *UserPanel::addButton(const QString &name, QWidget *parent)
{
    auto *const button = new QToolButton(parent);
    button->setObjectName(name);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

QWidget *UserPanel::buildDetails()
{
    auto *const scroll = new QScrollArea(m_stack);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *const content = new QWidget(scroll);
    auto *const layout = new QVBoxLayout(content);
    layout->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    layout->setSpacing(theme::kGrid);
    m_title = addHeading({}, content);
    m_title->setObjectName(u"userTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_seen = addText(u"userSeen"_s, content);
    m_seen->setForegroundRole(QPalette::PlaceholderText);
    m_password = addText(u"userPassword"_s, content);
    m_weakness = addText(u"userWeakness"_s, content);
    m_setPassword = addButton(u"userSetPassword"_s, content);
    m_labels = new LabelsEdit(content);
    m_labels->setObjectName(u"userLabels"_s);
    m_labels->setAccessibleName(tr("Labels"));
    m_rules = new QListWidget(content);
    m_rules->setObjectName(u"userRules"_s);
    m_rules->setAccessibleName(tr("Rules about this user"));
    m_rules->setTextElideMode(Qt::ElideRight);
    m_rules->setUniformItemSizes(true);
    m_rulesNote = addText(u"userRulesNote"_s, content);
    m_rulesNote->setForegroundRole(QPalette::PlaceholderText);
    m_showPermissions = addButton(u"userShowPermissions"_s, content);
    m_showLog = addButton(u"userShowLog"_s, content);

    layout->addWidget(m_title);
    layout->addWidget(m_seen);
    layout->addWidget(addHeading(tr("Password"), content));
    layout->addWidget(m_password);
    layout->addWidget(m_weakness);
    layout->addWidget(m_setPassword, 0, Qt::AlignLeft);
    layout->addWidget(addHeading(tr("Labels"), content));
    layout->addWidget(m_labels);
    layout->addWidget(addHeading(tr("Rules That Apply"), content));
    layout->addWidget(m_rulesNote);
    layout->addWidget(m_rules, 1);
    auto *const buttons = new QHBoxLayout;
    buttons->addWidget(m_showPermissions);
    buttons->addWidget(m_showLog);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    scroll->setWidget(content);
    return scroll;
}

void UserPanel::setActions(QAction *setPassword, QAction *showPermissions, QAction *showLog)
{
    m_setPassword->setDefaultAction(setPassword);
    m_showPermissions->setDefaultAction(showPermissions);
    m_showLog->setDefaultAction(showLog);
}

void UserPanel::setSelection(const QList<int> &rows)
{
    m_selected = static_cast<int>(rows.size());
    m_hasOne = m_selected == 1;
    m_name = m_hasOne ? m_users.name(rows.front()) : std::string();
    refresh();
}

void UserPanel::refresh()
{
    const int row = m_hasOne ? m_users.rowOf(m_name) : -1;
    if (row < 0) {
        m_hint->setText(m_selected > 1
                            ? tr("%n users are selected.", nullptr, m_selected)
                            : tr("Select a user to see and change what there is about it."));
        m_stack->setCurrentIndex(0);
        return;
    }
    showUser(row);
    m_stack->setCurrentIndex(1);
}

void UserPanel::showUser(int row)
{
    const config::User &user = m_users.user(row);
    m_title->setText(users::shownName(m_name));
    m_password->setText(users::passwordText(user));
    const QString weakness = users::weakness(user);
    m_weakness->setText(weakness);
    m_weakness->setVisible(!weakness.isEmpty());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::color(theme::Role::Warning, colors));
    m_weakness->setPalette(colors);
    const config::ConfigurationText &content = m_context.workspace.content();
    m_labels->setSuggestions(users::labelNames(content), [this](const QString &label) {
        return users::labelValues(m_context.workspace.content(), label);
    });
    m_labels->setLabels(user.labels);
    m_labels->setReadOnly(m_context.workspace.isReadOnly());
    showSeen(row);
    showRules();
}

void UserPanel::showSeen(int row)
{
    if (!m_users.hasSightings()) {
        m_seen->setText(tr("Logins are seen by a daemon; none is connected."));
        return;
    }
    const auto text = [&](int column) { return m_users.index(row, column).data().toString(); };
    const AccountSightings::Seen *const seen = m_users.seen(row);
    if (seen == nullptr)
        m_seen->setText(
            m_users.index(row, UserModel::LastSuccess).data(Qt::ToolTipRole).toString());
    else
        m_seen->setText(tr("Last success: %1. Last failure: %2.")
                            .arg(text(UserModel::LastSuccess), text(UserModel::LastFailure)));
}

void UserPanel::showRules()
{
    const config::ConfigurationText &content = m_context.workspace.content();
    constexpr std::size_t kMost = 100;
    const auto concerns = users::rulesAbout(content, m_name, kMost);
    m_rules->clear();
    for (const users::RuleConcern &concern : concerns) {
        auto *const item = new QListWidgetItem(users::ruleText(content, concern.row), m_rules);
        item->setData(kRowRole, QVariant::fromValue<uint>(static_cast<uint>(concern.row)));
        QString why;
        switch (concern.why) {
        case users::RuleConcern::Why::Named:
            why = tr("This rule names the user.");
            break;
        case users::RuleConcern::Why::Pattern:
            why = tr("The name matches this rule's account.");
            break;
        case users::RuleConcern::Why::Labels:
            why = tr("The labels match this rule.");
            break;
        case users::RuleConcern::Why::Anyone:
            why = tr("This rule is about anyone.");
            break;
        }
        item->setToolTip(item->text() + u'\n' + why);
        if (concern.why == users::RuleConcern::Why::Named)
            item->setIcon(theme::icon(u"users"_s));
        else
            item->setIcon(theme::icon(u"rules"_s, theme::Role::MutedText));
    }
    m_rulesNote->setText(
        concerns.empty() ? tr("No rule is about this user: everything is denied.")
        : concerns.size() >= kMost
            ? tr("The first %1 are listed. The first that matches a request decides.").arg(kMost)
            : tr("The first that matches a request decides."));
    m_rules->setVisible(!concerns.empty());
}

void UserPanel::storeLabels()
{
    const int row = m_users.rowOf(m_name);
    if (!m_hasOne || row < 0)
        return;
    config::PutUser edit{m_name, m_users.user(row)};
    edit.user.labels = m_labels->labels();
    if (!m_users.perform(tr("Change Labels of %1").arg(users::shownName(m_name)), {edit}))
        refresh();
}

} // namespace wharfgate::gui
