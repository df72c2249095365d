// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/Daemon.h"

#include "shared/config/ConfigurationFile.h"
#include "shared/config/FileCheck.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

namespace wharfgate::service {

namespace {

using namespace std::chrono_literals;

/// How long requests in flight may take when the daemon stops: docker's token client gives up after
/// 15 s.
constexpr auto kStopLimit = 15s;

Result<net::ListenAddress> listenAddress(const config::Server &server)
{
    if (server.net == config::Server::Net::Unix)
        return net::ListenAddress{true, server.addr, 0};
    return net::ListenAddress::parseTcp(server.addr);
}

net::ServerSetup serverSetup(const config::Limits &limits,
                             std::shared_ptr<const tls::ServerContext> context)
{
    net::ServerSetup setup;
    setup.tls = std::move(context);
    setup.limits.requestLineBytes = limits.requestLineBytes;
    setup.limits.headerBytes = limits.headerBytes;
    setup.limits.headerCount = limits.headerCount;
    setup.limits.bodyBytes = limits.bodyBytes;
    setup.limits.handshakeTimeout = limits.handshakeTimeout;
    setup.limits.headerTimeout = limits.headerTimeout;
    setup.limits.bodyTimeout = limits.bodyTimeout;
    setup.limits.idleTimeout = limits.idleTimeout;
    setup.maxConnections = limits.maxConnections;
    setup.maxConnectionsPerAddress = limits.maxConnectionsPerAddress;
    return setup;
}

log::Level levelOf(config::Log::Level level)
{
    switch (level) {
    case config::Log::Level::Error:
        return log::Level::Error;
    case config::Log::Level::Warning:
        return log::Level::Warning;
    case config::Log::Level::Info:
        return log::Level::Info;
    case config::Log::Level::Debug:
        return log::Level::Debug;
    }
    return log::Level::Info;
}

/// Whether a rule's index means the same in both.
bool haveSameRules(const config::Configuration &a, const config::Configuration &b)
{
    const auto isSame = [](const acl::Rule &one, const acl::Rule &other) {
        return one.match == other.match && one.actions == other.actions;
    };
    return a.acl.has_value() == b.acl.has_value() &&
           (!a.acl ||
            std::equal(a.acl->begin(), a.acl->end(), b.acl->begin(), b.acl->end(), isSame));
}

} // namespace

/// A configuration and what was built from it, not in force yet.
struct Daemon::Loaded
{
    config::Configuration configuration;
    std::string text;
    BuiltService built;
    net::ListenAddress address;
};

Daemon::Daemon(std::string configurationFile, std::optional<log::Level> level, log::Logger &logger)
    : m_file(std::move(configurationFile))
    , m_levelOverride(level)
    , m_logger(logger)
    , m_journal(logger, config::Journal{}, journal::Journal::kDefaultQueue, &m_recent)
    , m_builder(logger)
{
    connect(&m_watch, &FileWatch::changed, this, [this] { reload("a file changed"); });
}

Daemon::~Daemon() = default;

void Daemon::logProblems(const std::vector<config::Problem> &problems)
{
    for (const config::Problem &problem : problems) {
        const bool isError = problem.severity == config::Problem::Severity::Error;
        if (problem.severity == config::Problem::Severity::Lint)
            continue; // `wharfgated check` tells them
        m_logger.write(isError ? log::Level::Error : log::Level::Warning, "config", problem.code,
                       problem.remedy.empty() ? problem.message
                                              : problem.message + ' ' + problem.remedy,
                       {{"file", problem.position.file},
                        {"line", problem.position.line},
                        {"column", problem.position.column},
                        {"key", problem.key}});
    }
}

/// The problems of the file are put into `problems`, whatever comes of it.
Result<Daemon::Loaded> Daemon::load(std::vector<config::Problem> &problems)
{
    // Reading a pipe would block the daemon until somebody writes to it.
    std::error_code error;
    if (std::filesystem::exists(m_file, error) && !std::filesystem::is_regular_file(m_file, error))
        return failure(ErrorCode::InvalidConfig, m_file + " is not a regular file");
    config::ReadResult read = config::readConfigurationFile(m_file);
    if (read.configuration) {
        for (config::Problem &problem : config::checkFiles(*read.configuration))
            read.problems.push_back(std::move(problem));
    }
    logProblems(read.problems);
    problems = read.problems;
    if (read.hasErrors() || !read.configuration)
        return failure(ErrorCode::InvalidConfig, m_file + " has errors");
    auto address = listenAddress(read.configuration->server);
    if (!address)
        return tl::unexpected(address.error());
    // Before keys are read, so that a change from here on is noticed.
    std::vector<std::string> files = ServiceBuilder::watchedFiles(*read.configuration);
    if (m_configuration) {
        for (std::string &file : ServiceBuilder::watchedFiles(*m_configuration))
            files.push_back(std::move(file));
    }
    m_watch.setFiles(std::move(files));
    auto built = m_builder.build(*read.configuration, m_tls.get());
    if (!built)
        return tl::unexpected(built.error());
    return Loaded{std::move(*read.configuration), std::move(read.text), std::move(*built),
                  std::move(*address)};
}

Result<void> Daemon::apply(Loaded loaded)
{
    const config::Configuration &next = loaded.configuration;
    const bool hadTls = m_tls != nullptr;
    if (!m_configuration) {
        m_threads = next.server.threads;
        const auto cores = static_cast<int>(std::thread::hardware_concurrency());
        const int threads = next.server.threads > 0 ? next.server.threads : std::max(1, cores);
        m_endpoint = std::make_unique<token::Endpoint>(
            loaded.built.endpoint,
            [this](events::AuthEvent event) { m_journal.record(std::move(event)); }, m_logger);
        m_server = std::make_unique<net::Server>(threads, *m_endpoint, m_logger);
    }
    const bool movesAddress = !m_configuration ||
                              next.server.addr != m_configuration->server.addr ||
                              next.server.net != m_configuration->server.net;
    if (m_companion != nullptr) {
        if (auto ready = m_companion->prepare(next); !ready)
            return ready;
    }
    // Before the listener: a new address must never serve with the transport of the old one.
    m_server->setSetup(serverSetup(next.limits, loaded.built.tls));
    if (m_passedListener) {
        m_server->listen(std::move(*m_passedListener));
        m_passedListener.reset();
    } else if (movesAddress && m_addressOwner == AddressOwner::Configuration) {
        if (auto listening = m_server->listen(loaded.address); !listening) {
            if (m_configuration)
                m_server->setSetup(serverSetup(m_configuration->limits, m_tls));
            if (m_companion != nullptr)
                m_companion->discard();
            return listening;
        }
    }
    const std::string revision = config::revisionOf(loaded.text);
    const bool keepsRules = m_configuration && haveSameRules(next, *m_configuration);
    m_recent.counters().setRules(loaded.built.endpoint->generation, revision,
                                 keepsRules ? journal::Counters::Rules::Kept
                                            : journal::Counters::Rules::Changed,
                                 std::chrono::system_clock::now());
    m_endpoint->setService(loaded.built.endpoint);
    m_journal.reconfigure(next.journal);
    if (!m_configuration || next.log != m_configuration->log)
        applyLogSettings(next.log);
    if (m_configuration && hadTls != (loaded.built.tls != nullptr))
        m_logger.warning("service", "transport-changed",
                         loaded.built.tls ? "New connections use TLS from now on."
                                          : "New connections use plain HTTP from now on.");
    m_tls = loaded.built.tls;
    m_certificates = std::move(loaded.built.certificates);
    m_configuration =
        std::make_shared<const config::Configuration>(std::move(loaded.configuration));
    m_revision = revision;
    m_text = std::make_shared<const std::string>(std::move(loaded.text));
    m_loadTime = std::chrono::system_clock::now();
    if (m_companion != nullptr)
        m_companion->commit();
    return {};
}

void Daemon::applyLogSettings(const config::Log &settings)
{
    m_logger.setFormat(settings.format == config::Log::Format::Json ? log::Format::Json
                                                                    : log::Format::Text);
    m_logger.setLevel(m_levelOverride.value_or(levelOf(settings.level)));
}

Result<void> Daemon::start()
{
    m_watch.setFiles({m_file});
    std::vector<config::Problem> problems;
    auto loaded = load(problems);
    if (!loaded)
        return tl::unexpected(loaded.error());
    if (auto applied = apply(std::move(*loaded)); !applied)
        return applied;
    m_watch.setFiles(ServiceBuilder::watchedFiles(*m_configuration));
    const token::Service &service = *m_endpoint->service();
    m_logger.info("service", "listening", "The token server is ready.",
                  {{"address", net::toString(m_server->address())},
                   {"transport", m_tls ? "https" : "http"},
                   {"issuer", service.issuer.name()},
                   {"algorithm", service.issuer.algorithm()},
                   {"key_id", service.issuer.keyId()},
                   {"file", m_file}});
    return {};
}

void Daemon::useListener(net::Listener listener, AddressOwner owner)
{
    m_passedListener = std::move(listener);
    m_addressOwner = owner;
}

ReloadReport Daemon::reload(std::string_view reason, std::optional<Originator> by)
{
    const auto started = std::chrono::steady_clock::now();
    ReloadReport report;
    report.time = std::chrono::system_clock::now();
    report.reason = reason;
    report.by = std::move(by);
    report.previous = m_revision;
    Q_EMIT reloading();
    m_watch.lookAgain();
    auto loaded = load(report.problems);
    Result<void> applied = loaded ? apply(std::move(*loaded)) : tl::unexpected(loaded.error());
    // Also after a failure, with the files of the service in force: a half-made change may be
    // completed.
    m_watch.setFiles(ServiceBuilder::watchedFiles(*m_configuration));
    report.ok = applied.has_value();
    report.error = applied ? std::string() : applied.error().detail;
    report.revision = m_revision;
    const std::string shownReason =
        report.by ? report.reason + " by " + report.by->user : report.reason;
    if (!applied) {
        m_logger.error(
            "service", "reload-failed",
            "The configuration was not taken over; the service goes on with the last good "
            "one: " +
                report.error,
            {{"file", m_file}, {"reason", shownReason}});
    } else {
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - started);
        m_logger.info("service", "reloaded", "The configuration was taken over.",
                      {{"file", m_file},
                       {"reason", shownReason},
                       {"address", net::toString(m_server->address())},
                       {"key_id", m_endpoint->service()->issuer.keyId()},
                       {"took_ms", static_cast<std::int64_t>(took.count())}});
    }
    m_lastReload = report;
    Q_EMIT reloaded(report);
    return report;
}

std::vector<std::string> Daemon::restartNeeded(const config::Configuration &next) const
{
    std::vector<std::string> settings;
    if (next.server.threads != m_threads)
        settings.emplace_back("server.threads");
    if (m_addressOwner == AddressOwner::ServiceManager &&
        next.server.addr != m_configuration->server.addr)
        settings.emplace_back("server.addr"); // and the socket unit
    return settings;
}

void Daemon::stop()
{
    m_logger.info("service", "stopping", "Finishing the requests under way.");
    m_server->stop(kStopLimit);
    m_journal.flush();
    m_logger.info("service", "stopped", "The token server has stopped.");
}

void Daemon::changeLogLevel(int step)
{
    const int level =
        std::clamp(static_cast<int>(m_logger.level()) + step, static_cast<int>(log::Level::Error),
                   static_cast<int>(log::Level::Debug));
    m_logger.setLevel(static_cast<log::Level>(level));
    m_logger.write(log::Level::Error, "service", "log-level",
                   "The log level was changed by a signal.",
                   {{"level", log::toString(m_logger.level())}});
}

void Daemon::raiseLogLevel()
{
    changeLogLevel(1);
}

void Daemon::lowerLogLevel()
{
    changeLogLevel(-1);
}

} // namespace wharfgate::service
