// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RuleForm.h"

#include "gui/models/RuleSentence.h"
#include "gui/pages/rules/LabelConditionsEdit.h"
#include "gui/pages/rules/PatternTester.h"
#include "gui/widgets/ChipEditor.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"
#include "shared/acl/AccessList.h"
#include "shared/acl/Lint.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStringListModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

/// What the field holds; what was not touched stays as it was, spaces at its ends included.
std::optional<std::string> valueOf(const QString &shown, const std::optional<std::string> &before)
{
    return shown == rules::fieldText(before) ? before : rules::patternOfField(shown);
}

void follow(QLineEdit &edit, const QString &before, const QString &now)
{
    // Typed, but not staged: only what is shown unchanged follows.
    if (edit.text() == before || !edit.hasFocus())
        edit.setText(now);
}

std::vector<std::string> toStrings(const QStringList &texts)
{
    std::vector<std::string> strings;
    for (const QString &text : texts)
        strings.push_back(text.toStdString());
    return strings;
}

QStringList toStringList(const std::vector<std::string> &strings)
{
    QStringList texts;
    for (const std::string &string : strings)
        texts << QString::fromStdString(string);
    return texts;
}

} // namespace

RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent)
{
    m_layout = new QFormLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(theme::kGrid);
    m_layout->setVerticalSpacing(theme::kGrid);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_sentence = new QLabel(this);
    m_sentence->setObjectName(u"ruleSentence"_s);
    m_sentence->setAccessibleName(tr("What the rule does"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addRow(m_sentence);

    m_account = addPatternField(tr("&Account:"), u"account"_s, tr("anyone"),
                                tr("Whose requests: an account, a shell pattern (dev-*), or an "
                                   "expression between slashes (/^dev-/). Two quotes (\"\") mean "
                                   "requests without an account."));
    m_accounts = new QStringListModel(m_account);
    auto *const completer = new QCompleter(m_accounts, m_account);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_account->setCompleter(completer);
    m_labels = new LabelConditionsEdit(this);
    addField(tr("Labels:"), m_labels, u"labels"_s);
    m_ip = addPatternField(tr("A&ddress:"), u"ip"_s, tr("from anywhere"),
                           tr("Where the client is: an address, or a network such as 10.0.0.0/8."));
    addTypeField();
    m_name = addPatternField(tr("&Name:"), u"name"_s, tr("any name"),
                             tr("Which repositories: a name, a shell pattern (team/*), or an "
                                "expression between slashes (/^team\\/.+$/)."));
    m_service = addPatternField(tr("&Service:"), u"service"_s, tr("any service"),
                                tr("Which registry, if several use this token server."));
    addActionsField();
    m_comment = addPatternField(tr("&Comment:"), u"comment"_s, tr("why this rule exists"),
                                tr("For people; it plays no part in decisions."));
    m_comment->setFont(font());
    m_enabled = new QCheckBox(tr("&Enabled"), this);
    m_enabled->setObjectName(u"ruleEnabled"_s);
    m_enabled->setToolTip(tr("A disabled rule stays in the file as a comment and decides nothing"));
    m_layout->addRow(QString(), m_enabled);
    m_tester = new PatternTester(this);
    m_layout->addRow(m_tester);

    connect(m_enabled, &QCheckBox::toggled, this, [this] {
        handleEdited();
        Q_EMIT finished();
    });
    connect(m_labels, &LabelConditionsEdit::edited, this, &RuleForm::handleEdited);
    connect(m_labels, &LabelConditionsEdit::finished, this, &RuleForm::finished);
    resetEntry({});
}

QLabel *RuleForm::addField(const QString &label, QWidget *field, const QString &name)
{
    auto *const box = new QWidget(this);
    auto *const layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid / 4);
    layout->addWidget(field);
    auto *const problem = new QLabel(box);
    problem->setObjectName(name + u"Problem"_s);
    problem->setWordWrap(true);
    problem->setTextFormat(Qt::PlainText);
    problem->hide();
    layout->addWidget(problem);
    m_problems[name] = problem;
    m_layout->addRow(label, box);
    if (auto *const text = qobject_cast<QLabel *>(m_layout->labelForField(box)))
        text->setBuddy(field);
    return problem;
}

QLineEdit *RuleForm::addPatternField(const QString &label, const QString &name,
                                     const QString &placeholder, const QString &help)
{
    auto *const edit = new QLineEdit(this);
    edit->setObjectName(name + u"Field"_s);
    edit->setPlaceholderText(placeholder);
    edit->setToolTip(help);
    edit->setWhatsThis(help);
    edit->setFont(theme::fixedFont());
    addField(label, edit, name);
    connect(edit, &QLineEdit::textChanged, this, &RuleForm::handleEdited);
    connect(edit, &QLineEdit::editingFinished, this, &RuleForm::finished);
    return edit;
}

void RuleForm::addTypeField()
{
    m_type = new QComboBox(this);
    m_type->setObjectName(u"typeField"_s);
    m_type->setEditable(true);
    m_type->setInsertPolicy(QComboBox::NoInsert);
    m_type->setFont(theme::fixedFont());
    m_type->addItems({QString(), u"repository"_s, u"registry"_s, u"repository(plugin)"_s});
    m_type->lineEdit()->setPlaceholderText(tr("any type"));
    m_type->setToolTip(
        tr("The kind of resource: repository for images, registry for the catalog."));
    m_type->setWhatsThis(m_type->toolTip());
    addField(tr("&Type:"), m_type, u"type"_s);
    connect(m_type, &QComboBox::editTextChanged, this, &RuleForm::handleEdited);
    connect(m_type, &QComboBox::activated, this, &RuleForm::finished);
    connect(m_type->lineEdit(), &QLineEdit::editingFinished, this, &RuleForm::finished);
}

void RuleForm::addActionsField()
{
    m_actions = new ChipEditor(this);
    m_actions->setObjectName(u"actionsField"_s);
    m_actions->setSuggestions({u"pull"_s, u"push"_s, u"delete"_s, u"*"_s});
    m_actions->setPlaceholderText(tr("nothing: deny"));
    m_actions->setToolTip(tr("What the rule grants: pull, push, delete, or * for everything. "
                             "Without any, what it matches is denied."));
    m_actions->setWhatsThis(m_actions->toolTip());
    addField(tr("&Grants:"), m_actions, u"actions"_s);
    connect(m_actions, &ChipEditor::chipsEdited, this, [this] {
        handleEdited();
        Q_EMIT finished();
    });
}

void RuleForm::setEntry(const config::RuleEntry &entry)
{
    const config::RuleEntry before = std::exchange(m_entry, entry);
    const acl::MatchConditions &was = before.rule.match;
    const acl::MatchConditions &now = entry.rule.match;
    const QSignalBlocker blocker(this);
    follow(*m_account, rules::fieldText(was.account), rules::fieldText(now.account));
    follow(*m_ip, rules::fieldText(was.ip), rules::fieldText(now.ip));
    follow(*m_type->lineEdit(), rules::fieldText(was.type), rules::fieldText(now.type));
    follow(*m_name, rules::fieldText(was.name), rules::fieldText(now.name));
    follow(*m_service, rules::fieldText(was.service), rules::fieldText(now.service));
    follow(*m_comment, QString::fromStdString(before.rule.comment),
           QString::fromStdString(entry.rule.comment));
    m_labels->setConditions(now.labels);
    if (m_actions->chips() != toStringList(entry.rule.actions))
        m_actions->setChips(toStringList(entry.rule.actions));
    m_enabled->setChecked(entry.isEnabled);
    handleEdited();
}

void RuleForm::resetEntry(const config::RuleEntry &entry)
{
    const QSignalBlocker blocker(this);
    m_entry = entry;
    const acl::MatchConditions &match = entry.rule.match;
    m_account->setText(rules::fieldText(match.account));
    m_ip->setText(rules::fieldText(match.ip));
    m_type->setEditText(rules::fieldText(match.type));
    m_name->setText(rules::fieldText(match.name));
    m_service->setText(rules::fieldText(match.service));
    m_comment->setText(QString::fromStdString(entry.rule.comment));
    for (QLineEdit *edit : {m_account, m_ip, m_type->lineEdit(), m_name, m_service, m_comment})
        edit->setCursorPosition(0);
    setEntry(entry);
}

config::RuleEntry RuleForm::entry() const
{
    config::RuleEntry entry = m_entry;
    acl::MatchConditions &match = entry.rule.match;
    match.account = valueOf(m_account->text(), match.account);
    match.ip = valueOf(m_ip->text(), match.ip);
    match.type = valueOf(m_type->currentText(), match.type);
    match.name = valueOf(m_name->text(), match.name);
    match.service = valueOf(m_service->text(), match.service);
    match.labels = m_labels->conditions();
    if (m_comment->text() != QString::fromStdString(entry.rule.comment))
        entry.rule.comment = m_comment->text().trimmed().toStdString();
    entry.rule.actions = toStrings(m_actions->chips());
    entry.isEnabled = m_enabled->isChecked();
    return entry;
}

void RuleForm::setReadOnly(bool readOnly)
{
    for (QLineEdit *edit : {m_account, m_ip, m_name, m_service, m_comment})
        edit->setReadOnly(readOnly);
    m_labels->setReadOnly(readOnly);
    m_type->setEnabled(!readOnly);
    m_actions->setReadOnly(readOnly);
    m_enabled->setEnabled(!readOnly);
}

void RuleForm::setSuggestions(const QStringList &accounts, const QStringList &labels)
{
    if (accounts != m_accounts->stringList())
        m_accounts->setStringList(accounts);
    m_labels->setNames(labels);
}

void RuleForm::handleEdited()
{
    if (m_tester == nullptr)
        return; // not built yet
    const acl::Rule rule = entry().rule;
    m_sentence->setText(rules::sentenceOf(rule));
    m_tester->setConditions(rule.match);
    showProblems(rule);
    Q_EMIT edited();
}

void RuleForm::showProblems(const acl::Rule &rule)
{
    auto problems = acl::AccessList::compile({rule}).problems;
    for (acl::RuleProblem &advice : acl::lint({rule})) {
        if (!advice.field.empty())
            problems.push_back(std::move(advice));
    }
    using Severity = acl::RuleProblem::Severity;
    std::map<QString, std::pair<Severity, QString>> byField; // the gravest of each
    m_hasErrors = false;
    for (const acl::RuleProblem &problem : problems) {
        m_hasErrors = m_hasErrors || problem.severity == Severity::Error;
        const QString field = QString::fromStdString(problem.field).section(u'.', 0, 0);
        const auto [known, isNew] = byField.try_emplace(
            field, problem.severity, texts::sentence(problem.message, problem.remedy));
        if (!isNew && problem.severity < known->second.first)
            known->second = {problem.severity, texts::sentence(problem.message, problem.remedy)};
    }
    for (const auto &[field, label] : m_problems) {
        const auto found = byField.find(field);
        label->setVisible(found != byField.end());
        if (found == byField.end())
            continue;
        const theme::Role role = found->second.first == Severity::Error ? theme::Role::Error
                                 : found->second.first == Severity::Warning
                                     ? theme::Role::Warning
                                     : theme::Role::MutedText;
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, theme::color(role, palette()));
        label->setPalette(colors);
        label->setText(found->second.second);
    }
}

} // namespace wharfgate::gui
