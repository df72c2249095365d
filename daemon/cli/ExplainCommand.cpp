// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/ExplainBatch.h"
#include "daemon/cli/Explanation.h"
#include "daemon/cli/Problems.h"

#include "shared/base/Text.h"

#include <algorithm>
#include <istream>
#include <ostream>

namespace wharfgate::cli {

namespace {

std::vector<std::string> splitActions(const std::string &text)
{
    std::vector<std::string> out;
    std::size_t begin = 0;
    for (;;) {
        const std::size_t comma = text.find(',', begin);
        out.push_back(text.substr(begin, comma - begin));
        if (comma == std::string::npos)
            break;
        begin = comma + 1;
    }
    std::sort(out.begin(), out.end()); // as the token endpoint does
    return out;
}

Result<acl::Request> requestFrom(const Arguments &arguments, const Explainer &explainer)
{
    acl::Request request;
    request.account = arguments.value("account").value_or("");
    request.type = arguments.value("type").value_or("repository");
    request.service = arguments.value("service").value_or("");
    if (!arguments.has("name") || !arguments.has("actions"))
        return failure(ErrorCode::InvalidInput, "--name and --actions are needed (or --batch)");
    request.name = *arguments.value("name");
    request.actions = splitActions(*arguments.value("actions"));
    if (const auto ip = arguments.value("ip")) {
        request.ip = acl::IpAddress::parse(*ip);
        if (!request.ip)
            return failure(ErrorCode::InvalidInput,
                           "--ip \"" + text::escaped(*ip, 64) + "\" is not an IP address");
    }
    request.labels = explainer.labelsOf(request.account);
    if (arguments.has("label"))
        request.labels.clear();
    for (const std::string &label : arguments.values("label")) {
        const std::size_t equals = label.find('=');
        if (equals == std::string::npos)
            return failure(ErrorCode::InvalidInput,
                           "--label \"" + text::escaped(label, 64) + "\" is not name=value");
        request.labels[label.substr(0, equals)].push_back(label.substr(equals + 1));
    }
    return request;
}

int run(const Arguments &arguments, const Streams &streams)
{
    auto configuration = readOrComplain(arguments.operands().front(), streams);
    if (!configuration)
        return InvalidConfiguration;
    const Explainer explainer(std::move(*configuration));
    if (arguments.has("batch"))
        return explainBatch(explainer, streams.in, streams.out) ? Success : Findings;
    const auto request = requestFrom(arguments, explainer);
    if (!request) {
        streams.err << "wharfgated explain: " << request.error().detail << '\n';
        return Usage;
    }
    if (arguments.has("json"))
        streams.out << explainer.toJson(*request) << '\n';
    else
        streams.out << explainer.toText(*request);
    return Success;
}

} // namespace

Command explainCommand()
{
    using Kind = OptionSpec::Kind;
    return {
        "explain",
        "FILE --account A --name N --actions pull,push [OPTIONS] | FILE --batch",
        "say what the access rules grant, which rule decides, and why others do not match",
        "  --account A       the account (default: anonymous)\n"
        "  --name N          the repository, or \"catalog\" with --type registry\n"
        "  --actions A,B     requested actions, with commas\n"
        "  --type T          resource type (default: repository)\n"
        "  --service S       the service that the registry sends\n"
        "  --ip I            the client's address; without it no rule with an ip matches\n"
        "  --label K=V       a label of the account, repeatable; without any, the account's own\n"
        "                    from users: in FILE\n"
        "  --json            one JSON object\n"
        "  --batch           read "
        "{\"id\",\"request\":{account,type,name,service,ip,labels,actions}}\n"
        "                    one a line from standard input, answer one a line\n\n"
        "External programs are not run; key files need not be readable.\n"
        "Exit status: 0 answered, 1 a bad line under --batch, 2 the file has errors.\n\n"
        "Examples:\n"
        "  wharfgated explain wharfgate.yml --account bob --name team/app --actions pull,push\n"
        "  wharfgated explain extAuth.yml --account cicd --label group=CICD --name a/b --actions "
        "push\n",
        {{"account", Kind::Value},
         {"name", Kind::Value},
         {"actions", Kind::Value},
         {"type", Kind::Value},
         {"service", Kind::Value},
         {"ip", Kind::Value},
         {"label", Kind::RepeatedValue},
         {"json"},
         {"batch"}},
        1,
        1,
        &run};
}

} // namespace wharfgate::cli
