# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""nginx and HAProxy in front of a server, on a port of 127.0.0.1."""

import os
import socket
from pathlib import Path
from typing import Optional

from . import pki
from .process import Service, program, wait_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def free_low_port() -> int:
    """One that only root may open."""
    for port in range(1023, 900, -1):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise AssertionError("no low port is free")


class Proxy:
    port: int
    service: Service

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def wait(self) -> None:
        def answers() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.port)) == 0

        wait_for(f"{self.service.name} to listen", answers)

    def stop(self) -> None:
        if self.service.is_running:
            self.service.stop()


class Nginx(Proxy):
    """`location` is what stands in `location / { … }`, `server_lines` beside it."""

    def __init__(self, folder: Path, log: Path, location: str, *, tls: Optional[pki.Certificate],
                 server_lines: str = ""):
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        certificate = f"ssl_certificate {tls.path}; ssl_certificate_key {tls.key};" if tls else ""
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "client_body", "fastcgi",
                                                                               "uwsgi", "scgi"))
        file = folder / "nginx.conf"
        file.write_text(f"""
{"user root;" if os.geteuid() == 0 else ""} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr info;
events {{ worker_connections 64; }}
http {{
  access_log off; {temporary}
  server {{
    listen 127.0.0.1:{self.port} {"ssl" if tls else ""}; server_name localhost; {certificate}
    {server_lines}
    location / {{ {location} }}
  }}
}}
""")
        self.service = Service("nginx", [program("nginx", "/usr/sbin"), "-e", "stderr", "-p", str(folder), "-c",
                                         str(file)], log)
        self.wait()


class HAProxy(Proxy):
    """Passes on to `backend`, the words behind `server name`."""

    def __init__(self, folder: Path, log: Path, backend: str, *, tls: Optional[pki.Certificate], lines: str = ""):
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        bind = f"127.0.0.1:{self.port}"
        if tls:
            (folder / "pair.pem").write_text(tls.path.read_text() + tls.key.read_text())
            bind += f" ssl crt {folder}/pair.pem"
        file = folder / "haproxy.cfg"
        file.write_text(f"""
global
  log stderr local0
defaults
  mode http
  timeout connect 5s
  timeout client 20s
  timeout server 20s
frontend in
  bind {bind}
  {lines}
  default_backend out
backend out
  server one {backend}
""")
        self.service = Service("haproxy", [program("haproxy", "/usr/sbin"), "-db", "-f", str(file)], log)
        self.wait()
