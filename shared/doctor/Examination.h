// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/doctor/Challenge.h"
#include "shared/doctor/Doctor.h"
#include "shared/doctor/Findings.h"
#include "shared/doctor/HttpClient.h"
#include "shared/doctor/ServerChecks.h"
#include "shared/doctor/TokenView.h"

#include <atomic>
#include <optional>

namespace wharfgate::doctor {

/// The steps of one examination, each of which says whether the next ones make sense.
class Examination final
{
public:
    Examination(const Patient &patient, Findings &findings, const std::atomic<bool> &cancelled);

    /// Adds to the findings until there is nothing more to try.
    void run();

private:
    bool reachRegistry();
    bool readChallenge();
    std::optional<Challenge> examineRegistryAnswer();
    void examineRealm(const QUrl &realm);
    void examineService();
    bool reachAuth();
    bool examineAuthAnswer();
    void examineClocks();
    void examineClientAddress();
    bool requestToken();
    void examineToken();
    void compareWithConfiguration();
    bool presentToken();
    void examineCatalog();
    void examineScratchRepository();

    QUrl tokenUrl(const QStringList &scopes) const;
    HttpAnswer askForToken(const QStringList &scopes);
    std::optional<TokenView> tokenIn(const HttpAnswer &answer) const;
    bool goesOn() const { return !m_cancelled.load(); }

    const Patient &m_patient;
    Findings &m_findings;
    const std::atomic<bool> &m_cancelled;
    HttpClient m_client;

    QUrl m_registry; // …/v2/
    HttpAnswer m_registryAnswer;
    bool m_registryIsTrusted = false;
    QUrl m_realm;
    QString m_service;
    HttpAnswer m_authAnswer;
    bool m_authIsTrusted = false;
    std::optional<TokenView> m_token;
};

} // namespace wharfgate::doctor
