// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/ProtocolObjects.h"

#include <QStringDecoder>

namespace wharfgate::control {

using namespace Qt::StringLiterals;

namespace {

/// A registry asks for a handful; what takes long to decide is refused.
constexpr qsizetype kMostOfText = 4096;
constexpr qsizetype kMostItems = 1000;

QString severityName(config::Problem::Severity severity)
{
    switch (severity) {
    case config::Problem::Severity::Error:
        return u"error"_s;
    case config::Problem::Severity::Warning:
        return u"warning"_s;
    case config::Problem::Severity::Lint:
        return u"lint"_s;
    }
    return u"error"_s;
}

/// Reads the members of one request and remembers the first that is wrong.
class RequestReader
{
public:
    RequestReader(QJsonObject object, QString name)
        : m_object(std::move(object))
        , m_name(std::move(name))
    {}

    std::string text(QLatin1StringView key, const char *whenAbsent = "")
    {
        const QJsonValue value = m_object[key];
        if (value.isUndefined())
            return whenAbsent;
        return textOf(value, key);
    }
    std::vector<std::string> texts(const QJsonValue &value, QLatin1StringView key)
    {
        std::vector<std::string> out;
        if (value.isUndefined())
            return out;
        const QJsonArray items = value.toArray();
        if (!value.isArray() || items.size() > kMostItems)
            fail(key, u"must be a list of at most 1,000 texts"_s);
        for (const QJsonValue &item : items)
            out.push_back(textOf(item, key));
        return out;
    }
    std::optional<acl::IpAddress> address()
    {
        const std::string written = text("ip"_L1);
        if (written.empty())
            return std::nullopt;
        auto address = acl::IpAddress::parse(written);
        if (!address)
            fail("ip"_L1, u"must be an IP address"_s);
        return address;
    }
    acl::Labels labels()
    {
        acl::Labels out;
        const QJsonValue value = m_object["labels"_L1];
        if (!value.isUndefined() && !value.isObject())
            fail("labels"_L1, u"must be an object of lists"_s);
        const QJsonObject object = value.toObject();
        for (auto label = object.begin(); label != object.end(); ++label)
            out[label.key().toStdString()] = texts(label.value(), "labels"_L1);
        return out;
    }
    const QJsonObject &object() const { return m_object; }
    const std::optional<CallError> &error() const { return m_error; }

private:
    std::string textOf(const QJsonValue &value, QLatin1StringView key)
    {
        if (!value.isString() || value.toString().size() > kMostOfText)
            fail(key, u"must be a text of at most 4,096 letters"_s);
        return value.toString().toStdString();
    }
    void fail(QLatin1StringView key, const QString &what)
    {
        const QString parameter = m_name + u'.' + key;
        if (!m_error)
            m_error = CallError{ErrorCode::InvalidParams,
                                parameter + u' ' + what + u'.',
                                {{u"parameter"_s, parameter}}};
    }

    const QJsonObject m_object;
    const QString m_name;
    std::optional<CallError> m_error;
};

} // namespace

QString protocolText(std::string_view text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

QJsonObject toJson(const config::Problem &problem)
{
    return {{u"severity"_s, severityName(problem.severity)},
            {u"code"_s, protocolText(problem.code)},
            {u"line"_s, problem.position.line},
            {u"column"_s, problem.position.column},
            {u"key"_s, protocolText(problem.key)},
            {u"message"_s, protocolText(problem.message)},
            {u"remedy"_s, protocolText(problem.remedy)}};
}

QJsonArray toJson(const std::vector<config::Problem> &problems)
{
    QJsonArray list;
    for (const config::Problem &problem : problems)
        list.append(toJson(problem));
    return list;
}

QJsonArray toJson(const std::vector<std::string> &texts)
{
    QJsonArray list;
    for (const std::string &text : texts)
        list.append(protocolText(text));
    return list;
}

QJsonObject toJson(const acl::Labels &labels)
{
    QJsonObject object;
    for (const auto &[name, values] : labels)
        object[protocolText(name)] = toJson(values);
    return object;
}

tl::expected<RequestParameter, CallError> requestFromJson(const QJsonValue &value,
                                                          const QString &name)
{
    if (!value.isObject())
        return tl::unexpected(CallError{
            ErrorCode::InvalidParams, name + u" must be an object."_s, {{u"parameter"_s, name}}});
    RequestReader reader(value.toObject(), name);
    RequestParameter out;
    out.request.account = reader.text("account"_L1);
    out.request.type = reader.text("type"_L1, "repository");
    out.request.name = reader.text("name"_L1);
    out.request.service = reader.text("service"_L1);
    out.request.ip = reader.address();
    out.request.labels = reader.labels();
    out.request.actions = reader.texts(reader.object()["actions"_L1], "actions"_L1);
    out.hasLabels = reader.object().contains("labels"_L1);
    if (reader.error())
        return tl::unexpected(*reader.error());
    return out;
}

} // namespace wharfgate::control
