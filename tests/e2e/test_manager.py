# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""What a service manager sees of wharfgated: readiness, reloads, watchdog, passed sockets, and the
user it becomes. The manager here is the test itself; test_systemd.py has the real one."""

import os
import pwd
import shutil
import signal
import socket
import unittest
from pathlib import Path
from typing import Optional

from harness import daemon, pki, proxies, web
from harness.case import Accounts, EndToEndCase, USUAL_RULES
from harness.process import Service, wait_for

INVALID_CONFIGURATION, UNAVAILABLE = 2, 69


class Notifications:
    """The socket of sd_notify(3)."""

    def __init__(self, path: Path):
        self.path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        os.chmod(path, 0o777)

    def next(self, timeout: float = 10) -> dict:
        """The next message as a dictionary."""
        self._socket.settimeout(timeout)
        lines = self._socket.recv(65536).decode().splitlines()
        return dict(line.partition("=")[::2] for line in lines)

    def next_but_watchdog(self) -> dict:
        while True:
            message = self.next()
            if "WATCHDOG" not in message:
                return message

    def is_silent(self, timeout: float) -> bool:
        try:
            self.next(timeout)
        except socket.timeout:
            return True
        return False

    def close(self) -> None:
        self._socket.close()


class ManagerCase(EndToEndCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        # A user without privileges looks for its files here too.
        cls.work.chmod(0o755)
        cls.accounts = Accounts(cls.commands, "alice")
        cls.token = pki.self_signed(cls.work, "token")
        cls.tls = web.trust(cls.ca.path)

    def setUp(self) -> None:
        self.folder = self.work / self.id().rpartition(".")[2]
        self.folder.mkdir()
        self.file = self.folder / "wharfgate.yml"
        self.notifications = Notifications(self.folder / "notify")
        self.addCleanup(self.notifications.close)
        self.started: Optional[Service] = None

    def write(self, **server) -> None:
        made = daemon.base_configuration(self.folder / "journal.jsonl", token=self.token, server=self.server)
        made["server"] |= server
        made["users"] = {**self.accounts.users, "": {}}
        made["acl"] = USUAL_RULES
        daemon.write(self.file, daemon.text_of(made))

    def start(self, *arguments: str, command: Optional[list] = None, **environment: str) -> Service:
        env = {**os.environ, "RUNTIME_DIRECTORY": str(self.folder), "NOTIFY_SOCKET": str(self.notifications.path),
               **environment}
        started = Service("wharfgated", [*(command or [daemon.binary()]), "serve", str(self.file), *arguments],
                          self.log("wharfgated.log"), env=env, cwd=self.folder)
        self.addCleanup(lambda: started.stop() if started.is_running else None)
        self.started = started
        return started

    def port_of(self, ready: dict) -> int:
        return int(ready["STATUS"].rpartition(":")[2])

    def assertServes(self, port: int) -> None:
        answer = web.request("GET", port, "/healthz", tls=self.tls)
        self.assertEqual(answer.status, 200)


class ReadinessTest(ManagerCase):
    def test_ready_means_that_it_listens(self):
        self.write()
        self.start()
        ready = self.notifications.next()
        self.assertEqual(ready["READY"], "1")
        self.assertServes(self.port_of(ready))

    def test_never_ready_with_a_configuration_that_cannot_be_served(self):
        self.write(key="/nonexistent.key")
        started = self.start()
        self.assertEqual(wait_for("its end", lambda: None if started.is_running else [started.stop()])[0],
                         INVALID_CONFIGURATION)
        self.assertTrue(self.notifications.is_silent(0.1))

    def test_reloads_are_reported_also_those_that_fail(self):
        self.write()
        started = self.start()
        self.notifications.next()
        started.signal(signal.SIGHUP)
        begun = self.notifications.next()
        self.assertEqual(begun["RELOADING"], "1")
        self.assertGreater(int(begun["MONOTONIC_USEC"]), 0)
        done = self.notifications.next()
        self.assertEqual(done["READY"], "1")
        self.assertTrue(done["STATUS"].startswith("Serving tokens on 127.0.0.1:"), done)
        self.file.write_text("server: {")
        started.signal(signal.SIGHUP)
        seen = [self.notifications.next(), self.notifications.next()]
        self.assertIn("last good configuration", seen[1]["STATUS"])
        self.assertServes(self.port_of(done))

    def test_stopping_is_reported_and_the_end_is_good(self):
        self.write()
        started = self.start()
        self.notifications.next()
        started.signal(signal.SIGTERM)
        self.assertEqual(self.notifications.next()["STOPPING"], "1")
        self.assertEqual(started.stop(), 0)

    def test_watchdog_is_answered(self):
        self.write()
        self.start(WATCHDOG_USEC="300000")
        self.assertEqual(self.notifications.next()["READY"], "1")
        for _ in range(4):
            self.assertEqual(self.notifications.next(5), {"WATCHDOG": "1"})

    def test_watchdog_of_another_process_is_not(self):
        self.write()
        self.start(WATCHDOG_USEC="30000", WATCHDOG_PID="1")
        self.notifications.next()
        self.assertTrue(self.notifications.is_silent(0.3))


class PassedSocketTest(ManagerCase):
    def serve_on(self, *sockets: socket.socket) -> Service:
        """Starts wharfgated with these sockets as descriptors 3, 4, …"""
        moves = " ".join(f"{3 + index}<&{made.fileno()}" for index, made in enumerate(sockets))
        # exec of the shell keeps the process id that LISTEN_PID names.
        script = f'exec {moves}; export LISTEN_PID=$$ LISTEN_FDS={len(sockets)}; exec "$@"'
        started = Service("wharfgated", ["bash", "-c", script, "sh", daemon.binary(), "serve", str(self.file)],
                          self.log("wharfgated.log"), cwd=self.folder,
                          env={**os.environ, "RUNTIME_DIRECTORY": str(self.folder),
                               "NOTIFY_SOCKET": str(self.notifications.path)},
                          descriptors=[made.fileno() for made in sockets])
        self.addCleanup(lambda: started.stop() if started.is_running else None)
        return started

    def listening(self) -> socket.socket:
        made = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(made.close)
        # Clear of the numbers that the shell gives.
        high = socket.socket(fileno=os.dup2(made.detach(), 50 + len(os.listdir("/proc/self/fd"))))
        self.addCleanup(high.close)
        return high

    def test_it_serves_on_the_socket_and_not_on_the_files_address(self):
        self.write(addr="127.0.0.1:1")  # a port it could not take
        passed = self.listening()
        port = passed.getsockname()[1]
        started = self.serve_on(passed)
        self.assertEqual(self.port_of(self.notifications.next()), port)
        self.assertServes(port)
        with self.subTest("a reload keeps the socket"):
            self.write(addr="127.0.0.1:2")
            started.signal(signal.SIGHUP)
            while "READY" not in self.notifications.next():
                pass
            self.assertServes(port)

    def test_clients_wait_in_the_socket_while_it_starts_again(self):
        self.write()
        passed = self.listening()
        port = passed.getsockname()[1]
        first = self.serve_on(passed)
        self.notifications.next()
        self.assertEqual(first.stop(), 0)
        early = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.addCleanup(early.close)
        self.serve_on(passed)
        while "READY" not in self.notifications.next():
            pass
        with self.tls.wrap_socket(early, server_hostname="localhost") as secured:
            secured.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            self.assertTrue(secured.recv(100).startswith(b"HTTP/1.1 200"))

    def test_sockets_that_are_of_no_use_are_refused(self):
        self.write()
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagrams.bind(("127.0.0.1", 0))
        self.addCleanup(datagrams.close)
        for what, sockets, words in (("datagrams", [datagrams], "ListenStream="),
                                     ("two", [self.listening(), self.listening()], "takes one")):
            with self.subTest(what):
                started = self.serve_on(*sockets)
                status = wait_for("its end", lambda one=started: None if one.is_running else [one.stop()])
                self.assertEqual(status[0], UNAVAILABLE)
                self.assertIn(words, started.log_text())
        self.assertTrue(self.notifications.is_silent(0.1))


@unittest.skipUnless(os.geteuid() == 0, "only root can become another user")
class UserTest(ManagerCase):
    user = "nobody"

    def setUp(self) -> None:
        super().setUp()
        entry = pwd.getpwnam(self.user)
        # Files that the user may read, unlike those of the class.
        for certificate in (self.token, self.server):
            for path in (certificate.path, certificate.key):
                copied = shutil.copy(path, self.folder / path.name)
                os.chown(copied, entry.pw_uid, entry.pw_gid)
        os.chown(self.folder, entry.pw_uid, entry.pw_gid)

    def write(self, **server) -> None:
        made = daemon.base_configuration(self.folder / "journal.jsonl", token=self.token, server=self.server)
        made["server"] |= {"certificate": "server.crt", "key": "server.key", **server}
        made["token"] |= {"certificate": "token.crt", "key": "token.key"}
        made["users"] = {"": {}}
        made["acl"] = USUAL_RULES
        daemon.write(self.file, daemon.text_of(made))
        os.chmod(self.file, 0o644)

    def test_it_opens_a_low_port_and_becomes_the_user_for_good(self):
        port = proxies.free_low_port()
        self.write(addr=f"127.0.0.1:{port}")
        started = self.start("--user", self.user)
        self.assertEqual(self.notifications.next()["READY"], "1")
        self.assertServes(port)
        entry = pwd.getpwnam(self.user)
        for thread in Path(f"/proc/{started.pid}/task").iterdir():
            status = (thread / "status").read_text()
            fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
            self.assertEqual(fields["Uid"].split(), [str(entry.pw_uid)] * 4)
            self.assertEqual(fields["Gid"].split(), [str(entry.pw_gid)] * 4)
            self.assertNotIn("0", fields["Groups"].split())
            self.assertEqual(int(fields["CapEff"], 16), 0)
        with self.subTest("it reloads as that user"):
            started.signal(signal.SIGHUP)
            self.notifications.next()
            self.assertIn("READY", self.notifications.next())
            started.wait_for_log(r"service\.reloaded:")

    def test_a_key_that_only_root_can_read_is_noticed_at_the_start(self):
        self.write()
        os.chown(self.folder / "server.key", 0, 0)
        os.chmod(self.folder / "server.key", 0o600)
        started = self.start("--user", self.user)
        status = wait_for("its end", lambda: None if started.is_running else [started.stop()])
        self.assertEqual(status[0], INVALID_CONFIGURATION)
        self.assertIn("server.key", started.log_text())

    def test_users_that_it_cannot_become(self):
        self.write()
        for name, words in (("no-such-user", "there is no user"), ("root", "names root"), ("0", "names root")):
            with self.subTest(name):
                started = self.start("--user", name)
                status = wait_for("its end", lambda one=started: None if one.is_running else [one.stop()])
                self.assertEqual(status[0], UNAVAILABLE)
                self.assertIn(words, started.log_text())

    def test_another_user_than_root_cannot_become_one(self):
        self.write()
        self.log("wharfgated.log").touch()
        # The build folder may be closed to others.
        binary = shutil.copy(daemon.binary(), self.folder / "wharfgated")
        command = ["setpriv", "--reuid", self.user, "--regid", "nogroup", "--clear-groups", binary]
        started = self.start("--user", "daemon", command=command)
        status = wait_for("its end", lambda: None if started.is_running else [started.stop()])
        self.assertEqual(status[0], UNAVAILABLE)
        self.assertIn("only root can become daemon", started.log_text())


if __name__ == "__main__":
    unittest.main()
