// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/RequestForm.h"

#include "gui/widgets/ChipEditor.h"
#include "gui/widgets/Theme.h"
#include "shared/acl/Actions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStringListModel>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

QString labelsToText(const acl::Labels &labels)
{
    QStringList parts;
    for (const auto &[name, values] : labels) {
        for (const std::string &value : values)
            parts << QString::fromStdString(name + '=' + value);
    }
    return parts.join(u", ");
}

acl::Labels labelsFromText(const QString &text)
{
    acl::Labels labels;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = part.left(equals).trimmed();
        if (equals > 0 && !name.isEmpty())
            labels[name.toStdString()].push_back(part.mid(equals + 1).trimmed().toStdString());
    }
    return labels;
}

RequestForm::RequestForm(QWidget *parent)
    : QWidget(parent)
{
    m_layout = new QFormLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(theme::kGrid);
    m_layout->setVerticalSpacing(theme::kGrid / 2);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_account = addText(tr("A&ccount:"), u"testAccount"_s, tr("nobody: without an account"));
    m_accounts = new QStringListModel(m_account);
    auto *const completer = new QCompleter(m_accounts, m_account);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_account->setCompleter(completer);
    connect(m_account, &QLineEdit::textChanged, this, &RequestForm::refreshLabels);

    auto *const resource = new QHBoxLayout;
    m_type = new QComboBox(this);
    m_type->setObjectName(u"testType"_s);
    m_type->setAccessibleName(tr("Type"));
    m_type->setEditable(true);
    m_type->setInsertPolicy(QComboBox::NoInsert);
    m_type->addItems({u"repository"_s, u"registry"_s, u"repository(plugin)"_s});
    constexpr int kUsualLength = 10; // "repository"
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(kUsualLength);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"testName"_s);
    m_name->setPlaceholderText(tr("team/app"));
    m_name->setFont(theme::fixedFont());
    resource->addWidget(m_type);
    resource->addWidget(m_name, 1);
    auto *const label = new QLabel(tr("&Resource:"), this);
    label->setBuddy(m_name);
    m_layout->addRow(label, resource);
    connect(m_type, &QComboBox::currentTextChanged, this, &RequestForm::edited);
    connect(m_name, &QLineEdit::textChanged, this, &RequestForm::edited);

    m_actions = new ChipEditor(this);
    m_actions->setObjectName(u"testActions"_s);
    m_actions->setSuggestions({u"pull"_s, u"push"_s, u"delete"_s, u"*"_s});
    m_actions->setChips({u"pull"_s, u"push"_s});
    m_layout->addRow(tr("Ac&tions:"), m_actions);
    connect(m_actions, &ChipEditor::chipsEdited, this, &RequestForm::edited);

    m_ip = addText(tr("Addre&ss:"), u"testAddress"_s, tr("unknown"));
    m_service = addText(tr("Ser&vice:"), u"testService"_s, tr("none"));
    addLabels();
}

QLineEdit *RequestForm::addText(const QString &label, const QString &name,
                                const QString &placeholder)
{
    auto *const edit = new QLineEdit(this);
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    edit->setFont(theme::fixedFont());
    m_layout->addRow(label, edit);
    connect(edit, &QLineEdit::textChanged, this, &RequestForm::edited);
    return edit;
}

void RequestForm::addLabels()
{
    auto *const row = new QHBoxLayout;
    m_labels = new QLineEdit(this);
    m_labels->setObjectName(u"testLabels"_s);
    m_labels->setPlaceholderText(tr("none"));
    m_labels->setToolTip(tr("Labels as name=value, separated by commas"));
    m_labels->setFont(theme::fixedFont());
    m_labels->setReadOnly(true);
    m_otherLabels = new QCheckBox(tr("&Other"), this);
    m_otherLabels->setObjectName(u"testOtherLabels"_s);
    m_otherLabels->setToolTip(tr("Try labels other than the account's own"));
    row->addWidget(m_labels, 1);
    row->addWidget(m_otherLabels);
    auto *const label = new QLabel(tr("&Labels:"), this);
    label->setBuddy(m_labels);
    m_layout->addRow(label, row);
    connect(m_otherLabels, &QCheckBox::toggled, this, [this](bool isOther) {
        m_labels->setReadOnly(!isOther);
        refreshLabels();
        Q_EMIT edited();
    });
    connect(m_labels, &QLineEdit::textEdited, this, &RequestForm::edited);
}

void RequestForm::setAccounts(const QStringList &accounts)
{
    if (accounts != m_accounts->stringList())
        m_accounts->setStringList(accounts);
}

void RequestForm::setLabelSource(LabelsOf labelsOf)
{
    m_labelsOf = std::move(labelsOf);
    refreshLabels();
}

void RequestForm::refreshLabels()
{
    if (m_labels == nullptr || hasOwnLabels() || !m_labelsOf)
        return;
    m_labels->setText(labelsToText(m_labelsOf(m_account->text().toStdString())));
}

bool RequestForm::hasOwnLabels() const
{
    return m_otherLabels->isChecked();
}

void RequestForm::setRequest(const acl::Request &request)
{
    {
        const QSignalBlocker blocker(this);
        m_account->setText(QString::fromStdString(request.account));
        m_type->setEditText(QString::fromStdString(request.type));
        m_name->setText(QString::fromStdString(request.name));
        m_service->setText(QString::fromStdString(request.service));
        m_ip->setText(request.ip ? QString::fromStdString(request.ip->toString()) : QString());
        QStringList actions;
        for (const std::string &action : request.actions)
            actions << QString::fromStdString(action);
        m_actions->setChips(actions);
        const bool isOther =
            !request.labels.empty() && m_labelsOf && m_labelsOf(request.account) != request.labels;
        m_otherLabels->setChecked(isOther);
        if (isOther)
            m_labels->setText(labelsToText(request.labels));
        refreshLabels();
    }
    Q_EMIT edited();
}

acl::Request RequestForm::request() const
{
    acl::Request request;
    request.account = m_account->text().toStdString();
    request.type = m_type->currentText().trimmed().toStdString();
    request.name = m_name->text().trimmed().toStdString();
    request.service = m_service->text().trimmed().toStdString();
    request.ip = acl::IpAddress::parse(m_ip->text().trimmed().toStdString());
    request.labels = hasOwnLabels() || !m_labelsOf ? labelsFromText(m_labels->text())
                                                   : m_labelsOf(request.account);
    for (const QString &action : m_actions->chips())
        request.actions.push_back(action.toStdString());
    return request;
}

QString RequestForm::problem() const
{
    const acl::Request typed = request();
    if (typed.type.empty() || typed.name.empty())
        return tr("Type the name of a repository to see who decides.");
    if (typed.actions.empty())
        return tr("Add at least one action, such as pull.");
    for (const std::string &action : typed.actions) {
        if (!acl::isValidAction(action))
            return tr("“%1” is no action: use letters, digits and _ * . -")
                .arg(QString::fromStdString(action));
    }
    if (!m_ip->text().trimmed().isEmpty() && !typed.ip)
        return tr("The address is none: write it as 10.0.0.1 or 2001:db8::1.");
    return {};
}

void RequestForm::focusFirst()
{
    m_account->setFocus(Qt::OtherFocusReason);
    m_account->selectAll();
}

} // namespace wharfgate::gui
