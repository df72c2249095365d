// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RuleEditor.h"

#include "gui/models/RuleModel.h"
#include "gui/pages/rules/RuleForm.h"
#include "gui/pages/rules/RuleTextEdit.h"
#include "gui/widgets/Dialogs.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "gui/workspace/Workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

QLabel *wrapped(const QString &name, QWidget *parent)
{
    auto *const label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

void setTextColor(QLabel &label, theme::Role role)
{
    QPalette colors = label.parentWidget()->palette();
    colors.setColor(QPalette::WindowText, theme::color(role, colors));
    label.setPalette(colors);
}

QStringList accountsOf(const config::ConfigurationText &content)
{
    QStringList names;
    if (content.configuration() != nullptr) {
        for (const auto &[name, user] : content.configuration()->users)
            names << QString::fromStdString(name);
    }
    return names;
}

QStringList labelsOf(const config::ConfigurationText &content)
{
    std::set<std::string> names;
    if (content.configuration() != nullptr) {
        for (const auto &[name, user] : content.configuration()->users) {
            for (const auto &[label, values] : user.labels)
                names.insert(label);
        }
    }
    QStringList list;
    for (const std::string &name : names)
        list << QString::fromStdString(name);
    return list;
}

} // namespace

RuleEditor::RuleEditor(Workspace &workspace, RuleModel &rules, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_rules(rules)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kGrid, theme::kGrid, theme::kGrid, theme::kGrid);
    layout->setSpacing(theme::kGrid);
    m_title = wrapped(u"ruleTitle"_s, this);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_text = wrapped(u"ruleEditorText"_s, this);
    m_text->setTextFormat(Qt::PlainText);
    m_warnings = wrapped(u"ruleWarnings"_s, this);
    m_warnings->setTextFormat(Qt::RichText);
    m_warnings->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_error = wrapped(u"ruleError"_s, this);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_warnings);
    layout->addWidget(m_error);
    buildForm();
    layout->addWidget(m_scroll, 1);
    layout->addWidget(buildNewBar());
    layout->addStretch(0);

    connect(m_warnings, &QLabel::linkActivated, this,
            [this](const QString &link) { Q_EMIT causeRequested(link.toInt()); });
    connect(&workspace, &Workspace::contentChanged, this, &RuleEditor::refresh);
    connect(&workspace, &Workspace::readOnlyChanged, this, &RuleEditor::refresh);
    setMode(Mode::Nothing);
}

void RuleEditor::buildForm()
{
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *const content = new QWidget(m_scroll);
    auto *const layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, theme::kGrid, 0);
    layout->setSpacing(theme::kGrid * 2);
    m_form = new RuleForm(content);
    m_yaml = new RuleTextEdit(content);
    layout->addWidget(m_form);
    layout->addWidget(m_yaml, 1);
    m_scroll->setWidget(content);
    connect(m_form, &RuleForm::finished, this, [this] {
        if (m_mode == Mode::One)
            stage();
    });
    connect(m_form, &RuleForm::edited, this, [this] {
        if (m_mode != Mode::New)
            return;
        m_yaml->setEntry(m_form->entry(), RuleTextEdit::Mode::Keep);
        showPlace();
    });
    connect(m_yaml, &RuleTextEdit::applyRequested, this, &RuleEditor::applyText);
}

QWidget *RuleEditor::buildNewBar()
{
    m_newBar = new QWidget(this);
    auto *const layout = new QVBoxLayout(m_newBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid / 2);
    auto *const place = new QHBoxLayout;
    auto *const label = new QLabel(tr("&Position:"), m_newBar);
    m_place = new QSpinBox(m_newBar);
    m_place->setObjectName(u"newRulePosition"_s);
    m_place->setToolTip(tr("The number that the new rule will have"));
    label->setBuddy(m_place);
    m_placeReason = wrapped(u"newRulePlaceReason"_s, m_newBar);
    place->addWidget(label);
    place->addWidget(m_place);
    place->addWidget(m_placeReason, 1);
    layout->addLayout(place);
    auto *const buttons = new QHBoxLayout;
    m_add = new QPushButton(theme::icon(u"plus"_s), tr("Add Rule"), m_newBar);
    m_add->setObjectName(u"addNewRule"_s);
    auto *const cancel = new QPushButton(tr("Cancel"), m_newBar);
    cancel->setObjectName(u"cancelNewRule"_s);
    buttons->addStretch(1);
    buttons->addWidget(m_add);
    buttons->addWidget(cancel);
    layout->addLayout(buttons);
    connect(m_place, &QSpinBox::valueChanged, this, &RuleEditor::choosePlace);
    connect(m_add, &QPushButton::clicked, this, &RuleEditor::addNew);
    connect(cancel, &QPushButton::clicked, this, &RuleEditor::cancelNew);
    return m_newBar;
}

