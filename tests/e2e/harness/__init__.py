# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""What the end-to-end tests share: real programs, their folders, and a record of every secret used."""
