# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Busy clients of the token endpoint: threads that keep their connection and ask again and again."""

import json
import socket
import ssl
import threading
from typing import Callable, Optional


class Gone(Exception):
    """The server closed a connection without an announcement, or sent half an answer."""


class KeptConnection:
    """A keep-alive connection that sends one prepared request."""

    def __init__(self, port: int, tls: Optional[ssl.SSLContext]):
        raw = socket.create_connection(("127.0.0.1", port), timeout=20)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = tls.wrap_socket(raw, server_hostname="127.0.0.1") if tls else raw
        self._rest = b""

    def ask(self, request: bytes) -> tuple:
        """Sends the request; status, body, and whether the server announced that it closes."""
        self._socket.sendall(request)
        head = self._read_until(b"\r\n\r\n").decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        length = int(head.split("content-length:", 1)[1].split("\r\n", 1)[0])
        body = self._read(length)
        return status, body, "connection: close" in head

    def send(self, data: bytes) -> None:
        """Sends part of a request."""
        if data:
            self._socket.sendall(data)

    def peer_certificate(self) -> bytes:
        return self._socket.getpeercert(binary_form=True)

    def close(self) -> None:
        self._socket.close()

    def _more(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise Gone("the server closed the connection")
        self._rest += data

    def _read_until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._more()
        head, _, self._rest = self._rest.partition(mark)
        return head

    def _read(self, count: int) -> bytes:
        while len(self._rest) < count:
            self._more()
        data, self._rest = self._rest[:count], self._rest[count:]
        return data


class Worker(threading.Thread):
    """Asks until stopped. `judge(answer)` returns a label for a right answer and raises for others."""

    def __init__(self, port: int, tls: Optional[ssl.SSLContext], request: bytes,
                 judge: Callable[[dict], str], *, new_connections: bool = False):
        super().__init__(daemon=True)
        self._port, self._tls, self._request, self._judge = port, tls, request, judge
        self._new_connections = new_connections
        self._stop_wanted = threading.Event()
        # Written by this thread only; others read them while it runs.
        self.count = 0
        self.changes = []
        self.failures = []
        self.samples = []

    @property
    def label(self) -> str:
        """The label of the last answer."""
        return self.changes[-1] if self.changes else ""

    def stop(self) -> None:
        self._stop_wanted.set()

    def run(self) -> None:
        connection = None
        while not self._stop_wanted.is_set() and len(self.failures) < 20:
            try:
                connection = connection or KeptConnection(self._port, self._tls)
                status, body, closes = connection.ask(self._request)
                if status != 200:
                    raise ValueError(f"status {status}")
                answer = json.loads(body)
                label = self._judge(answer)
                self.count += 1
                # The first of each configuration and some later ones, for a check of signatures.
                if label != self.label or self.count % 500 == 0:
                    self.samples.append(answer["token"])
                if label != self.label:
                    self.changes.append(label)
                if closes or self._new_connections:
                    connection.close()
                    connection = None
            except Exception as problem:  # every one is a failure of the service under test
                self.failures.append(f"after {self.count} requests: {problem!r}")
                if connection:
                    connection.close()
                connection = None
        if connection:
            connection.close()
