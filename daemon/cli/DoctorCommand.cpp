// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/CommandApplication.h"
#include "daemon/cli/ConsoleClient.h"
#include "daemon/cli/PasswordPrompt.h"
#include "daemon/cli/Problems.h"
#include "shared/base/Text.h"
#include "shared/config/ConfigurationFile.h"
#include "shared/control/SocketPath.h"
#include "shared/doctor/Doctor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QThread>

#include <memory>
#include <optional>
#include <ostream>

namespace wharfgate::cli {

namespace {

using namespace Qt::StringLiterals;

/// The daemon's record of decisions, read over its console socket.
class DecisionRecord
{
public:
    /// Nothing if no daemon of this machine lets us read it.
    static std::shared_ptr<DecisionRecord> open(const std::vector<std::string> &paths)
    {
        auto client = ConsoleClient::greet(paths, u"wharfgated doctor"_s);
        return client ? std::shared_ptr<DecisionRecord>(new DecisionRecord(std::move(*client)))
                      : nullptr;
    }

    std::optional<doctor::SeenRequest> find(const QString &userAgent)
    {
        const QJsonObject params{{u"filter"_s, QJsonObject{{u"text"_s, userAgent}}},
                                 {u"limit"_s, 1}};
        // The record is written after the answer.
        for (int attempt = 0; attempt < 20; ++attempt) {
            const auto reply = m_client.call(u"events.history"_s, params);
            if (!reply)
                return std::nullopt;
            if (const QJsonArray items = (*reply)["items"_L1].toArray(); !items.isEmpty()) {
                const QJsonObject event = items[0]["event"_L1].toObject();
                return doctor::SeenRequest{event["client"_L1].toString(),
                                           event["peer"_L1].toString()};
            }
            QThread::msleep(50);
        }
        return std::nullopt;
    }

private:
    explicit DecisionRecord(ConsoleClient client)
        : m_client(std::move(client))
    {}

    ConsoleClient m_client;
};

std::string shown(const QString &text)
{
    return text::escaped(text.toStdString(), 2000);
}

void printSummary(std::ostream &out, const QList<doctor::Check> &checks)
{
    const doctor::Check *first = doctor::diagnosis(checks);
    if (first == nullptr) {
        out << "\nNothing is wrong with what was tried.\n";
        return;
    }
    out << "\nDiagnosis: " << first->code.toStdString() << " ("
        << doctor::titleOf(first->name).toStdString() << ")\n  " << shown(first->seen) << "\n  "
        << shown(first->why) << "\n  -> " << shown(first->remedy) << '\n';
}

int usage(const Streams &streams, const std::string &message)
{
    streams.err << "wharfgated doctor: " << message << '\n';
    return Usage;
}

int run(const Arguments &arguments, const Streams &streams)
{
    const auto registry = arguments.value("registry");
    if (!registry)
        return usage(streams, "--registry is missing: the address that clients use, such as "
                              "https://registry.example.com");
    doctor::Patient patient;
    auto address = doctor::parseAddress(QString::fromStdString(*registry));
    if (!address)
        return usage(streams, "--registry: " + address.error().detail);
    patient.registry = *address;
    if (const auto auth = arguments.value("auth")) {
        address = doctor::parseAddress(QString::fromStdString(*auth));
        if (!address)
            return usage(streams, "--auth: " + address.error().detail);
        patient.auth = *address;
    }
    if (const auto file = arguments.value("ca")) {
        const auto text = config::readFileText(*file);
        if (!text || text->find("-----BEGIN") == std::string::npos)
            return usage(streams, "--ca: " + (text ? *file + " holds no certificate (PEM)"
                                                   : text.error().detail));
        patient.authorities = QByteArray::fromStdString(*text);
    }
    std::vector<std::string> sockets = control::clientSocketPaths();
    if (const auto file = arguments.value("config")) {
        patient.configuration = readOrComplain(*file, streams);
        if (!patient.configuration)
            return InvalidConfiguration;
        if (const std::string &own = patient.configuration->control.socket; !own.empty())
            sockets = {own};
    }
    patient.repository = QString::fromStdString(arguments.value("repository").value_or(""));
    patient.account = QString::fromStdString(arguments.value("account").value_or(""));
    if (!patient.account.isEmpty()) {
        auto password = readPassword(streams, PasswordUse::Existing);
        if (!password)
            return usage(streams, password.error().detail);
        if (password->empty())
            return usage(streams, "the password of --account is read from standard input, which "
                                  "holds none");
        patient.password = QByteArray::fromStdString(*password);
        wipe(*password);
    }
    if (const auto record = DecisionRecord::open(sockets))
        patient.seenRequest = [record](const QString &agent) { return record->find(agent); };

    const CommandApplication application;
    const bool asJson = arguments.has("json");
    doctor::Doctor examiner(std::move(patient));
    const QList<doctor::Check> checks = examiner.run([&](const doctor::Check &check) {
        if (!asJson)
            streams.out << doctor::toText(check).toStdString() << std::flush;
    });
    if (asJson)
        streams.out << doctor::toJson(checks).toStdString();
    else
        printSummary(streams.out, checks);
    const doctor::Check *first = doctor::diagnosis(checks);
    return first != nullptr && first->outcome == doctor::Outcome::Fail ? Findings : Success;
}

} // namespace

Command doctorCommand()
{
    using Kind = OptionSpec::Kind;
    return {
        "doctor",
        "--registry URL [OPTIONS]",
        "say what is wrong with a deployment: names, TLS, proxies, tokens, push and pull",
        "Asks the registry and the token server what clients ask them, step by step, and says of\n"
        "each step what was seen, why it is wrong, and what to do. The first failure is the\n"
        "diagnosis. Works on any machine; on the token server's own it also sees which client\n"
        "addresses are recorded.\n\n"
        "  --registry URL    address of the registry as clients use it\n"
        "  --auth URL        address of the token server, if the registry may name another\n"
        "  --account NAME    log in; the password is asked for, or read from standard input\n"
        "  --repository R    scratch repository to pull from and push to. A blob of 2 MiB is\n"
        "                    pushed without a manifest; garbage collection removes it\n"
        "  --ca FILE         certificates (PEM) to trust besides the system's\n"
        "  --config FILE     the token server's configuration, to compare with; where its key is\n"
        "                    readable, the other names of the key are tried\n"
        "  --json            print the checks as one JSON object\n\n"
        "A password is sent to the token server only, and only if its certificate is in order.\n\n"
        "Exit status: 0 nothing failed (there may be warnings), 1 something failed, 2 the\n"
        "configuration has errors, 64 wrong arguments.\n\n"
        "Examples:\n"
        "  wharfgated doctor --registry https://my.registry.cn/\n"
        "  wharfgated doctor --registry localhost:5000 --ca ssl/ca.crt --account admin \\\n"
        "      --repository admin/scratch < password\n",
        {{"registry", Kind::Value},
         {"auth", Kind::Value},
         {"account", Kind::Value},
         {"repository", Kind::Value},
         {"ca", Kind::Value},
         {"config", Kind::Value},
         {"json"}},
        0,
        0,
        &run};
}

} // namespace wharfgate::cli
