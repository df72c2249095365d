// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Problems.h"
#include "daemon/cli/TestCases.h"

#include "shared/base/Text.h"

#include <ostream>

namespace wharfgate::cli {

namespace {

/// Indents the explanation below its failed case.
std::string indented(const std::string &text)
{
    std::string out = "    ";
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] == '\n' && i + 1 < text.size())
            out += "    ";
    }
    return out;
}

int run(const Arguments &arguments, const Streams &streams)
{
    auto configuration = readOrComplain(arguments.operands()[0], streams);
    if (!configuration)
        return InvalidConfiguration;
    const Explainer explainer(std::move(*configuration));
    const TestCases tests = readTestCases(arguments.operands()[1], explainer);
    if (!tests.problems.empty()) {
        printProblems(streams.err, tests.problems);
        return InvalidConfiguration;
    }
    std::size_t failed = 0;
    for (const TestCase &test : tests.cases) {
        const std::string failure = failureOf(test, explainer);
        if (failure.empty())
            continue;
        ++failed;
        streams.out << test.position.file << ':' << test.position.line << ": FAILED "
                    << text::escaped(test.title, 120) << ": " << failure << '\n'
                    << indented(explainer.toText(test.request));
    }
    streams.out << tests.cases.size() - failed << " of " << tests.cases.size() << " cases hold\n";
    return failed == 0 ? Success : Findings;
}

} // namespace

Command testCommand()
{
    return {"test",
            "FILE CASES.yml",
            "check that decisions which you wrote down still hold, for CI",
            "CASES.yml is a list of cases:\n\n"
            "  - case: Bob may push to his own repositories   (optional title)\n"
            "    account: bob             (default: anonymous)\n"
            "    type: repository         (the default)\n"
            "    name: bob/app\n"
            "    service: Docker registry (optional, as ip)\n"
            "    ip: 10.1.2.3\n"
            "    labels: {group: [dev]}   (default: the account's own from users: in FILE)\n"
            "    actions: [pull, push]\n"
            "    expect: [pull, push]     (what is granted, in any order; [] for nothing)\n"
            "    rule: 3                  (optional: index of the deciding rule, from 0)\n\n"
            "Each case that fails is printed with the rules that were tried.\n"
            "Exit status: 0 all hold, 1 some fail, 2 a file has errors.\n\n"
            "Example:\n"
            "  wharfgated test wharfgate.yml cases.yml\n",
            {},
            2,
            2,
            &run};
}

} // namespace wharfgate::cli
