// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/CommandLine.h"

#include <exception>
#include <iostream>

int main(int argc, char **argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    try {
        return wharfgate::cli::runCommandLine(words, {std::cin, std::cout, std::cerr});
    } catch (const std::exception &error) { // out of memory, for one: nothing of ours throws
        std::cerr << "wharfgated: " << error.what() << '\n';
        return wharfgate::cli::Internal;
    }
}
