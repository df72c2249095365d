// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/DetailsPanel.h"

#include "gui/client/Session.h"
#include "gui/models/PassedOverText.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"
#include "shared/control/Message.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

constexpr std::size_t kMostExplained = 10; // scopes; entries with more are rare, and rules many

QToolButton *buttonFor(QAction *action, Qt::ToolButtonStyle style, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setAccessibleName(action->iconText());
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QJsonObject requestOf(const events::AuthEvent &event, const events::ScopeOutcome &scope)
{
    QJsonArray actions;
    for (const std::string &action : scope.requested)
        actions.append(QString::fromStdString(action));
    return {{u"account"_s, QString::fromStdString(event.account)},
            {u"type"_s, QString::fromStdString(scope.type)},
            {u"name"_s, QString::fromStdString(scope.name)},
            {u"service"_s, QString::fromStdString(event.service)},
            {u"ip"_s, QString::fromStdString(event.clientAddress)},
            {u"actions"_s, actions}};
}

} // namespace

DetailsPanel::DetailsPanel(const Workspace &workspace, Session &session, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_session(session)
    , m_tabs(new QTabWidget(this))
    , m_details(new QTextBrowser(this))
    , m_json(new QPlainTextEdit(this))
    , m_empty(new QLabel(this))
    , m_navigation(new QWidget(this))
    , m_commands(new QWidget(this))
{
    setObjectName(u"logDetails"_s);
    m_details->setObjectName(u"entryDetails"_s);
    m_details->setAccessibleName(tr("Details of the entry"));
    m_details->setOpenLinks(false);
    m_details->setFrameShape(QFrame::NoFrame);
    m_json->setObjectName(u"entryJson"_s);
    m_json->setAccessibleName(tr("The entry as JSON"));
    m_json->setReadOnly(true);
    m_json->setFrameShape(QFrame::NoFrame);
    m_json->setFont(theme::fixedFont());
    m_json->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_json->setTabChangesFocus(true);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_details, tr("Details"));
    m_tabs->addTab(m_json, tr("Raw JSON"));
    m_empty->setObjectName(u"noEntry"_s);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(2 * theme::kGrid);

    auto *navigation = new QHBoxLayout(m_navigation);
    navigation->setContentsMargins(0, 0, 0, 0);
    auto *commands = new FlowLayout(m_commands);
    commands->setContentsMargins(0, 0, 0, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kGrid, 0, 0, 0);
    column->setSpacing(theme::kGrid);
    column->addWidget(m_navigation);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_commands);
    showText({});
}

void DetailsPanel::setActions(const QList<QAction *> &navigation, const QList<QAction *> &commands)
{
    auto *row = static_cast<QHBoxLayout *>(m_navigation->layout());
    for (QAction *action : navigation)
        row->addWidget(buttonFor(action, Qt::ToolButtonIconOnly, m_navigation));
    row->addStretch(1);
    auto *flow = static_cast<FlowLayout *>(m_commands->layout());
    for (QAction *action : commands)
        flow->insertWidget(flow->count(),
                           buttonFor(action, Qt::ToolButtonTextBesideIcon, m_commands));
    // The layout gives the rest of the line to the last widget.
    flow->insertWidget(flow->count(), new QWidget(m_commands));
}

void DetailsPanel::showText(const QString &text)
{
    ++m_generation;
    m_event.reset();
    m_empty->setText(text.isEmpty() ? tr("Select an entry to see what was asked, which rules were "
                                         "tried and which one decided.")
                                    : text);
    m_empty->show();
    m_tabs->hide();
    m_commands->hide();
}

void DetailsPanel::showEntry(const events::AuthEvent &event, const QString &rulesChanged,
                             const QString &note, Explain explain)
{
    ++m_generation;
    m_event = event;
    m_context = {};
    m_context.rulesChanged = rulesChanged;
    m_context.note = note;
    if (const config::Configuration *configuration = m_workspace.base().configuration())
        m_context.tokenSeconds = configuration->token.expiration.count();
    m_context.scopes.resize(std::min(event.scopes.size(), kMostExplained));
    m_json->setPlainText(detailsJson(event));
    m_empty->hide();
    m_tabs->show();
    m_commands->show();
    if (explain == Explain::ByDaemon && m_session.isLive())
        askForRules();
    else
        for (ScopeExplanation &scope : m_context.scopes) {
            scope.state = ScopeExplanation::State::Unavailable;
            scope.note = explain == Explain::ByDaemon
                             ? tr("Which rules were tried is shown while a daemon is connected.")
                             : tr("This entry is from a file. Test this request to see how the "
                                  "rules of now decide.");
        }
    render();
    m_details->verticalScrollBar()->setValue(0);
}

void DetailsPanel::askForRules()
{
    for (std::size_t i = 0; i < m_context.scopes.size(); ++i) {
        m_session.client().call(
            u"explain"_s, {{u"request"_s, requestOf(*m_event, m_event->scopes[i])}}, this,
            [this, generation = m_generation, i](const control::Reply &reply) {
                if (generation != m_generation)
                    return;
                if (reply)
                    return takeDecision(i, reply->value("decision"_L1).toObject());
                m_context.scopes[i].state = ScopeExplanation::State::Unavailable;
                m_context.scopes[i].note =
                    tr("Which rules were tried cannot be told: %1").arg(reply.error().message);
                render();
            });
    }
}

void DetailsPanel::takeDecision(std::size_t scope, const QJsonObject &decision)
{
    ScopeExplanation &explanation = m_context.scopes[scope];
    explanation.state = ScopeExplanation::State::Known;
    const QJsonValue rule = decision.value("rule"_L1);
    if (rule.isDouble() && rule.toInt() >= 0)
        explanation.rule = static_cast<std::size_t>(rule.toInt());
    for (const QJsonValue &value : decision.value("passedOver"_L1).toArray()) {
        const QJsonObject passed = value.toObject();
        explanation.passedOver.emplace_back(
            static_cast<std::size_t>(std::max(0, passed.value("rule"_L1).toInt())),
            passedOverText(passed));
    }
    render();
}

void DetailsPanel::render()
{
    if (!m_event)
        return;
    const int place = m_details->verticalScrollBar()->value();
    m_details->setHtml(detailsHtml(*m_event, m_context, palette()));
    m_details->verticalScrollBar()->setValue(place);
}

void DetailsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        render();
}

} // namespace wharfgate::gui