const config::RuleEntry *RuleEditor::current() const
{
    return m_mode == Mode::One && m_row.isValid() && !m_rules.isImplicit(m_row.row())
               ? &m_rules.entry(m_row.row())
               : nullptr;
}

void RuleEditor::setSelection(const QList<int> &rows)
{
    m_selection = rows;
    if (m_mode == Mode::New)
        return; // the card stays until Add or Cancel
    const QPersistentModelIndex row =
        rows.size() == 1 ? m_rules.index(rows.front(), 0) : QModelIndex();
    const bool isOther = row != m_row;
    m_row = row;
    if (isOther)
        m_error->hide();
    setMode(rows.isEmpty()                     ? Mode::Nothing
            : rows.size() > 1                  ? Mode::Several
            : m_rules.isImplicit(rows.front()) ? Mode::Implicit
                                               : Mode::One);
    if (isOther && current() != nullptr) {
        m_form->resetEntry(*current());
        m_yaml->setEntry(*current(), RuleTextEdit::Mode::Force);
    }
}

void RuleEditor::setMode(Mode mode)
{
    m_mode = mode;
    const bool hasForm = mode == Mode::One || mode == Mode::New;
    m_scroll->setVisible(hasForm);
    m_newBar->setVisible(mode == Mode::New);
    refresh();
}

void RuleEditor::refresh()
{
    const config::ConfigurationText &content = m_workspace.content();
    if (m_mode == Mode::One && current() == nullptr)
        return setSelection({}); // the rule is gone; the table will select another one
    const bool isReadOnly = m_workspace.isReadOnly();
    if (m_mode == Mode::One || m_mode == Mode::New) {
        m_form->setSuggestions(accountsOf(content), labelsOf(content));
        m_form->setReadOnly(isReadOnly);
        m_yaml->setReadOnly(isReadOnly);
    }
    if (const config::RuleEntry *const entry = current()) {
        m_form->setEntry(*entry);
        m_yaml->setEntry(*entry, RuleTextEdit::Mode::Keep);
    }
    if (m_mode == Mode::New)
        showPlace();
    showHeader();
    showWarnings();
}

