// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "ssl/CertificateImport.h"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

/// Any bytes, as one file and cut into two, with the password of the corpus and without: what is
/// found can be used, and reading it again finds the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    const std::string file(reinterpret_cast<const char *>(data), size);
    const std::string half = file.substr(0, size / 2);
    const std::vector<std::vector<std::string>> inputs{{file}, {half, file.substr(size / 2)}};
    for (const auto &files : inputs) {
        for (const auto &password :
             {std::optional<std::string>(), std::optional<std::string>("secret")}) {
            const auto items = tls::importItems(files, password);
            if (!items)
                continue;
            for (const tls::PrivateKey &key : items->keys) {
                const auto again = tls::PrivateKey::fromPem(key.toPem());
                if (!again || again->publicKeyDer() != key.publicKeyDer())
                    std::abort();
            }
            for (const tls::Certificate &certificate : items->certificates) {
                const auto chain = tls::orderedChain(certificate, items->certificates);
                const auto again = tls::importItems({certificate.toPem()}, std::nullopt);
                if (!again || again->certificates.size() != 1 ||
                    again->certificates.front().der() != chain.leaf().der())
                    std::abort();
            }
        }
    }
    return 0;
}
