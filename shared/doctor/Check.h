// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

/// The diagnosis of a deployment: what a client of the registry meets, step by step.
namespace wharfgate::doctor {

enum class Outcome
{
    Pass,
    Warn, ///< works here, but not for every client or not for long
    Fail, ///< clients fail here
    Skip, ///< could not be tried; `why` says what is missing
};

/// One thing that was looked at. Texts are English sentences.
struct Check
{
    QString name; // stable: "registry.tls"
    Outcome outcome = Outcome::Skip;
    QString code;   // of the cause, stable: "certificate-expired"; empty for a pass
    QString seen;   // what was found
    QString why;    // what follows from it; may be empty for a pass
    QString remedy; // what to do; empty if nothing is to be done

    bool operator==(const Check &) const = default;
};

/// "Registry: TLS certificate", for the name of a check.
QString titleOf(const QString &name);
/// "pass", "warn", "fail" or "skip".
QString toString(Outcome outcome);

/// Some lines for people: outcome and title, what was seen, why, and what to do. Control characters
/// of what servers sent are escaped.
QString toText(const Check &check);

/// The check that explains what clients suffer from: the first that failed, or else the first
/// warning; null if all is well.
const Check *diagnosis(const QList<Check> &checks);

/// `{"result": "fail", "diagnosis": {…} or null, "checks": [{name, title, outcome, code, seen, why,
/// remedy}, …]}`
QByteArray toJson(const QList<Check> &checks);

} // namespace wharfgate::doctor

Q_DECLARE_METATYPE(wharfgate::doctor::Check)
