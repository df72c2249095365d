// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "shared/doctor/TokenView.h"

#include <cstdint>
#include <cstdlib>

/// Whatever a token server sends is read or refused; a broken signature changes nothing else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace wharfgate;
    const auto view = doctor::TokenView::parse(
        QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!view)
        return 0;
    static_cast<void>(view->certificates());
    static_cast<void>(view->granted(QStringLiteral("repository"), QStringLiteral("a")));
    const QByteArray broken = view->withBrokenSignature();
    const qsizetype signature = view->text.lastIndexOf('.') + 1;
    if (broken.size() != view->text.size() ||
        broken.first(signature) != view->text.first(signature))
        std::abort();
    return 0;
}
