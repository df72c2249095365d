// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/CommandApplication.h"
#include "daemon/cli/Version.h"
#include "daemon/control/Console.h"
#include "daemon/log/Logger.h"
#include "daemon/net/Listener.h"
#include "daemon/service/Daemon.h"
#include "daemon/service/Privileges.h"
#include "daemon/service/ServiceManager.h"
#include "daemon/service/SignalWatch.h"
#include "shared/config/ConfigurationReader.h"
#include "shared/control/SocketPath.h"

#include <QCoreApplication>

#include <csignal>
#include <optional>
#include <ostream>
#include <sys/resource.h>
#include <unistd.h>

namespace wharfgate::cli {

namespace {

std::optional<log::Level> levelNamed(std::string_view name)
{
    for (const log::Level level :
         {log::Level::Error, log::Level::Warning, log::Level::Info, log::Level::Debug}) {
        if (log::toString(level) == name)
            return level;
    }
    return std::nullopt;
}

/// Each connection is a descriptor; the usual soft limit of 1024 is for programs that use
/// select(2).
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void handleSignal(int number, service::Daemon &daemon)
{
    switch (number) {
    case SIGHUP:
        daemon.reload("SIGHUP");
        return;
    case SIGUSR1:
        return daemon.raiseLogLevel();
    case SIGUSR2:
        return daemon.lowerLogLevel();
    default:
        return QCoreApplication::quit();
    }
}

int exitCodeOf(const Error &error)
{
    return error.code == ErrorCode::InvalidConfig ? InvalidConfiguration : Unavailable;
}

/// What root does before it becomes the user of the service: it opens the port, which may be a
/// privileged one, and makes the folder of the console's socket. Keys are read as the user, so that
/// what a later reload could not read is noticed now.
Result<std::optional<net::Listener>> prepareAsRoot(const std::string &file,
                                                   const service::UnprivilegedUser &user)
{
    if (::geteuid() != 0)
        return std::nullopt;
    if (const std::string socket = control::daemonSocketPath(); !socket.empty()) {
        if (const auto made = service::makeFolderFor(socket, user); !made)
            return tl::unexpected(made.error());
    }
    const config::ReadResult read = config::readConfigurationFile(file);
    if (!read.configuration || read.hasErrors() ||
        read.configuration->server.net == config::Server::Net::Unix)
        return std::nullopt; // the daemon reports what is wrong; a Unix socket is the user's own
    const auto address = net::ListenAddress::parseTcp(read.configuration->server.addr);
    if (!address)
        return std::nullopt;
    auto listener = net::Listener::open(*address);
    if (!listener)
        return tl::unexpected(listener.error());
    return std::optional<net::Listener>(std::move(*listener));
}

/// A listener that is there before the daemon, and who decides where it listens.
struct EarlyListener
{
    std::optional<net::Listener> listener;
    service::Daemon::AddressOwner owner = service::Daemon::AddressOwner::Configuration;
};

/// Takes what the service manager passed, and drops the privileges of root if asked to.
Result<EarlyListener> takeUp(const std::string &file, const std::optional<std::string> &userName)
{
    EarlyListener early;
    auto passed = service::ServiceManager::takeListener();
    if (!passed)
        return tl::unexpected(passed.error());
    if (*passed) {
        early.listener = std::move(*passed);
        early.owner = service::Daemon::AddressOwner::ServiceManager;
    }
    if (!userName)
        return early;
    const auto user = service::UnprivilegedUser::find(*userName);
    if (!user)
        return tl::unexpected(user.error());
    auto opened = early.listener ? Result<std::optional<net::Listener>>(std::nullopt)
                                 : prepareAsRoot(file, *user);
    if (!opened)
        return tl::unexpected(opened.error());
    if (*opened)
        early.listener = std::move(*opened);
    if (const auto done = service::become(*user); !done)
        return tl::unexpected(done.error());
    return early;
}

int run(const Arguments &arguments, const Streams &streams)
{
    std::optional<log::Level> level;
    if (const auto name = arguments.value("log-level")) {
        level = levelNamed(*name);
        if (!level) {
            streams.err << "wharfgated serve: --log-level is error, warning, info or debug\n";
            return Usage;
        }
    }
    ::signal(SIGPIPE, SIG_IGN); // a peer that leaves is an error of write(2)
    raiseDescriptorLimit();
    log::Logger logger;
    if (level)
        logger.setLevel(*level);
    const auto startFailed = [&logger](const Error &error) {
        logger.error("service", "start-failed", "wharfgated does not start: " + error.detail);
        return exitCodeOf(error);
    };
    const std::string &file = arguments.operands().front();
    const std::string socket = control::daemonSocketPath(); // as root has it, if this is root
    auto early = takeUp(file, arguments.value("user"));
    if (!early)
        return startFailed(early.error());

    const CommandApplication application;
    service::Daemon daemon(file, level, logger);
    if (early->listener)
        daemon.useListener(std::move(*early->listener), early->owner);
    control::Console console(daemon, logger, {kVersion, socket, &QCoreApplication::quit});
    service::SignalWatch signalWatch({SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGUSR2});
    QObject::connect(&signalWatch, &service::SignalWatch::received, &daemon,
                     [&daemon](int number) { handleSignal(number, daemon); });
    service::ServiceManager manager(daemon, logger);
    if (const auto started = daemon.start(); !started)
        return startFailed(started.error());
    manager.reportReady();
    QCoreApplication::exec();
    manager.reportStopping();
    console.stop();
    daemon.stop();
    return Success;
}

} // namespace

Command serveCommand()
{
    return {
        "serve",
        "FILE [--log-level LEVEL] [--user NAME]",
        "run the token server with a configuration file (docker_auth's format)",
        "Runs in the foreground and logs to standard error. Changes of the file, of certificates "
        "and\n"
        "keys are taken over without dropping a request.\n\n"
        "  --log-level L  error, warning, info or debug; overrides log.level in FILE\n"
        "  --user NAME    started as root, open the port and then become this user for good; keys\n"
        "                 and the configuration must be readable for it\n\n"
        "Under systemd it reports readiness, reloads and its watchdog, takes a socket from a "
        "socket\n"
        "unit, and writes fields to the journal: journalctl WHARFGATE_ACCOUNT=alice\n\n"
        "Signals: SIGHUP reloads; SIGTERM and SIGINT finish the requests under way and exit 0;\n"
        "SIGUSR1 makes the log more detailed, SIGUSR2 less.\n"
        "docker_auth's flags (-v=2, -logtostderr, …) are accepted before FILE.\n\n"
        "Examples:\n"
        "  wharfgated serve /etc/wharfgate/wharfgate.yml\n"
        "  wharfgated -alsologtostderr=true -log_dir=/logs /config/extAuth.yml\n",
        {{"log-level", OptionSpec::Kind::Value}, {"user", OptionSpec::Kind::Value}},
        1,
        1,
        &run};
}

} // namespace wharfgate::cli
