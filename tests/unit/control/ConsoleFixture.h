// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/control/ControlClient.h"
#include "tests/unit/service/RunningDaemon.h"

#include <QByteArray>
#include <QJsonObject>

namespace wharfgate::test {

/// A running daemon with a console socket, and clients of it.
class ConsoleFixture
{
public:
    /// A hash that must not be logged or shown to viewers.
    static constexpr const char *kHash =
        "$2y$04$4tzuIvMr.3Uu9NzlHYvNVOtx4lJIYdIV4ZhbKP5NLKUWHzsQFhQR2";

    /// A configuration with the users "" and alice and one rule that grants `actions` on all;
    /// `more` is appended.
    QByteArray text(const QByteArray &actions = "[pull]", const QByteArray &more = {}) const;
    void start(const QByteArray &yaml);
    ControlClient greeted();
    QByteArray fileText() const;
    /// Of what a call came to, for comparing.
    static control::ErrorCode codeOf(const control::Reply &reply)
    {
        return reply ? control::ErrorCode{} : reply.error().code;
    }

    RunningDaemon daemon;
};

} // namespace wharfgate::test
