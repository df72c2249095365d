# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Runs unittest modules for ctest: status 0 passed, 1 failed, 77 if a test was skipped, with the
reasons, so that what could not be tried is never reported as passed."""

import sys
import unittest

SKIPPED = 77


def main() -> int:
    suite = unittest.defaultTestLoader.loadTestsFromNames(sys.argv[1:])
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    if not result.wasSuccessful():
        return 1
    for test, reason in result.skipped:
        print(f"SKIPPED {test}: {reason}")
    if result.testsRun == 0 and not result.skipped:
        print("no test was run")
        return 1
    return SKIPPED if result.skipped else 0


sys.exit(main())
