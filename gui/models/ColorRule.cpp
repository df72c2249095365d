// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/models/ColorRule.h"

#include "gui/models/EventFilterText.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace wharfgate::gui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(wharfgate::gui::ColorRule)
};

struct RoleName
{
    theme::Role role;
    QLatin1StringView key; // in the settings
};

constexpr std::array kRoles = {
    RoleName{theme::Role::Error, "error"_L1},
    RoleName{theme::Role::Denied, "denied"_L1},
    RoleName{theme::Role::LoginFailed, "login-failed"_L1},
    RoleName{theme::Role::Warning, "warning"_L1},
    RoleName{theme::Role::PartlyGranted, "partly-granted"_L1},
    RoleName{theme::Role::Granted, "granted"_L1},
    RoleName{theme::Role::Information, "information"_L1},
    RoleName{theme::Role::Accent, "accent"_L1},
};

} // namespace

const std::vector<theme::Role> &ColorRule::roles()
{
    static const std::vector<theme::Role> kList = [] {
        std::vector<theme::Role> list;
        for (const RoleName &item : kRoles)
            list.push_back(item.role);
        return list;
    }();
    return kList;
}

QString ColorRule::roleName(theme::Role role)
{
    switch (role) {
    case theme::Role::Error:
        return Tr::tr("Error");
    case theme::Role::Denied:
        return Tr::tr("Denied");
    case theme::Role::LoginFailed:
        return Tr::tr("Login failed");
    case theme::Role::Warning:
        return Tr::tr("Warning");
    case theme::Role::PartlyGranted:
        return Tr::tr("Partly granted");
    case theme::Role::Granted:
        return Tr::tr("Granted");
    case theme::Role::Accent:
        return Tr::tr("Accent");
    default:
        return Tr::tr("Information");
    }
}

std::optional<events::EventFilter> ColorRule::compiled() const
{
    const auto parsed = filtertext::parse(filter, QDateTime::currentDateTime());
    if (!parsed.problem.isEmpty() || parsed.filter.isEmpty())
        return {};
    return parsed.filter;
}

std::vector<ColorRule> ColorRule::defaults()
{
    return {{Tr::tr("Errors"), u"result:error,busy"_s, theme::Role::Error, Tr::tr("ERR")},
            {Tr::tr("Failed logins"), u"result:login-failed"_s, theme::Role::LoginFailed,
             Tr::tr("LOGIN")},
            {Tr::tr("Denials"), u"result:denied"_s, theme::Role::Denied, Tr::tr("DENY")}};
}

void ColorRule::save(QSettings &settings, const QString &key, const std::vector<ColorRule> &rules)
{
    QJsonArray list;
    for (const ColorRule &rule : rules) {
        const auto *role = std::find_if(kRoles.begin(), kRoles.end(), [&](const RoleName &item) {
            return item.role == rule.role;
        });
        const auto roleKey = role == kRoles.end() ? "information"_L1 : role->key;
        list.append(QJsonObject{{u"name"_s, rule.name},
                                {u"filter"_s, rule.filter},
                                {u"role"_s, roleKey},
                                {u"mark"_s, rule.mark},
                                {u"enabled"_s, rule.isEnabled}});
    }
    settings.setValue(key, QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::vector<ColorRule> ColorRule::restore(const QSettings &settings, const QString &key)
{
    constexpr qsizetype kMostRules = 50;
    const auto document = QJsonDocument::fromJson(settings.value(key).toByteArray());
    if (!document.isArray())
        return defaults();
    std::vector<ColorRule> rules;
    const QJsonArray list = document.array();
    for (qsizetype i = 0; i < std::min(list.size(), kMostRules); ++i) {
        const QJsonObject object = list[i].toObject();
        ColorRule rule{object.value("name"_L1).toString(), object.value("filter"_L1).toString()};
        rule.mark = object.value("mark"_L1).toString().left(kMarkLength);
        rule.isEnabled = object.value("enabled"_L1).toBool(true);
        for (const RoleName &item : kRoles) {
            if (object.value("role"_L1).toString() == item.key)
                rule.role = item.role;
        }
        rules.push_back(std::move(rule));
    }
    return rules;
}

} // namespace wharfgate::gui
