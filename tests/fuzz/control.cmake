# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
wharfgate_add_fuzzer(ControlMessageFuzzer SOURCES ControlMessageFuzzer.cpp LINK wharfgate_control)
