# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

import unittest

import client_scenarios


class SkopeoTest(client_scenarios.ClientScenarios):
    client_name = "skopeo"


if __name__ == "__main__":
    unittest.main()
