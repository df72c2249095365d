# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

import unittest

import client_scenarios


class DockerTest(client_scenarios.ClientScenarios):
    client_name = "docker"


if __name__ == "__main__":
    unittest.main()
