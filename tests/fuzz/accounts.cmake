# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
wharfgate_add_fuzzer(PasswordHashFuzzer SOURCES PasswordHashFuzzer.cpp LINK wharfgate_shared)
wharfgate_add_fuzzer(ProgramLabelsFuzzer SOURCES ProgramLabelsFuzzer.cpp LINK wharfgate_daemon)
