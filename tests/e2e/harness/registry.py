# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Debian's docker-registry, with TLS and token authentication."""

import json
import secrets
from pathlib import Path
from typing import Mapping, Optional

from . import daemon, pki
from .process import Service, program


class Registry:
    """A registry on a port of its own choice that trusts the tokens of `realm`. Without `server` it
    speaks plain HTTP; `sections` replace sections of its configuration, None removes one."""

    def __init__(self, folder: Path, log: Path, *, realm: str = "", issuer: str = "", bundle: Optional[Path] = None,
                 server: Optional[pki.Certificate], service: str = daemon.SERVICE,
                 sections: Optional[Mapping[str, Optional[dict]]] = None):
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "registry.yml"
        configuration = {
            "version": "0.1",
            "log": {"level": "info", "accesslog": {"disabled": False}},
            "storage": {"filesystem": {"rootdirectory": str(folder / "data")},
                        "delete": {"enabled": True}},
            "http": {"addr": "127.0.0.1:0", "secret": secrets.token_hex(16)},
            "auth": {"token": {"realm": realm, "service": service, "issuer": issuer,
                               "rootcertbundle": str(bundle)}},
        }
        if server:
            configuration["http"]["tls"] = {"certificate": str(server.path), "key": str(server.key)}
        for name, section in (sections or {}).items():
            if section is None:
                del configuration[name]
            else:
                merged = {**configuration.get(name, {}), **section}
                configuration[name] = {key: value for key, value in merged.items() if value is not None}
        file.write_text(json.dumps(configuration, indent=1))
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
