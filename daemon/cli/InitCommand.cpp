// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/Workspace.h"

#include <ostream>

namespace wharfgate::cli {

namespace {

int run(const Arguments &arguments, const Streams &streams)
{
    WorkspaceSpec spec;
    spec.directory = arguments.operands().front();
    if (arguments.has("hostname"))
        spec.hostnames = arguments.values("hostname");
    spec.listen = arguments.value("listen").value_or(spec.listen);
    spec.issuer = arguments.value("issuer").value_or(spec.issuer);
    spec.service = arguments.value("service").value_or(spec.service);
    const std::string keyType = arguments.value("key-type").value_or("p256");
    if (keyType != "p256" && keyType != "rsa") {
        streams.err << "wharfgated init: --key-type is p256 or rsa\n";
        return Usage;
    }
    spec.rsa = keyType == "rsa";

    if (isWorkspace(spec.directory)) {
        streams.out << "reusing the workspace " << spec.directory << "; nothing was changed\n";
        return Success;
    }
    const auto workspace = createWorkspace(spec);
    if (!workspace) {
        streams.err << "wharfgated init: " << workspace.error().detail << '\n';
        return CannotCreate;
    }
    streams.out << "configuration: " << workspace->configurationFile
                << "\naccount: " << workspace->account << "\npassword: " << workspace->password
                << "\n\nThe password is shown this once. The registry needs:\n"
                   "  auth.token.issuer: "
                << spec.issuer << "\n  auth.token.service: " << spec.service
                << "\n  auth.token.rootcertbundle: " << workspace->authorityFile << "\n"
                << "Next: wharfgated serve " << workspace->configurationFile << '\n';
    return Success;
}

} // namespace

Command initCommand()
{
    using Kind = OptionSpec::Kind;
    return {"init",
            "DIR [OPTIONS]",
            "create a workspace: certificates, an admin account, access rules",
            "Creates DIR with wharfgate.yml and ssl/ (a certificate authority, a server "
            "certificate and a\n"
            "token certificate). The admin's random password is printed once. A folder that "
            "already is a\n"
            "workspace is left as it is.\n\n"
            "  --hostname NAME   name or address that clients use, repeatable\n"
            "                    (default: localhost, 127.0.0.1, ::1)\n"
            "  --listen ADDR     address of the token server (default 127.0.0.1:5001)\n"
            "  --issuer NAME     issuer of the tokens (default Wharfgate)\n"
            "  --service NAME    the registry's service name (default \"Docker registry\")\n"
            "  --key-type T      p256 (default) or rsa\n\n"
            "Examples:\n"
            "  wharfgated init demo\n"
            "  wharfgated init /etc/wharfgate --hostname my.registry.cn --listen :5001 --key-type "
            "rsa\n",
            {{"hostname", Kind::RepeatedValue},
             {"listen", Kind::Value},
             {"issuer", Kind::Value},
             {"service", Kind::Value},
             {"key-type", Kind::Value}},
            1,
            1,
            &run};
}

} // namespace wharfgate::cli
