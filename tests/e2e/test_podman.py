# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

import unittest

import client_scenarios


class PodmanTest(client_scenarios.ClientScenarios):
    client_name = "podman"


if __name__ == "__main__":
    unittest.main()
