// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/authn/ExtAuth.h"
#include "shared/base/Utf8.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace wharfgate::authn {

namespace {

auto malformed(const std::string &what)
{
    return failure(ErrorCode::InvalidInput, "its standard output " + what);
}

/// Adds the members of one "labels" object.
Result<void> readLabels(const QJsonValue &value, acl::Labels &labels)
{
    if (value.isNull())
        return {};
    if (!value.isObject())
        return malformed("has labels that are not an object");
    const QJsonObject object = value.toObject();
    for (auto label = object.begin(); label != object.end(); ++label) {
        std::vector<std::string> &values = labels[label.key().toStdString()];
        values.clear();
        if (label->isNull())
            continue;
        if (!label->isArray())
            return malformed("has a label that is not a list");
        const QJsonArray list = label->toArray();
        for (const QJsonValue &item : list) {
            // Go leaves the empty string where the list has null.
            if (!item.isString() && !item.isNull())
                return malformed("has a label value that is not text");
            values.push_back(item.toString().toStdString());
        }
    }
    return {};
}

} // namespace

Result<acl::Labels> parseProgramLabels(std::string_view output)
{
    acl::Labels labels;
    if (output.empty())
        return labels;
    // Go reads bytes that are not UTF-8 as U+FFFD; Qt would reject the whole text.
    const QByteArray text = QByteArray::fromStdString(utf8::repaired(output));
    // QJsonDocument reads objects and lists only; in a list any JSON value may stand.
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson("[" + text + "]", &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1)
        return malformed("is not JSON");
    const QJsonValue root = document.array().at(0);
    if (root.isNull())
        return labels;
    if (!root.isObject())
        return malformed("is not a JSON object");
    const QJsonObject object = root.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key().compare("labels"_L1, Qt::CaseInsensitive) != 0)
            continue;
        if (const auto read = readLabels(*member, labels); !read)
            return tl::unexpected(read.error());
    }
    return labels;
}

} // namespace wharfgate::authn
