#!/bin/sh
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

# Healthy: /v2/ asks for a token.
port=${REGISTRY_HTTP_ADDR##*:}
scheme=http
[ -z "${REGISTRY_HTTP_TLS_CERTIFICATE:-}" ] || scheme=https
status=$(curl --silent --insecure --output /dev/null --write-out '%{http_code}' \
    "$scheme://localhost:${port:-5000}/v2/")
[ "$status" = 401 ] || [ "$status" = 200 ]
