# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Asks the login service of the company whether an account's password is right; exits 0 or 1."""

import json
import pathlib
import sys
import urllib.error
import urllib.request


def main() -> int:
    service = (pathlib.Path(__file__).parent / "boxlogin.url").read_text().strip()
    question = json.dumps({"account": sys.argv[1], "password": sys.argv[2]}).encode()
    request = urllib.request.Request(service, data=question,
                                     headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return 0 if json.load(answer).get("login") is True else 1
    except (urllib.error.URLError, ValueError) as problem:
        print(f"login service: {problem}", file=sys.stderr)
        return 1


sys.exit(main())
