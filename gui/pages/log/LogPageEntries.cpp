// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/log/LogPage.h"

#include "gui/client/Session.h"
#include "gui/models/EventModel.h"
#include "gui/pages/log/DetailsPanel.h"
#include "gui/pages/log/FilterBar.h"
#include "gui/pages/log/LogFeed.h"
#include "gui/pages/log/LogTable.h"
#include "gui/shell/Navigator.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Messages.h"
#include "gui/widgets/Texts.h"
#include "gui/workspace/Workspace.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLocale>

#include <algorithm>

// What the page does with one entry.

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

/// A rule's pattern that matches this text only.
std::string literalPattern(const std::string &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isVariable = c == '$' && i + 1 < text.size() && text[i + 1] == '{';
        const bool isSlash = c == '/' && i == 0; // would begin an expression
        if (c == '*' || c == '?' || c == '[' || c == '\\' || isVariable || isSlash)
            out += '\\';
        out += c;
    }
    return out;
}

std::vector<std::string> refusedActions(const events::ScopeOutcome &scope)
{
    std::vector<std::string> refused;
    std::copy_if(scope.requested.begin(), scope.requested.end(), std::back_inserter(refused),
                 [&scope](const std::string &action) {
                     return std::find(scope.granted.begin(), scope.granted.end(), action) ==
                            scope.granted.end();
                 });
    return refused;
}

QString dayOf(const events::AuthEvent &event)
{
    return eventcells::timeOf(event).toLocalTime().date().toString(Qt::ISODate);
}

/// The condition that a cell stands for, if it has one.
std::optional<FilterTerm> termOf(const events::AuthEvent &event, EventColumn column)
{
    using Field = FilterTerm::Field;
    const auto exactly = [](Field field, const std::string &value) {
        return FilterTerm{field, filtertext::exactly(QString::fromStdString(value))};
    };
    const events::ScopeOutcome *scope = RuleLocator::mainScope(event);
    switch (column) {
    case EventColumn::User:
        return exactly(Field::User, event.account);
    case EventColumn::Address:
        if (event.clientAddress.empty())
            return {};
        return FilterTerm{Field::Client, QString::fromStdString(event.clientAddress)};
    case EventColumn::Service:
        return exactly(Field::Service, event.service);
    case EventColumn::Resource:
        return scope == nullptr ? std::nullopt : std::optional(exactly(Field::Name, scope->name));
    case EventColumn::Result:
        return FilterTerm{Field::Result, QString::fromUtf8(events::toString(event.result))};
    case EventColumn::Rule:
        if (scope == nullptr || !scope->rule)
            return {};
        return FilterTerm{Field::Rule, eventcells::ruleNumber(*scope->rule)};
    case EventColumn::Requested:
    case EventColumn::Granted:
        if (scope == nullptr || scope->requested.empty())
            return {};
        return FilterTerm{Field::Text, QString::fromStdString(scope->requested.front())};
    case EventColumn::Time:
        return FilterTerm{Field::From,
                          eventcells::timeOf(event).toUTC().toString(Qt::ISODateWithMs)};
    default:
        return {};
    }
}

} // namespace

void LogPage::connectEntryCommands()
{
    const auto on = [this](QAction *action, auto function) {
        connect(action, &QAction::triggered, this, function);
    };
    on(m_commands.previous, [this] { step(-1); });
    on(m_commands.next, [this] { step(1); });
    on(m_commands.goToRule, &LogPage::goToRule);
    on(m_commands.testRequest, &LogPage::testRequest);
    on(m_commands.createRule, &LogPage::createRule);
    on(m_commands.blockAddress, &LogPage::blockAddress);
    on(m_commands.goToUser, [this] {
        if (const auto event = currentEvent())
            m_context.navigator.showUser(QString::fromStdString(event->account));
    });
    on(m_commands.bookmark, [this](bool checked) {
        if (const auto event = currentEvent())
            m_notes.setBookmarked(QString::fromStdString(event->requestId), checked);
    });
    on(m_commands.note, &LogPage::editNote);
    on(m_commands.nextBookmark, &LogPage::goToNextBookmark);
    on(m_commands.copyText, [this] { copyRows(CopyForm::Text); });
    on(m_commands.copyCsv, [this] { copyRows(CopyForm::Csv); });
    on(m_commands.copyJson, [this] { copyRows(CopyForm::Json); });
    on(m_commands.copyValue,
       [this] { QApplication::clipboard()->setText(m_table->currentIndex().data().toString()); });
    on(m_commands.applyValue, [this] {
        if (const auto term = termOfCell())
            m_filterBar->addTerm(*term, FilterBar::Apply::Now);
    });
    on(m_commands.excludeValue, [this] {
        if (auto term = termOfCell()) {
            term->exclude = true;
            m_filterBar->addTerm(*term, FilterBar::Apply::Now);
        }
    });
    on(m_commands.prepareValue, [this] {
        if (const auto term = termOfCell())
            m_filterBar->addTerm(*term, FilterBar::Apply::Prepare);
    });
    connect(&m_notes, &EventNotes::changed, this, [this](const QString &requestId) {
        m_liveModel->showNoteChange(requestId);
        if (m_fileModel != nullptr)
            m_fileModel->showNoteChange(requestId);
        showDetails();
    });
}

