// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/management/CertificateParameters.h"

#include "ssl/Encoding.h"
#include "ssl/management/CallErrors.h"

#include <QJsonArray>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace wharfgate::tls {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaximumNames = 100;
constexpr qsizetype kMaximumNameLength = 253;
constexpr int kMaximumDays = 36'500;
constexpr qsizetype kMaximumFiles = 100;
constexpr qsizetype kMaximumPassword = 1024; // OpenSSL's own limit for PEM

struct KeyChoice
{
    QLatin1StringView word;
    KeyType type;
    int rsaBits;
};
constexpr std::array<KeyChoice, 6> kKeyChoices{{
    {"ec-p256"_L1, KeyType::EcP256, 0},
    {"ec-p384"_L1, KeyType::EcP384, 0},
    {"rsa-2048"_L1, KeyType::Rsa, 2048},
    {"rsa-3072"_L1, KeyType::Rsa, 3072},
    {"rsa-4096"_L1, KeyType::Rsa, 4096},
    {"ed25519"_L1, KeyType::Ed25519, 0},
}};

tl::unexpected<control::CallError> invalid(const QString &parameter, const QString &message)
{
    return tl::unexpected(invalidParameter(parameter, message));
}

bool isAddress(const std::string &name)
{
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

/// A list of names and addresses; `limit` at most.
Parameter<std::vector<std::string>> readNames(const QJsonValue &value, const QString &parameter)
{
    std::vector<std::string> names;
    if (value.isUndefined())
        return names;
    if (!value.isArray() || value.toArray().size() > kMaximumNames)
        return invalid(parameter,
                       u"\"%1\" has to be a list of at most 100 names."_s.arg(parameter));
    for (const QJsonValue &item : value.toArray()) {
        QString name = item.toString().trimmed();
        if (name.startsWith(u'[') && name.endsWith(u']')) // as in addresses of the web
            name = name.mid(1, name.size() - 2);
        if (!item.isString() || name.isEmpty() || name.size() > kMaximumNameLength)
            return invalid(parameter,
                           u"Each of \"%1\" has to be a host name or an address."_s.arg(parameter));
        names.push_back(name.toStdString());
    }
    return names;
}

Parameter<std::vector<std::string>> readFiles(const QJsonObject &params)
{
    const QJsonValue value = params["data"_L1];
    const QJsonArray list = value.toArray();
    if (!value.isArray() || list.isEmpty() || list.size() > kMaximumFiles)
        return invalid(u"data"_s, u"\"data\" has to be a list of 1 to 100 files in Base64."_s);
    std::vector<std::string> files;
    std::size_t bytes = 0;
    for (const QJsonValue &item : list) {
        auto file = fromBase64(item.toString().toStdString());
        if (!item.isString() || !file)
            return invalid(u"data"_s, u"Each of \"data\" has to be a file in Base64."_s);
        bytes += file->size();
        if (bytes > kMaximumImportBytes)
            return invalid(u"data"_s, u"The files are over 1 MiB together; they hold something "
                                      "else than certificates and keys."_s);
        files.push_back(std::move(*file));
    }
    return files;
}

} // namespace

Parameter<NewCertificate> readSpec(const QJsonObject &params)
{
    const QString parameter = u"spec"_s;
    const QJsonValue value = params["spec"_L1];
    if (!value.isObject())
        return invalid(parameter, u"\"spec\" has to say what the certificate is for."_s);
    const QJsonObject json = value.toObject();

    NewCertificate made;
    const QString word = json["keyType"_L1].toString(u"ec-p256"_s);
    const auto choice = std::find_if(kKeyChoices.begin(), kKeyChoices.end(),
                                     [&](const KeyChoice &one) { return one.word == word; });
    if (choice == kKeyChoices.end())
        return invalid(parameter, u"The type of key has to be ec-p256, ec-p384, rsa-2048, "
                                  "rsa-3072, rsa-4096 or ed25519."_s);
    made.keyType = choice->type;
    made.rsaBits = choice->rsaBits;

    const double days = json["days"_L1].toDouble(365);
    if (days < 1 || days > kMaximumDays || days != std::floor(days))
        return invalid(parameter, u"The number of days has to be 1 to 36,500."_s);
    made.spec.validity = std::chrono::hours(24) * static_cast<int>(days);

    auto names = readNames(json["names"_L1], u"names"_s);
    if (!names)
        return tl::unexpected(names.error());
    made.spec.commonName = json["commonName"_L1].toString().trimmed().toStdString();
    if (made.spec.commonName.empty() && !names->empty())
        made.spec.commonName = names->front();
    if (names->empty() && !made.spec.commonName.empty())
        names->push_back(made.spec.commonName);
    for (std::string &name : *names)
        (isAddress(name) ? made.spec.ipAddresses : made.spec.dnsNames).push_back(std::move(name));
    return made;
}

Parameter<ImportedItems> readItems(const QJsonObject &params)
{
    const auto files = readFiles(params);
    if (!files)
        return tl::unexpected(files.error());
    const QJsonValue value = params["password"_L1];
    std::optional<std::string> password;
    if (value.isString() && value.toString().size() <= kMaximumPassword)
        password = value.toString().toStdString();
    else if (!value.isUndefined() && !value.isNull())
        return invalid(u"password"_s, u"\"password\" has to be a text of at most 1,024 "
                                      "characters."_s);
    auto items = importItems(*files, password);
    if (!items)
        return tl::unexpected(callError(items.error(), u"data"_s));
    if (items->lock == ImportedItems::Lock::NeedsPassword)
        return tl::unexpected(control::CallError{control::ErrorCode::WrongPassword,
                                                 u"This is protected by a password. Enter it."_s,
                                                 {{u"given"_s, false}}});
    if (items->lock == ImportedItems::Lock::WrongPassword)
        return tl::unexpected(
            control::CallError{control::ErrorCode::WrongPassword,
                               u"The password is wrong. Enter the one this was protected with."_s,
                               {{u"given"_s, true}}});
    return std::move(*items);
}

Parameter<std::vector<std::string>> readHosts(const QJsonObject &params)
{
    return readNames(params["hosts"_L1], u"hosts"_s);
}

} // namespace wharfgate::tls
