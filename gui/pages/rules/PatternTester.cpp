// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/PatternTester.h"

#include "gui/models/RuleSentence.h"
#include "gui/widgets/Theme.h"
#include "shared/acl/Pattern.h"
#include "shared/acl/RuleCheck.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

const QString kLabelPrefix = u"labels."_s;

std::optional<std::string> patternFor(const acl::MatchConditions &match, const QString &field)
{
    if (field.startsWith(kLabelPrefix)) {
        const auto label = match.labels.find(field.mid(kLabelPrefix.size()).toStdString());
        return label == match.labels.end() ? std::nullopt : std::optional(label->second);
    }
    for (const acl::Field known : acl::kFields) {
        if (acl::nameOf(known) == field.toStdString())
            return acl::patternOf(match, known);
    }
    return std::nullopt;
}

} // namespace

PatternTester::PatternTester(QWidget *parent)
    : QWidget(parent)
{
    auto *const layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGrid / 2);
    auto *const label = new QLabel(tr("&Try"), this);
    m_field = new QComboBox(this);
    m_field->setObjectName(u"patternField"_s);
    m_field->setAccessibleName(tr("Which pattern to try"));
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"patternText"_s);
    m_text->setAccessibleName(tr("Text to try the pattern with"));
    m_text->setPlaceholderText(tr("type a text to see whether it matches"));
    m_text->setFont(theme::fixedFont());
    m_text->setClearButtonEnabled(true);
    label->setBuddy(m_text);
    m_icon = new QLabel(this);
    m_result = new QLabel(this);
    m_result->setObjectName(u"patternResult"_s);
    m_result->setWordWrap(true);
    m_explanation = new QLabel(this);
    m_explanation->setObjectName(u"patternExplanation"_s);
    m_explanation->setWordWrap(true);
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(label, 0, 0);
    layout->addWidget(m_field, 0, 1);
    layout->addWidget(m_text, 0, 2);
    auto *const result = new QHBoxLayout;
    result->setSpacing(theme::kGrid / 2);
    result->addWidget(m_icon);
    result->addWidget(m_result, 1);
    layout->addLayout(result, 1, 1, 1, 2);
    layout->addWidget(m_explanation, 2, 1, 1, 2);
    layout->setColumnStretch(2, 1);
    connect(m_field, &QComboBox::currentIndexChanged, this, &PatternTester::update);
    connect(m_field, &QComboBox::activated, this,
            [this] { m_chosen = m_field->currentData().toString(); });
    connect(m_text, &QLineEdit::textChanged, this, &PatternTester::update);
    update();
}

void PatternTester::setConditions(const acl::MatchConditions &match)
{
    m_match = match;
    const QSignalBlocker blocker(m_field);
    m_field->clear();
    if (match.account)
        m_field->addItem(tr("Account"), u"account"_s);
    if (match.name)
        m_field->addItem(tr("Name"), u"name"_s);
    if (match.type)
        m_field->addItem(tr("Type"), u"type"_s);
    if (match.service)
        m_field->addItem(tr("Service"), u"service"_s);
    for (const auto &[name, pattern] : match.labels)
        m_field->addItem(tr("Label %1").arg(QString::fromStdString(name)),
                         kLabelPrefix + QString::fromStdString(name));
    const int chosen = m_field->findData(m_chosen);
    const int name = m_field->findData(u"name"_s);
    m_field->setCurrentIndex(chosen >= 0 ? chosen : std::max(name, 0));
    update();
}

void PatternTester::update()
{
    const auto pattern = patternFor(m_match, m_field->currentData().toString());
    m_field->setEnabled(pattern.has_value());
    m_text->setEnabled(pattern.has_value());
    m_icon->clear();
    m_result->clear();
    if (!pattern) {
        m_explanation->setText(tr("This rule has no pattern to try."));
        return;
    }
    m_explanation->setText(rules::explanationOf(*pattern));
    const acl::Pattern compiled(*pattern);
    const std::string text = m_text->text().toStdString();
    const int size = fontMetrics().height();
    if (!compiled.isStatic()) {
        m_result->setText(tr("The answer depends on the request. Use Test a Request."));
    } else if (text.empty() && !pattern->empty()) {
        m_result->setText(tr("Nothing typed yet."));
    } else if (compiled.matchesAsWritten(acl::Subject(text))) {
        m_icon->setPixmap(theme::icon(u"success"_s, theme::Role::Granted).pixmap(size));
        m_result->setText(tr("Matches"));
    } else {
        m_icon->setPixmap(theme::icon(u"close"_s, theme::Role::Denied).pixmap(size));
        m_result->setText(tr("Does not match"));
    }
}

} // namespace wharfgate::gui
