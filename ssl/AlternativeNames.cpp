// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/AlternativeNames.h"

#include <arpa/inet.h>
#include <array>

namespace wharfgate::tls {

namespace {

constexpr std::size_t kMaximumCommonName = 64; // RFC 5280 appendix A.1: ub-common-name
constexpr std::size_t kMaximumDnsName = 253;
constexpr std::string_view kDnsCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._*";

std::string bytesOf(const ASN1_STRING *text)
{
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)),
            static_cast<std::size_t>(ASN1_STRING_length(text))};
}

std::string ipText(const std::string &bytes)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
    if ((bytes.size() != 4 && bytes.size() != 16) ||
        !inet_ntop(family, bytes.data(), text.data(), text.size()))
        return {};
    return text.data();
}

bool addName(GENERAL_NAMES *names, int type, StringPointer value)
{
    GeneralNamePointer name(value ? GENERAL_NAME_new() : nullptr);
    if (!name)
        return false;
    GENERAL_NAME_set0_value(name.get(), type, value.release());
    if (sk_GENERAL_NAME_push(names, name.get()) <= 0)
        return false;
    static_cast<void>(name.release()); // `names` has taken it
    return true;
}

} // namespace

std::vector<std::string> namesOf(const GENERAL_NAMES *names)
{
    std::vector<std::string> texts;
    const int count = names ? sk_GENERAL_NAME_num(names) : 0;
    for (int i = 0; i < count; ++i) {
        int type = 0;
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        const auto *value = static_cast<const ASN1_STRING *>(GENERAL_NAME_get0_value(name, &type));
        if (type == GEN_DNS)
            texts.push_back(bytesOf(value));
        else if (type == GEN_IPADD)
            texts.push_back(ipText(bytesOf(value)));
    }
    std::erase_if(texts, [](const std::string &text) { return text.empty(); });
    return texts;
}

std::string objectionToNames(const CertificateSpec &spec)
{
    if (spec.commonName.empty())
        return "a certificate needs a common name";
    if (spec.commonName.size() > kMaximumCommonName)
        return "the common name of a certificate has at most 64 bytes";
    for (const std::string &name : spec.dnsNames) {
        if (name.empty() || name.size() > kMaximumDnsName ||
            name.find_first_not_of(kDnsCharacters) != std::string::npos)
            return "a certificate cannot be made for the name \"" + name +
                   "\": use letters, digits, '-', '.' (international names in their xn-- form)";
    }
    return {};
}

Result<GeneralNamesPointer> alternativeNames(const CertificateSpec &spec)
{
    if (spec.dnsNames.empty() && spec.ipAddresses.empty())
        return GeneralNamesPointer();
    // Built from values, not from configuration text: a comma in a name must not become another
    // name.
    GeneralNamesPointer names(sk_GENERAL_NAME_new_null());
    bool ok = names != nullptr;
    for (const std::string &dnsName : spec.dnsNames) {
        StringPointer value(ASN1_STRING_type_new(V_ASN1_IA5STRING));
        ok = ok && value &&
             ASN1_STRING_set(value.get(), dnsName.data(), static_cast<int>(dnsName.size())) == 1 &&
             addName(names.get(), GEN_DNS, std::move(value));
    }
    for (const std::string &address : spec.ipAddresses) {
        StringPointer value(a2i_IPADDRESS(address.c_str()));
        if (!value) {
            takeOpenSslError();
            return failure(ErrorCode::InvalidInput,
                           "a certificate cannot be made for the address \"" + address +
                               "\": it is neither IPv4 nor IPv6");
        }
        ok = ok && addName(names.get(), GEN_IPADD, std::move(value));
    }
    if (!ok)
        return failure(ErrorCode::Crypto, "no certificate could be made: " + takeOpenSslError());
    return names;
}

bool addCommonName(X509_NAME *subject, const std::string &commonName)
{
    return X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(commonName.data()),
                                      static_cast<int>(commonName.size()), -1, 0) == 1;
}

std::string hexadecimal(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!text.empty())
            text += ':';
        text += kDigits[byte >> 4];
        text += kDigits[byte & 0x0F];
    }
    return text;
}

} // namespace wharfgate::tls
