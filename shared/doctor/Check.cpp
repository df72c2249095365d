// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/Check.h"

#include "shared/base/Text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace wharfgate::doctor {

using namespace Qt::StringLiterals;

namespace {

const std::array<std::pair<QLatin1StringView, QLatin1StringView>, 23> kTitles{{
    {"registry.resolve"_L1, "Registry: name"_L1},
    {"registry.connect"_L1, "Registry: port"_L1},
    {"registry.tls"_L1, "Registry: TLS certificate"_L1},
    {"registry.v2"_L1, "Registry: asks for a token"_L1},
    {"challenge.realm"_L1, "Challenge: address of the token server"_L1},
    {"challenge.service"_L1, "Challenge: service name"_L1},
    {"auth.resolve"_L1, "Token server: name"_L1},
    {"auth.connect"_L1, "Token server: port"_L1},
    {"auth.tls"_L1, "Token server: TLS certificate"_L1},
    {"auth.answers"_L1, "Token server: answers"_L1},
    {"clock"_L1, "Clocks"_L1},
    {"auth.client-address"_L1, "Token server: client addresses"_L1},
    {"token.issued"_L1, "Token: issued"_L1},
    {"token.content"_L1, "Token: content"_L1},
    {"token.settings"_L1, "Token: as configured"_L1},
    {"registry.accepts"_L1, "Registry: accepts the token"_L1},
    {"registry.catalog"_L1, "Registry: catalog"_L1},
    {"repository.granted"_L1, "Repository: granted actions"_L1},
    {"repository.pull"_L1, "Repository: pull"_L1},
    {"repository.upload"_L1, "Repository: upload address"_L1},
    {"repository.push"_L1, "Repository: push"_L1},
    {"repository.content"_L1, "Repository: pushed content"_L1},
    {"cancelled"_L1, "Cancelled"_L1},
}};

} // namespace

QString titleOf(const QString &name)
{
    const auto *const found = std::find_if(kTitles.begin(), kTitles.end(),
                                           [&](const auto &entry) { return entry.first == name; });
    return found == kTitles.end() ? name : QString(found->second);
}

QString toString(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pass:
        return u"pass"_s;
    case Outcome::Warn:
        return u"warn"_s;
    case Outcome::Fail:
        return u"fail"_s;
    case Outcome::Skip:
        break;
    }
    return u"skip"_s;
}

QString toText(const Check &check)
{
    const auto shown = [](const QString &text) {
        return QString::fromStdString(text::escaped(text.toStdString(), 2000));
    };
    QString out = toString(check.outcome) + u"  "_s + titleOf(check.name) + u": "_s +
                  (check.outcome == Outcome::Skip ? u"not tried. "_s : QString()) +
                  shown(check.seen);
    if (!check.why.isEmpty())
        out += (check.seen.isEmpty() ? QString() : u"\n      "_s) + shown(check.why);
    if (!check.remedy.isEmpty())
        out += u"\n      -> "_s + shown(check.remedy);
    return out + u'\n';
}

const Check *diagnosis(const QList<Check> &checks)
{
    for (const Outcome wanted : {Outcome::Fail, Outcome::Warn}) {
        const auto found = std::find_if(checks.begin(), checks.end(), [wanted](const Check &check) {
            return check.outcome == wanted;
        });
        if (found != checks.end())
            return &*found;
    }
    return nullptr;
}

QByteArray toJson(const QList<Check> &checks)
{
    const auto object = [](const Check &check) {
        return QJsonObject{{u"name"_s, check.name},
                           {u"title"_s, titleOf(check.name)},
                           {u"outcome"_s, toString(check.outcome)},
                           {u"code"_s, check.code},
                           {u"seen"_s, check.seen},
                           {u"why"_s, check.why},
                           {u"remedy"_s, check.remedy}};
    };
    QJsonArray list;
    for (const Check &check : checks)
        list.append(object(check));
    const Check *first = diagnosis(checks);
    return QJsonDocument(
               QJsonObject{{u"result"_s, first ? toString(first->outcome) : u"pass"_s},
                           {u"diagnosis"_s, first ? QJsonValue(object(*first)) : QJsonValue()},
                           {u"checks"_s, list}})
        .toJson(QJsonDocument::Indented);
}

} // namespace wharfgate::doctor