std::optional<events::AuthEvent> LogPage::currentEvent() const
{
    const EventModel *model = m_table->eventModel();
    return model == nullptr ? std::nullopt : model->eventAt(m_table->currentRow());
}

std::optional<FilterTerm> LogPage::termOfCell() const
{
    const auto event = currentEvent();
    if (!event)
        return {};
    return termOf(*event, static_cast<EventColumn>(m_table->currentIndex().column()));
}

QDateTime LogPage::knownRulesChange() const
{
    return m_fileModel == nullptr ? m_feed->rulesChanged() : QDateTime();
}

RuleLocator::Place LogPage::placeOfRule(const events::AuthEvent &event) const
{
    const events::ScopeOutcome *scope = RuleLocator::mainScope(event);
    if (scope == nullptr)
        return {{}, tr("No access was asked for, so no rule was tried.")};
    return m_locator.locate(event, *scope, knownRulesChange());
}

QString LogPage::rulesChangedSince(const events::AuthEvent &event) const
{
    const events::ScopeOutcome *scope = RuleLocator::mainScope(event);
    if (scope == nullptr || !scope->rule)
        return {};
    const RuleLocator::Place place = placeOfRule(event);
    return place.row ? QString() : place.reason;
}

void LogPage::takeDroppedCurrent()
{
    if (!m_currentDropped)
        return;
    // The selection went on to a neighbour by itself; commands must not act on that.
    m_table->clearSelection();
    m_table->setCurrentIndex({});
    m_currentDropped = false;
}

void LogPage::showDetails()
{
    if (model().isDroppingOldest() || m_currentDropped) {
        m_currentDropped = true; // the details stay: somebody may be reading them
        showEntryCommands();
        return;
    }
    showEntryCommands();
    const auto event = currentEvent();
    if (event) {
        const QString note = m_notes.note(QString::fromStdString(event->requestId));
        m_details->showEntry(*event, rulesChangedSince(*event), note,
                             m_fileModel == nullptr ? DetailsPanel::Explain::ByDaemon
                                                    : DetailsPanel::Explain::No);
        return;
    }
    const QModelIndex current = m_table->currentIndex();
    m_details->showText(current.isValid() ? current.data(EventModel::MarkTextRole).toString()
                                          : QString());
}

void LogPage::showEntryCommands()
{
    const auto event = currentEvent();
    for (QAction *action : m_commands.forEntry())
        action->setEnabled(event.has_value());
    m_commands.bookmark->setChecked(event &&
                                    m_notes.isBookmarked(QString::fromStdString(event->requestId)));
    m_commands.nextBookmark->setEnabled(!m_notes.isEmpty());
    if (!event)
        return;
    const events::ScopeOutcome *scope = RuleLocator::mainScope(*event);
    m_commands.testRequest->setEnabled(scope != nullptr);
    const bool refused = scope != nullptr && !refusedActions(*scope).empty();
    const bool canEdit = !m_context.workspace.isReadOnly();
    m_commands.createRule->setEnabled(refused && canEdit);
    m_commands.blockAddress->setEnabled(canEdit && !event->clientAddress.empty());
    const RuleLocator::Place place = placeOfRule(*event);
    m_commands.goToRule->setToolTip(place.row ? m_commands.goToRule->statusTip() : place.reason);
    const auto term = termOfCell();
    const QString value = term ? term->label() : QString();
    for (QAction *action :
         {m_commands.applyValue, m_commands.excludeValue, m_commands.prepareValue})
        action->setEnabled(term.has_value());
    // An ampersand in a value must not become a mnemonic.
    const QString shown = QString(value).replace(u"&"_s, u"&&"_s);
    m_commands.applyValue->setText(value.isEmpty() ? tr("Apply as Filter")
                                                   : tr("Apply as Filter: %1").arg(shown));
}

