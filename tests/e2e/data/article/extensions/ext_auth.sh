#!/bin/bash
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
# shellcheck disable=SC2162 # as the article has it
read u p
if [ "$u" == "cicd" ]; then
    if [ "$p" == "$CICD_SECRET" ]; then
        echo '{"labels": {"group": ["CICD"]}}'
        exit 0
    fi
    exit 1
fi
python3 "$(dirname "$0")/boxlogin.py" "$u" "$p"
exit $?
