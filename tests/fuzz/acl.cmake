# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
wharfgate_add_fuzzer(AclFuzzerPatterns SOURCES AclFuzzerPatterns.cpp LINK wharfgate_shared)
wharfgate_add_fuzzer(AclFuzzerDecide SOURCES AclFuzzerDecide.cpp LINK wharfgate_shared)
