// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/pages/rules/TestedDecision.h"

#include "gui/models/PassedOverText.h"
#include "gui/widgets/Texts.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TestedDecision)
};

QStringList toStringList(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue item : value.toArray())
        texts << item.toString();
    return texts;
}

QJsonArray toArray(const std::vector<std::string> &texts)
{
    QJsonArray array;
    for (const std::string &text : texts)
        array << QString::fromStdString(text);
    return array;
}

} // namespace

TestedDecision TestedDecision::decide(const CompiledRules &rules, const acl::Request &request)
{
    const acl::Decision decision = rules.list().decide(request, acl::Trace::On);
    const auto &entries = rules.text().rules();
    TestedDecision tested;
    for (const std::string &action : request.actions) {
        const bool isGranted = std::find(decision.actions.begin(), decision.actions.end(),
                                         action) != decision.actions.end();
        (isGranted ? tested.granted : tested.refused) << QString::fromStdString(action);
    }
    std::vector<std::size_t> rows; // by index
    for (std::size_t row = 0; row < entries.size(); ++row) {
        if (entries[row].isEnabled)
            rows.push_back(row);
    }
    if (decision.rule) {
        const acl::Rule &rule = rules.list().rules()[*decision.rule];
        tested.row = rows[*decision.rule];
        tested.number = *decision.rule + 1;
        tested.grantsNothing = rule.actions.empty();
        tested.comment = QString::fromStdString(rule.comment);
    }
    for (const acl::PassedOver &passed : decision.passedOver)
        tested.passedOver.push_back({rows[passed.rule], passed.rule + 1, passedOverText(passed)});
    tested.labelLimitExceeded = decision.labelLimitExceeded;
    return tested;
}

TestedDecision TestedDecision::fromJson(const QJsonObject &decision,
                                        const std::vector<config::RuleEntry> &inForce)
{
    TestedDecision tested;
    tested.granted = toStringList(decision[u"granted"_s]);
    tested.refused = toStringList(decision[u"refused"_s]);
    tested.comment = decision[u"comment"_s].toString();
    tested.labelLimitExceeded = decision[u"labelLimitExceeded"_s].toBool();
    const qint64 row = decision[u"row"_s].toInteger(-1);
    if (row >= 0) {
        tested.row = static_cast<std::size_t>(row);
        tested.number = static_cast<std::size_t>(decision[u"rule"_s].toInteger()) + 1;
        tested.grantsNothing =
            *tested.row < inForce.size() && inForce[*tested.row].rule.actions.empty();
    }
    return tested;
}

QJsonObject TestedDecision::toJson(const acl::Request &request, bool hasOwnLabels)
{
    QJsonObject json{{u"account"_s, QString::fromStdString(request.account)},
                     {u"type"_s, QString::fromStdString(request.type)},
                     {u"name"_s, QString::fromStdString(request.name)},
                     {u"service"_s, QString::fromStdString(request.service)},
                     {u"actions"_s, toArray(request.actions)}};
    if (request.ip)
        json[u"ip"_s] = QString::fromStdString(request.ip->toString());
    if (hasOwnLabels) {
        QJsonObject labels;
        for (const auto &[name, values] : request.labels)
            labels[QString::fromStdString(name)] = toArray(values);
        json[u"labels"_s] = labels;
    }
    return json;
}

QString TestedDecision::sentence() const
{
    QString text;
    if (!row)
        text = Words::tr("No rule matches: everything else is denied.");
    else if (grantsNothing)
        text = Words::tr("Explicitly denied: rule %1 grants nothing.").arg(number);
    else if (granted.isEmpty())
        text = Words::tr("Rule %1 decides, and grants none of these actions.").arg(number);
    else
        text = Words::tr("Rule %1 decides.").arg(number);
    if (!comment.isEmpty())
        text += u' ' + Words::tr("Its comment: %1").arg(texts::shown(comment, 200));
    if (labelLimitExceeded)
        text += u' ' + Words::tr("A rule was passed over because the labels have too many "
                                 "combinations.");
    return text;
}

} // namespace wharfgate::gui
