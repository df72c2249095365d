// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/PassedOverText.h"

#include "gui/widgets/Texts.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(PassedOver)
};

constexpr int kLimit = 200; // characters of a pattern or value

using acl::Condition;

/// As the protocol names them.
constexpr std::pair<QLatin1StringView, Condition> kConditions[] = {
    {"account"_L1, Condition::Account},
    {"type"_L1, Condition::Type},
    {"name"_L1, Condition::Name},
    {"ip"_L1, Condition::Ip},
    {"service"_L1, Condition::Service},
    {"label"_L1, Condition::Label},
    {"label-combinations"_L1, Condition::LabelCombinations}};

QString labelText(const QString &label, const QString &pattern, const std::string &value)
{
    return value.empty()
               ? Sentences::tr("label \"%1\" has no value that matches \"%2\"").arg(label, pattern)
               : Sentences::tr("label \"%1\" has \"%2\", which does not match \"%3\"")
                     .arg(label, texts::shown(value, kLimit), pattern);
}

} // namespace

QString passedOverText(const acl::PassedOver &passed)
{
    const QString pattern = texts::shown(passed.pattern, kLimit);
    const QString value = texts::shown(passed.value, kLimit);
    switch (passed.condition) {
    case Condition::Account:
        return Sentences::tr("account \"%1\" does not match \"%2\"").arg(value, pattern);
    case Condition::Type:
        return Sentences::tr("type \"%1\" does not match \"%2\"").arg(value, pattern);
    case Condition::Name:
        return Sentences::tr("name \"%1\" does not match \"%2\"").arg(value, pattern);
    case Condition::Service:
        return Sentences::tr("service \"%1\" does not match \"%2\"").arg(value, pattern);
    case Condition::Ip:
        return passed.value.empty()
                   ? Sentences::tr("the client's address is not known, and \"%1\" is required")
                         .arg(pattern)
                   : Sentences::tr("address \"%1\" is not in \"%2\"").arg(value, pattern);
    case Condition::Label:
        return labelText(texts::shown(passed.label, kLimit), pattern, passed.value);
    case Condition::LabelCombinations:
        break;
    }
    return Sentences::tr(
               "inserting the user's values into \"%1\" would take more attempts than are "
               "allowed")
        .arg(pattern);
}

QString passedOverText(const QJsonObject &passed)
{
    const auto textOf = [&passed](QLatin1StringView member) {
        return passed.value(member).toString().toStdString();
    };
    const QString name = passed.value("condition"_L1).toString();
    for (const auto &[known, condition] : kConditions) {
        if (name == known)
            return passedOverText(
                {0, condition, textOf("label"_L1), textOf("pattern"_L1), textOf("value"_L1)});
    }
    return texts::shown(textOf("sentence"_L1), 3 * kLimit);
}

} // namespace wharfgate::gui
