// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/ExplainBatch.h"

#include "shared/base/Json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <istream>
#include <optional>
#include <ostream>

namespace wharfgate::cli {

namespace {

using namespace Qt::StringLiterals;

std::string toUtf8(const QJsonValue &value)
{
    return value.toString().toStdString();
}

/// The id as it came: text or number.
std::string idToJson(const QJsonValue &id)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{id}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2).toStdString();
}

/// The elements of a list of strings, or nothing if the value is anything else.
std::optional<std::vector<std::string>> toStrings(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    std::vector<std::string> out;
    const QJsonArray elements = value.toArray();
    for (const QJsonValue &element : elements) {
        if (!element.isString())
            return std::nullopt;
        out.push_back(toUtf8(element));
    }
    return out;
}

/// Fills `request`; returns what is wrong, or empty.
std::string readRequest(const QJsonObject &object, const Explainer &explainer,
                        acl::Request &request)
{
    for (const QLatin1StringView key :
         {"account"_L1, "type"_L1, "name"_L1, "service"_L1, "ip"_L1}) {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            return std::string("request.") + key.data() + " must be a string";
    }
    auto actions = toStrings(object.value("actions"_L1));
    if (!actions)
        return "request.actions must be a list of strings";
    request.account = toUtf8(object.value("account"_L1));
    request.type = toUtf8(object.value("type"_L1));
    request.name = toUtf8(object.value("name"_L1));
    request.service = toUtf8(object.value("service"_L1));
    request.ip = acl::IpAddress::parse(toUtf8(object.value("ip"_L1)));
    request.actions = std::move(*actions);
    const QJsonValue labels = object.value("labels"_L1);
    if (labels.isUndefined()) {
        request.labels = explainer.labelsOf(request.account);
        return {};
    }
    if (!labels.isNull() && !labels.isObject())
        return "request.labels must be an object of lists of strings";
    const QJsonObject map = labels.toObject();
    for (auto it = map.begin(); it != map.end(); ++it) {
        auto values = toStrings(it.value());
        if (!values)
            return "request.labels must be an object of lists of strings";
        request.labels[it.key().toStdString()] = std::move(*values);
    }
    return {};
}

} // namespace

bool explainBatch(const Explainer &explainer, std::istream &in, std::ostream &out)
{
    bool allGood = true;
    std::string line;
    while (std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(line));
        const QJsonObject object = document.object();
        acl::Request request;
        std::string error = "not a JSON object with \"id\" and \"request\"";
        if (object.value("request"_L1).isObject())
            error = readRequest(object.value("request"_L1).toObject(), explainer, request);
        out << "{\"id\":" << idToJson(object.value("id"_L1));
        if (!error.empty()) {
            out << ",\"error\":" << json::quoted(error) << "}\n";
            allGood = false;
            continue;
        }
        const acl::Decision decision = explainer.decide(request, acl::Trace::Off);
        if (decision.rule)
            out << ",\"actions\":" << actionsToJson(decision.actions)
                << ",\"rule\":" << *decision.rule
                << ",\"comment\":" << json::quoted(explainer.rule(*decision.rule).comment) << "}\n";
        else
            out << ",\"no_match\":true}\n";
    }
    out.flush();
    return allGood;
}

} // namespace wharfgate::cli