void LogPage::step(int by)
{
    const EventModel &shown = model();
    int row = m_table->currentRow();
    if (row < 0)
        row = by > 0 ? -1 : shown.rowCount();
    for (row += by; row >= 0 && row < shown.rowCount(); row += by) {
        if (shown.isEvent(row))
            return m_table->goToRow(row);
    }
}

void LogPage::goToRule()
{
    const auto event = currentEvent();
    if (!event)
        return;
    const RuleLocator::Place place = placeOfRule(*event);
    if (place.row)
        m_context.navigator.showRule(*place.row);
    else
        m_context.messages.showMessage(MessageKind::Information, place.reason,
                                       m_commands.testRequest);
}

void LogPage::testRequest()
{
    const auto event = currentEvent();
    const events::ScopeOutcome *scope = event ? RuleLocator::mainScope(*event) : nullptr;
    if (scope == nullptr)
        return;
    acl::Request request;
    request.account = event->account;
    request.type = scope->type;
    request.name = scope->name;
    request.service = event->service;
    request.ip = acl::IpAddress::parse(event->clientAddress);
    request.actions = scope->requested;
    m_context.navigator.testRequest(request);
}

void LogPage::createRule()
{
    const auto event = currentEvent();
    const events::ScopeOutcome *scope = event ? RuleLocator::mainScope(*event) : nullptr;
    if (scope == nullptr || refusedActions(*scope).empty())
        return;
    config::RuleEntry entry;
    entry.rule.match.account = literalPattern(event->account);
    entry.rule.match.type = literalPattern(scope->type);
    entry.rule.match.name = literalPattern(scope->name);
    // The rule decides alone: what was granted already must be in it, too.
    entry.rule.actions = scope->requested;
    entry.rule.comment = tr("Allows what was refused on %1").arg(dayOf(*event)).toStdString();
    const RuleLocator::Place place = placeOfRule(*event);
    const QString reason =
        tr("From the log of %1: %2")
            .arg(QLocale().toString(eventcells::timeOf(*event).toLocalTime(), QLocale::ShortFormat),
                 eventcells::sentence(*event));
    m_context.navigator.createRule(entry, place.row, reason);
}

void LogPage::blockAddress()
{
    const auto event = currentEvent();
    if (!event || !acl::IpAddress::parse(event->clientAddress)) {
        m_context.messages.showMessage(MessageKind::Information,
                                       tr("This entry has no address that a rule could name."));
        return;
    }
    config::RuleEntry entry;
    entry.rule.match.ip = event->clientAddress;
    entry.rule.comment =
        tr("Blocks an address seen in the log on %1").arg(dayOf(*event)).toStdString();
    m_context.navigator.createRule(
        entry, 0,
        tr("Grants nothing to %1. Logins from there still succeed, but without access.")
            .arg(texts::shown(event->clientAddress)));
}

void LogPage::editNote()
{
    const auto event = currentEvent();
    if (!event)
        return;
    const QString requestId = QString::fromStdString(event->requestId);
    const auto text =
        dialogs::askText(this, tr("Note"), tr("Note about this entry:"), m_notes.note(requestId));
    if (text)
        m_notes.setNote(requestId, *text);
}

void LogPage::goToNextBookmark()
{
    const EventModel &shown = model();
    const int count = shown.rowCount();
    const int from = m_table->currentRow();
    for (int i = 1; i <= count; ++i) {
        const int row = (std::max(from, -1) + i) % count;
        const QModelIndex index = shown.index(row, 0);
        if (shown.isEvent(row) && (index.data(EventModel::BookmarkRole).toBool() ||
                                   !index.data(EventModel::NoteRole).toString().isEmpty()))
            return m_table->goToRow(row);
    }
    m_context.messages.showMessage(MessageKind::Information,
                                   tr("No entry that is shown has a bookmark or a note."));
}

void LogPage::copyRows(CopyForm form)
{
    const EventModel &shown = model();
    QString out = form == CopyForm::Csv ? eventcells::csvHeader() : QString();
    for (const int row : m_table->selectedRows()) {
        const auto event = shown.eventAt(row);
        if (!event)
            continue;
        if (form == CopyForm::Text)
            out += eventcells::row(*event) + u'\n';
        else if (form == CopyForm::Csv)
            out += eventcells::csvRow(*event);
        else
            out += QString::fromStdString(events::toJson(*event)) + u'\n';
    }
    QApplication::clipboard()->setText(out);
}

} // namespace wharfgate::gui
