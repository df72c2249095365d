// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/journal/Journal.h"
#include "daemon/log/Logger.h"
#include "daemon/net/Server.h"
#include "daemon/service/FileWatch.h"
#include "daemon/service/ServiceBuilder.h"
#include "daemon/token/Endpoint.h"
#include "shared/base/Result.h"
#include "shared/config/ConfigurationReader.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace wharfgate::service {

/// The running token server: configuration, service snapshot, HTTP server, reload. Belongs to the
/// main thread.
class Daemon final : public QObject
{
    Q_OBJECT

public:
    /// `level` overrides the file's log level.
    Daemon(std::string configurationFile, std::optional<log::Level> level, log::Logger &logger);
    ~Daemon() override;

    /// Reads the file, builds the service, listens. ErrorCode::InvalidConfig if the file has errors
    /// (each of them is logged), another code if keys, programs or the address cannot be used.
    Result<void> start();
    /// Builds a new service from the file and swaps it in; if anything is wrong the old one stays
    /// and the log says why. `reason` is for the log.
    void reload(std::string_view reason);
    /// Finishes what is in flight.
    void stop();

    void raiseLogLevel();
    void lowerLogLevel();
    net::ListenAddress address() const { return m_server->address(); }

private:
    struct Loaded;
    Result<Loaded> load();
    Result<void> apply(Loaded loaded);
    void applyLogSettings(const config::Log &settings);
    void logProblems(const std::vector<config::Problem> &problems);
    void changeLogLevel(int step);

    std::string m_file;
    std::optional<log::Level> m_levelOverride;
    log::Logger &m_logger;
    journal::Journal m_journal;
    std::optional<config::Configuration> m_configuration; // in force
    std::shared_ptr<const tls::ServerContext> m_tls;      // in force
    ServiceBuilder m_builder;
    std::unique_ptr<token::Endpoint> m_endpoint;
    std::unique_ptr<net::Server> m_server; // after the endpoint: destroyed first
    FileWatch m_watch;
};

} // namespace wharfgate::service