void RuleEditor::showHeader()
{
    QString title;
    QString text;
    switch (m_mode) {
    case Mode::Nothing:
        title = tr("No rule is selected");
        text = tr("Select a rule to see and change it, or add a new one. The rules are tried from "
                  "the top; the first one that matches a request decides.");
        break;
    case Mode::Implicit:
        title = tr("Everything else is denied");
        text =
            tr("Requests that no rule matches get nothing. To allow something, add a rule above.");
        break;
    case Mode::Several:
        title = tr("%n rules are selected", nullptr, static_cast<int>(m_selection.size()));
        text = tr("Move, enable, copy or delete them together, or select one rule to change it.");
        break;
    case Mode::One:
        title = tr("Rule %1").arg(m_rules.number(m_row.row()));
        if (!current()->isEnabled)
            title = tr("Rule %1 (disabled)").arg(m_rules.number(m_row.row()));
        text = QString();
        if (m_workspace.isReadOnly())
            text = m_workspace.readOnlyReason();
        break;
    case Mode::New:
        title = tr("New rule, not added yet");
        text = m_text->text();
        break;
    }
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

void RuleEditor::showWarnings()
{
    QStringList lines;
    if (current() != nullptr || m_mode == Mode::Implicit) {
        const int row = m_mode == Mode::Implicit ? m_rules.ruleCount() : m_row.row();
        for (const RuleWarning &warning : m_rules.warnings(row)) {
            // Those of a field stand beside it, unless only the whole file shows them.
            const bool isUser = warning.field == u"match.account" &&
                                warning.severity == config::Problem::Severity::Lint;
            if (!warning.field.isEmpty() && !isUser)
                continue;
            QString line = (warning.text + u' ' + warning.remedy).toHtmlEscaped();
            if (warning.causeRow)
                line += u" <a href=\"%1\">%2</a>"_s.arg(
                    QString::number(*warning.causeRow),
                    tr("Go to rule %1")
                        .arg(m_rules.number(static_cast<int>(*warning.causeRow)))
                        .toHtmlEscaped());
            lines << line;
        }
    }
    m_warnings->setText(lines.join(u"<br>"));
    m_warnings->setVisible(!lines.isEmpty());
    setTextColor(*m_warnings, theme::Role::Warning);
}

void RuleEditor::showPlace()
{
    const QSignalBlocker blocker(m_place);
    m_place->setRange(1, m_rules.number(m_rules.ruleCount()));
    const bool isValid = !m_form->hasErrors() && !m_workspace.isReadOnly();
    m_add->setEnabled(isValid);
    if (m_placeIsChosen || !isValid)
        return;
    const RulePlace place = m_placement.placeFor(m_workspace.content(), m_form->entry());
    setPlace(static_cast<int>(place.row), place.reason);
}

void RuleEditor::setPlace(int row, const QString &reason)
{
    const QSignalBlocker blocker(m_place);
    m_newRow = row;
    m_place->setValue(m_rules.number(row));
    m_placeReason->setText(reason);
}

void RuleEditor::choosePlace(int number)
{
    m_placeIsChosen = true;
    m_newRow = m_rules.rowOfDecision(static_cast<std::size_t>(number) - 1);
    m_placeReason->setText(tr("Chosen by you."));
}

bool RuleEditor::stage()
{
    const config::RuleEntry *const entry = current();
    if (entry == nullptr || m_form->entry() == *entry)
        return true;
    return !m_form->hasErrors() && stageEntry(m_form->entry());
}

bool RuleEditor::stageEntry(const config::RuleEntry &entry)
{
    const int row = m_row.row();
    QString refusal;
    const auto connection = connect(&m_rules, &RuleModel::editRefused, this,
                                    [&](const QString &reason) { refusal = reason; });
    const bool done =
        m_rules.replaceRule(row, entry, tr("Change Rule %1").arg(m_rules.number(row)));
    disconnect(connection);
    m_error->setVisible(!done);
    m_error->setText(refusal);
    setTextColor(*m_error, theme::Role::Error);
    return done;
}

bool RuleEditor::applyText()
{
    const auto typed = m_yaml->typedEntry();
    if (!typed)
        return false; // said below the text
    if (m_mode == Mode::New) {
        m_form->resetEntry(*typed);
        m_yaml->setEntry(*typed, RuleTextEdit::Mode::Force);
        showPlace();
        return true;
    }
    if (current() == nullptr || !stageEntry(*typed))
        return false;
    m_form->resetEntry(*current());
    m_yaml->setEntry(*current(), RuleTextEdit::Mode::Force);
    return true;
}

void RuleEditor::beginNew(const config::RuleEntry &prefilled, std::optional<std::size_t> row,
                          const QString &reason)
{
    m_placeIsChosen = row.has_value();
    m_row = QModelIndex();
    m_error->hide();
    m_text->setText(reason);
    setMode(Mode::New);
    m_form->resetEntry(prefilled);
    m_yaml->setEntry(prefilled, RuleTextEdit::Mode::Force);
    showPlace();
    if (!row)
        return;
    const int place = static_cast<int>(*row);
    setPlace(place, place < m_rules.ruleCount() ? tr("Above rule %1.").arg(m_rules.number(place))
                                                : tr("At the end."));
}

bool RuleEditor::addNew()
{
    if (m_yaml->isModified() && !applyText())
        return false;
    if (m_form->hasErrors())
        return false;
    const int row = std::min(m_newRow, m_rules.ruleCount());
    QString refusal;
    const auto connection = connect(&m_rules, &RuleModel::editRefused, this,
                                    [&](const QString &reason) { refusal = reason; });
    const bool done = m_rules.insertRules(row, {m_form->entry()}, tr("Add Rule"));
    disconnect(connection);
    m_error->setVisible(!done);
    m_error->setText(refusal);
    setTextColor(*m_error, theme::Role::Error);
    if (!done)
        return false;
    setMode(Mode::Nothing);
    Q_EMIT ruleAdded(row);
    return true;
}

void RuleEditor::cancelNew()
{
    m_yaml->revert();
    setMode(Mode::Nothing);
    setSelection(m_selection);
    Q_EMIT newRuleCancelled();
}

bool RuleEditor::hasUnstagedInput() const
{
    if (m_mode == Mode::New)
        return true;
    const config::RuleEntry *const entry = current();
    return entry != nullptr && (m_yaml->isModified() || !(m_form->entry() == *entry));
}

bool RuleEditor::finishEditing()
{
    if (m_mode == Mode::One && !m_yaml->isModified() && stage())
        return true;
    if (!hasUnstagedInput())
        return true;
    const bool isCard = m_mode == Mode::New;
    const QString text =
        isCard ? tr("The new rule has not been added yet.")
        : m_yaml->isModified()
            ? tr("The text of rule %1 has changes that are not applied.")
                  .arg(m_rules.number(m_row.row()))
            : tr("Rule %1 cannot be used as it was typed.").arg(m_rules.number(m_row.row()));
    switch (dialogs::askUnsaved(this, text)) {
    case dialogs::UnsavedAnswer::Apply:
        return isCard ? addNew() : m_yaml->isModified() ? applyText() : stage();
    case dialogs::UnsavedAnswer::Discard:
        if (isCard) {
            cancelNew();
        } else {
            m_form->resetEntry(*current());
            m_yaml->revert();
        }
        return true;
    case dialogs::UnsavedAnswer::Cancel:
        break;
    }
    return false;
}

void RuleEditor::focusForm()
{
    if (auto *const first = m_form->findChild<QWidget *>(u"accountField"_s))
        first->setFocus(Qt::OtherFocusReason);
}

} // namespace wharfgate::gui
