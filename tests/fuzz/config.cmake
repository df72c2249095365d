# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
wharfgate_add_fuzzer(ConfigurationFuzzer SOURCES ConfigurationFuzzer.cpp LINK wharfgate_shared)
wharfgate_add_fuzzer(ConfigurationEditFuzzer
    SOURCES ConfigurationEditFuzzer.cpp ../unit/editing/RandomEdits.cpp LINK wharfgate_shared)
