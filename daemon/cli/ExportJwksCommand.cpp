// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/Problems.h"
#include "daemon/cli/TokenKey.h"

#include <ostream>

namespace wharfgate::cli {

namespace {

int run(const Arguments &arguments, const Streams &streams)
{
    const auto configuration = readOrComplain(arguments.operands().front(), streams);
    if (!configuration)
        return InvalidConfiguration;
    const auto key = readTokenKey(configuration->token);
    if (!key) {
        streams.err << "wharfgated export-jwks: " << key.error().detail << '\n';
        return Unavailable;
    }
    streams.out << key->jwks;
    return Success;
}

} // namespace

Command exportJwksCommand()
{
    return {
        "export-jwks",
        "FILE",
        "print the public key that verifies tokens, as a JSON Web Key Set",
        "For auth.token.jwks of registry 3.0 and later, which reads it from a file. The key has\n"
        "the name that tokens give it (token.kid_format). Needs the token certificate, not the\n"
        "private key.\n\n"
        "Example:\n"
        "  wharfgated export-jwks /etc/wharfgate/wharfgate.yml > wharfgate-jwks.json\n",
        {},
        1,
        1,
        &run};
}

} // namespace wharfgate::cli
