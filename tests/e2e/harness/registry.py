# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Debian's docker-registry, with TLS and token authentication."""

import json
import secrets
from pathlib import Path

from . import daemon, pki
from .process import Service, program


class Registry:
    """A registry on a port of its own choice that trusts the tokens of `realm`."""

    def __init__(self, folder: Path, log: Path, *, realm: str, issuer: str, bundle: Path,
                 server: pki.Certificate, service: str = daemon.SERVICE):
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "registry.yml"
        file.write_text(json.dumps({
            "version": "0.1",
            "log": {"level": "info", "accesslog": {"disabled": False}},
            "storage": {"filesystem": {"rootdirectory": str(folder / "data")},
                        "delete": {"enabled": True}},
            "http": {"addr": "127.0.0.1:0", "secret": secrets.token_hex(16),
                     "tls": {"certificate": str(server.path), "key": str(server.key)}},
            "auth": {"token": {"realm": realm, "service": service, "issuer": issuer,
                               "rootcertbundle": str(bundle)}},
        }, indent=1))
        self.service = Service("docker-registry", [program("docker-registry"), "serve", str(file)], log)
        try:
            found = self.service.wait_for_log(r"listening on [^\s\"]*:(\d+)")
        except BaseException:
            if self.service.is_running:
                self.service.stop()
            raise
        self.port = int(found[1])

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def stop(self) -> None:
        self.service.stop()
