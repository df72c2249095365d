# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Where the suite keeps what its programs printed, and the list of secrets that must not be in there."""

import base64
import functools
import json
import os
import secrets
import tempfile
import urllib.parse
from pathlib import Path


@functools.cache
def _folder() -> Path:
    return Path(os.environ.get("WHARFGATE_E2E_OUTPUT") or tempfile.mkdtemp(prefix="wharfgate-e2e-"))


def artifacts() -> Path:
    """Logs, journals and outputs of all tests; searched for secrets when the suite ends."""
    folder = _folder() / "artifacts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_list() -> Path:
    return _folder() / "secrets.jsonl"


def secret(value: str, kind: str = "password") -> str:
    """Records `value` as a secret, with the forms in which it travels, and returns it."""
    forms = {value, urllib.parse.quote(value, safe=""), urllib.parse.quote_plus(value)}
    forms |= {base64.b64encode(value.encode()).decode().rstrip("=")}
    _append({"kind": kind, "forms": sorted(forms)})
    return value


def token(value: str) -> str:
    """Records a token: its signature is enough to recognise it."""
    _append({"kind": "token", "forms": [value.rpartition(".")[2]]})
    return value


def credentials(account: str, password: str) -> str:
    """The value of a Basic Authorization header, recorded."""
    value = base64.b64encode(f"{account}:{password}".encode()).decode()
    _append({"kind": "authorization", "forms": [value.rstrip("=")]})
    return value


def random_password() -> str:
    return secret("pw-" + secrets.token_hex(12))


def _append(entry: dict) -> None:
    _folder().mkdir(parents=True, exist_ok=True)
    line = json.dumps(entry) + "\n"
    # One write of an appended line: tests in parallel do not mix theirs.
    descriptor = os.open(secret_list(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)
