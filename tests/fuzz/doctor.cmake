# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
foreach(name IN ITEMS ChallengeFuzzer TokenViewFuzzer)
    wharfgate_add_fuzzer(${name} SOURCES ${name}.cpp LINK wharfgate_doctor)
endforeach()
