# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""A plain HTTP client for the token endpoint and the registry's API."""

import base64
import http.client
import json
import ssl
import urllib.parse
from pathlib import Path
from typing import Mapping, Optional, Sequence, Union

from . import output


class Answer:
    def __init__(self, status: int, headers: Mapping[str, str], body: bytes):
        self.status = status
        self.headers = {key.lower(): value for key, value in headers.items()}
        self.body = body

    def json(self) -> dict:
        return json.loads(self.body)

    def __repr__(self) -> str:
        # No headers and no body: one of them may be a token.
        return f"HTTP {self.status}, {len(self.body)} bytes"


def trust(ca: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(ca))


def request(method: str, port: int, target: str, *, tls: Optional[ssl.SSLContext] = None,
            headers: Optional[Mapping[str, str]] = None, body: Union[bytes, str, None] = None,
            host: str = "127.0.0.1") -> Answer:
    if tls:
        connection = http.client.HTTPSConnection(host, port, context=tls, timeout=20)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=20)
    try:
        connection.request(method, target, body=body, headers=dict(headers or {}))
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


def basic(account: str, password: str) -> dict:
    return {"Authorization": "Basic " + output.credentials(account, password)}


def bearer(token: str) -> dict:
    return {"Authorization": "Bearer " + token}


def auth_target(scopes: Sequence[str] = (), service: str = "Docker registry",
                account: str = "") -> str:
    query = [("service", service)] + [("scope", scope) for scope in scopes]
    if account:
        query.append(("account", account))
    return "/auth?" + urllib.parse.urlencode(query)


def ask_token(port: int, scopes: Sequence[str] = (), *, account: str = "", password: str = "",
              tls: Optional[ssl.SSLContext] = None, service: str = "Docker registry") -> Answer:
    answer = request("GET", port, auth_target(scopes, service), tls=tls,
                     headers=basic(account, password) if account else None)
    if answer.status == 200:
        output.token(answer.json()["token"])
    return answer


def decode(token: str) -> tuple:
    """Header and claims of a token, not verified."""
    header, claims, _ = token.split(".")
    return _decode_part(header), _decode_part(claims)


def _decode_part(part: str) -> dict:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
