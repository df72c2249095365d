// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/Version.h"
#include "daemon/control/Console.h"
#include "daemon/log/Logger.h"
#include "daemon/service/Daemon.h"
#include "daemon/service/SignalWatch.h"
#include "shared/control/SocketPath.h"

#include <QCoreApplication>

#include <csignal>
#include <ostream>
#include <sys/resource.h>

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
    int argc = 1;
    char name[] = "wharfgated";
    char *argv[] = {name, nullptr};
    QCoreApplication application(argc, argv);

    log::Logger logger;
    if (level)
        logger.setLevel(*level);
    service::Daemon daemon(arguments.operands().front(), level, logger);
    control::Console console(daemon, logger,
                             {kVersion, control::daemonSocketPath(), &QCoreApplication::quit});
    service::SignalWatch signalWatch({SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGUSR2});
    QObject::connect(&signalWatch, &service::SignalWatch::received, &daemon,
                     [&daemon](int number) { handleSignal(number, daemon); });
    if (const auto started = daemon.start(); !started) {
        logger.error("service", "start-failed",
                     "wharfgated does not start: " + started.error().detail);
        return started.error().code == ErrorCode::InvalidConfig ? InvalidConfiguration
                                                                : Unavailable;
    }
    QCoreApplication::exec();
    console.stop();
    daemon.stop();
    return Success;
}

} // namespace

Command serveCommand()
{
    return {
        "serve",
        "FILE [--log-level LEVEL]",
        "run the token server with a configuration file (docker_auth's format)",
        "Runs in the foreground and logs to standard error. Changes of the file, of certificates "
        "and\n"
        "keys are taken over without dropping a request.\n\n"
        "  --log-level L  error, warning, info or debug; overrides log.level in FILE\n\n"
        "Signals: SIGHUP reloads; SIGTERM and SIGINT finish the requests under way and exit 0;\n"
        "SIGUSR1 makes the log more detailed, SIGUSR2 less.\n"
        "docker_auth's flags (-v=2, -logtostderr, …) are accepted before FILE.\n\n"
        "Examples:\n"
        "  wharfgated serve /etc/wharfgate/wharfgate.yml\n"
        "  wharfgated -alsologtostderr=true -log_dir=/logs /config/extAuth.yml\n",
        {{"log-level", OptionSpec::Kind::Value}},
        1,
        1,
        &run};
}

} // namespace wharfgate::cli
