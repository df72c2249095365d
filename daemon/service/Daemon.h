// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/journal/Journal.h"
#include "daemon/journal/RecentDecisions.h"
#include "daemon/log/Logger.h"
#include "daemon/net/Listener.h"
#include "daemon/net/Server.h"
#include "daemon/service/Companion.h"
#include "daemon/service/FileWatch.h"
#include "daemon/service/ReloadReport.h"
#include "daemon/service/ServiceBuilder.h"
#include "daemon/token/Endpoint.h"
#include "shared/base/Result.h"
#include "shared/config/ConfigurationReader.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
    /// and the log says why. `reason` is for the log, `by` who asked for it.
    ReloadReport reload(std::string_view reason, std::optional<Originator> by = {});
    /// Finishes what is in flight.
    void stop();

    void raiseLogLevel();
    void lowerLogLevel();
    void setLogLevel(log::Level level) { m_logger.setLevel(level); }
    net::ListenAddress address() const { return m_server->address(); }

    /// Who decides where a listening socket that was passed listens.
    enum class AddressOwner
    {
        Configuration, ///< a reload with another address moves it
        ServiceManager ///< a reload leaves it, whatever the file says
    };
    /// Before start(): accepts there instead of opening the file's address.
    void useListener(net::Listener listener, AddressOwner owner);
    /// See net::Server.
    void probeThreads(std::function<void()> answered) const
    {
        m_server->probeThreads(std::move(answered));
    }

    /// Before start(); outlives this.
    void setCompanion(Companion *companion) { m_companion = companion; }
    /// The configuration file was written by this process, which loads it by itself.
    void noteOwnWrite() { m_watch.lookAgain(m_file); }

    const std::string &file() const { return m_file; }
    bool isRunning() const { return m_configuration != nullptr; }
    std::chrono::system_clock::time_point startTime() const { return m_startTime; }
    /// What is in force; only after start().
    std::shared_ptr<const config::Configuration> configuration() const { return m_configuration; }
    std::shared_ptr<const std::string> text() const { return m_text; }
    const std::string &revision() const { return m_revision; }
    std::chrono::system_clock::time_point loadTime() const { return m_loadTime; }
    std::shared_ptr<const token::Service> service() const { return m_endpoint->service(); }
    const std::vector<CertificateInForce> &certificates() const { return m_certificates; }
    /// Null: plain HTTP.
    std::shared_ptr<const tls::ServerContext> tlsContext() const { return m_tls; }
    net::ServerStatistics statistics() const { return m_server->statistics(); }
    const std::optional<ReloadReport> &lastReload() const { return m_lastReload; }
    journal::RecentDecisions &recentDecisions() { return m_recent; }

    /// The settings of `next` that a reload does not take over.
    std::vector<std::string> restartNeeded(const config::Configuration &next) const;

Q_SIGNALS:
    /// A reload begins.
    void reloading();
    /// A reload has ended, well or not.
    void reloaded(const wharfgate::service::ReloadReport &report);

private:
    struct Loaded;
    Result<Loaded> load(std::vector<config::Problem> &problems);
    Result<void> apply(Loaded loaded);
    void applyLogSettings(const config::Log &settings);
    void logProblems(const std::vector<config::Problem> &problems);
    void changeLogLevel(int step);

    std::string m_file;
    std::optional<log::Level> m_levelOverride;
    log::Logger &m_logger;
    journal::RecentDecisions m_recent;
    journal::Journal m_journal; // after what it remembers in: destroyed first
    // In force:
    std::shared_ptr<const config::Configuration> m_configuration;
    std::shared_ptr<const std::string> m_text;
    std::string m_revision;
    std::chrono::system_clock::time_point m_loadTime;
    std::shared_ptr<const tls::ServerContext> m_tls;
    std::vector<CertificateInForce> m_certificates;

    const std::chrono::system_clock::time_point m_startTime = std::chrono::system_clock::now();
    int m_threads = 0; // server.threads as it was at the start
    std::optional<ReloadReport> m_lastReload;
    Companion *m_companion = nullptr;
    std::optional<net::Listener> m_passedListener; // until start()
    AddressOwner m_addressOwner = AddressOwner::Configuration;
    ServiceBuilder m_builder;
    std::unique_ptr<token::Endpoint> m_endpoint;
    std::unique_ptr<net::Server> m_server; // after the endpoint: destroyed first
    FileWatch m_watch;
};

} // namespace wharfgate::service
