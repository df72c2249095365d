// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What the commands of wharfgated exit with; wharfgated(8) lists the same.
namespace wharfgate::cli {

enum ExitCode : int
{
    Success = 0,
    Findings = 1, ///< check --strict found lints; test: a case failed; explain --batch: a bad line;
                  ///< ctl: the server refused
    InvalidConfiguration =
        2,      ///< the configuration or the cases file has errors; serve: it names a missing file
    Usage = 64, ///< wrong command line (sysexits.h EX_USAGE)
    Unavailable = 69,  ///< the service cannot start: address in use, unusable key (EX_UNAVAILABLE)
    Internal = 70,     ///< a broken assumption of our own (EX_SOFTWARE)
    CannotCreate = 73, ///< init cannot write its files (EX_CANTCREAT)
    NotPermitted = 77, ///< ctl: the server does not let this user do it (EX_NOPERM)
};

} // namespace wharfgate::cli
