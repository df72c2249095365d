// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace wharfgate::doctor {

/// One challenge of a WWW-Authenticate header (RFC 9110 11.6.1): its scheme and parameters, names
/// in lower case.
struct Challenge
{
    QString scheme; // lower case
    QMap<QString, QString> parameters;
};

/// Every challenge of the header's lines; what is malformed is left out.
QList<Challenge> parseChallenges(const QList<QByteArray> &lines);

/// The first of that scheme.
std::optional<Challenge> challengeOf(const QList<QByteArray> &lines, const QString &scheme);

} // namespace wharfgate::doctor
