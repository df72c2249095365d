// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/Command.h"
#include "daemon/cli/Explanation.h"
#include "daemon/cli/Problems.h"

#include "shared/base/Text.h"
#include "shared/config/TestCaseReader.h"
#include "shared/config/TestRun.h"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <utility>

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
    config::TestCases tests{configuration->tests, {}};
    if (arguments.operands().size() > 1) {
        config::TestCases more = config::readTestCaseFile(arguments.operands()[1]);
        tests.problems = std::move(more.problems);
        std::move(more.cases.begin(), more.cases.end(), std::back_inserter(tests.cases));
    }
    if (!tests.problems.empty()) {
        printProblems(streams.err, tests.problems);
        return InvalidConfiguration;
    }
    const config::TestRun testRun(*configuration);
    const Explainer explainer(std::move(*configuration));
    std::size_t failed = 0;
    for (std::size_t index = 0; index < tests.cases.size(); ++index) {
        const config::TestCase &test = tests.cases[index];
        const config::TestOutcome outcome = testRun.outcomeOf(test);
        if (outcome.passes)
            continue;
        ++failed;
        const std::string title =
            test.title.empty() ? "case " + std::to_string(index + 1) : test.title;
        streams.out << test.position.file << ':' << test.position.line << ": FAILED "
                    << text::escaped(title, 120) << ": " << outcome.failure << '\n'
                    << indented(explainer.toText(testRun.requestOf(test)));
    }
    if (tests.cases.empty())
        streams.err << "There are no cases: write some below tests: in the configuration, or give "
                       "a file of cases.\n";
    streams.out << tests.cases.size() - failed << " of " << tests.cases.size() << " cases hold\n";
    return failed == 0 ? Success : Findings;
}

} // namespace

Command testCommand()
{
    return {
        "test",
        "FILE [CASES.yml]",
        "check that decisions which you wrote down still hold, for CI",
        "The cases stand below tests: in FILE, or in a file of their own, or in both; a list:\n\n"
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
        1,
        2,
        &run};
}

} // namespace wharfgate::cli
