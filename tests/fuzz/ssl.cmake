# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
wharfgate_add_fuzzer(CertificateImportFuzzer SOURCES CertificateImportFuzzer.cpp LINK wharfgate_ssl)
