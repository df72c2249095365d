# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""The program as an administrator meets it: commands, start, end, signals, listening."""

import contextlib
import http.client
import json
import os
import signal
import socket
import ssl
import stat
import subprocess
import time
import unittest
from pathlib import Path
from typing import Optional

from harness import clients, daemon, load, output, pki, web
from harness.case import Accounts, EndToEndCase, USUAL_RULES
from harness.process import Service, wait_for
from harness.registry import Registry

INVALID_CONFIGURATION, USAGE, UNAVAILABLE, CANNOT_CREATE = 2, 64, 69, 73


class ServiceCase(EndToEndCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.accounts = Accounts(cls.commands, "alice")
        cls.token = pki.self_signed(cls.work, "token")
        cls.tls = web.trust(cls.ca.path)

    def setUp(self) -> None:
        self.folder = self.work / self.id().rpartition(".")[2]
        self.folder.mkdir()
        self.file = self.folder / "wharfgate.yml"

    def configuration(self, *, tls: bool = True, **sections) -> dict:
        made = daemon.base_configuration(self.log("journal.jsonl"), token=self.token,
                                         server=self.server if tls else None)
        made["users"] = {**self.accounts.users, "": {}}
        made["acl"] = USUAL_RULES
        for name, values in sections.items():
            made[name] = {**made.get(name, {}), **values} if isinstance(values, dict) else values
        return made

    def start(self, **sections) -> daemon.Daemon:
        daemon.write(self.file, daemon.text_of(self.configuration(**sections)))
        started = daemon.Daemon(self.file, self.log("wharfgated.log"), self.log("journal.jsonl"))
        self.addCleanup(started.stop)
        return started

    def run_command(self, *arguments: str, stdin: str = ""):
        return daemon.command(*arguments, log=self.commands, stdin=stdin, cwd=self.folder)


class EndTest(ServiceCase):
    def test_sigterm_and_sigint_end_it_well(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                started = self.start()
                started.service.signal(number)
                self.assertEqual(started.service.stop(), 0)

    def test_requests_under_way_are_answered_before_the_end(self):
        # A password hash that takes a while: the answer is still due when the signal comes.
        slow = self.slow_hash()
        started = self.start(users={"slow": {"password": slow}})
        connection = http.client.HTTPSConnection("127.0.0.1", started.port, context=self.tls, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", web.auth_target(),
                           headers=web.basic("slow", self.accounts["alice"]))
        # The request is at the daemon when a later one on another connection is answered.
        self.assertEqual(web.request("GET", started.port, "/healthz", tls=self.tls).status, 200)
        started.service.signal(signal.SIGTERM)
        response = connection.getresponse()
        self.assertEqual(response.status, 200)
        output.token(json.loads(response.read())["token"])
        self.assertEqual(started.service.stop(), 0)

    def test_silent_clients_do_not_delay_the_end(self):
        # docker stop waits ten seconds and then kills.
        head = b"POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        for what, sent in (("nothing", b""), ("half a header", head), ("half a body", head + b"\r\nabc")):
            with self.subTest(what):
                started = self.start()
                silent = load.KeptConnection(started.port, self.tls)
                self.addCleanup(silent.close)
                silent.send(sent)
                self.assertEqual(web.request("GET", started.port, "/healthz", tls=self.tls).status, 200)
                begin = time.monotonic()
                self.assertEqual(started.stop(), 0)
                self.assertLess(time.monotonic() - begin, 8)

    def slow_hash(self) -> str:
        done = subprocess.run([daemon.binary(), "hash-password", "--cost", "12"],
                              input=self.accounts["alice"].encode(), stdout=subprocess.PIPE, check=True)
        return output.secret(done.stdout.decode().strip(), "hash")

    def test_port_is_free_after_the_end(self):
        first = self.start()
        keep = load.KeptConnection(first.port, self.tls)
        self.addCleanup(keep.close)
        self.assertEqual(first.stop(), 0)
        second = self.start(server={"addr": f"127.0.0.1:{first.port}"})
        self.assertEqual(second.port, first.port)


class StartTest(ServiceCase):
    def serve(self, configuration: dict):
        daemon.write(self.file, daemon.text_of(configuration))
        return self.run_command("serve", str(self.file))

    def test_configuration_with_faults(self):
        configuration = self.configuration(google_auth={"client_id": "x"}, acl=[{"actions": ["pull"]}])
        outcome = self.serve(configuration)
        self.assertEqual(outcome.status, INVALID_CONFIGURATION, outcome)
        # All of them at once, not the first only.
        self.assertIn("google_auth", outcome.error)
        self.assertIn("match", outcome.error)

    def test_address_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            outcome = self.serve(self.configuration(server={"addr": address}))
        self.assertEqual(outcome.status, UNAVAILABLE, outcome)
        self.assertIn(address, outcome.error)
        self.assertIn("in use", outcome.error)

    def test_no_file(self):
        outcome = self.run_command("serve", "/nonexistent/wharfgate.yml")
        self.assertNotEqual(outcome.status, 0)
        self.assertIn("/nonexistent/wharfgate.yml", outcome.error)

    def test_key_that_others_made(self):
        other = pki.self_signed(self.folder, "other")
        configuration = self.configuration(token={"key": str(other.key)})
        outcome = self.serve(configuration)
        self.assertNotEqual(outcome.status, 0, outcome)
        self.assertIn(str(other.key), outcome.error)

    def test_weak_key(self):
        weak = pki.Certificate(self.folder, "weak")
        pki.openssl("req", "-x509", "-newkey", "rsa:1024", "-nodes", "-days", "2", "-subj", "/CN=weak",
                    "-keyout", str(weak.key), "-out", str(weak.path))
        outcome = self.serve(self.configuration(token={"certificate": str(weak.path),
                                                       "key": str(weak.key)}))
        self.assertNotEqual(outcome.status, 0, outcome)
        self.assertIn("2048", outcome.error)

    def test_flags_of_docker_auth(self):
        daemon.write(self.file, daemon.text_of(self.configuration()))
        started = daemon.Daemon(self.file, self.log("wharfgated.log"),
                                arguments=("-alsologtostderr=true", "-log_dir=/logs", "-v=2"))
        self.addCleanup(started.stop)
        self.assertEqual(web.request("GET", started.port, "/healthz", tls=self.tls).status, 200)


class ListenTest(ServiceCase):
    def test_plain_request_on_the_tls_port(self):
        started = self.start()
        answer = web.request("GET", started.port, "/auth")
        self.assertEqual(answer.status, 400)
        self.assertIn(b"https", answer.body.lower())
        self.assertTrue(web.ask_token(started.port, tls=self.tls).status == 200)

    def test_plain_http_when_no_certificate_is_given(self):
        started = self.start(tls=False)
        answer = web.ask_token(started.port, account="alice", password=self.accounts["alice"])
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["cache-control"], "no-store")

    def test_unix_socket(self):
        path = self.folder / "auth.sock"
        daemon.write(self.file, daemon.text_of(self.configuration(
            tls=False, server={"net": "unix", "addr": str(path), "real_ip_header": "X-Real-IP"})))
        service = self.start_without_port()
        service.wait_for_log(r"service\.listening")  # the file is there before anybody listens
        for header, status in ((b"X-Real-IP: 192.0.2.1\r\n", b"200"), (b"", b"400")):
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(str(path))
                connection.sendall(b"GET /auth?service=x HTTP/1.1\r\nHost: x\r\n" + header
                                   + b"Connection: close\r\n\r\n")
                self.assertEqual(connection.recv(65536).split(b" ")[1], status)
        self.assertTrue(service.is_running)

    def start_without_port(self):
        service = Service("wharfgated", [daemon.binary(), "serve", str(self.file)],
                          self.log("wharfgated.log"))
        self.addCleanup(service.stop)
        return service

    def test_path_prefix(self):
        started = self.start(server={"path_prefix": "/gate"})
        for target, status in (("/gate/auth", 200), ("/gate/auth/token", 200), ("/auth", 404)):
            with self.subTest(target):
                self.assertEqual(web.request("GET", started.port, target, tls=self.tls).status, status)

    def test_methods(self):
        started = self.start()
        for method, status in (("HEAD", 200), ("PUT", 405), ("DELETE", 405), ("PATCH", 405)):
            with self.subTest(method):
                answer = web.request(method, started.port, "/auth", tls=self.tls)
                self.assertEqual(answer.status, status)
                self.assertEqual("allow" in answer.headers, status == 405)


class LogTest(ServiceCase):
    def test_level_by_signal(self):
        started = self.start(log={"level": "info"})

        def lines_after_a_request() -> str:
            mark, before = started.service.mark(), len(started.decisions())
            answer = web.ask_token(started.port, account="alice", password=self.accounts["alice"],
                                   tls=self.tls)
            self.assertEqual(answer.status, 200)
            # Records are written after the answer: first the log's line, then the journal's.
            wait_for("the journal's line", lambda: len(started.decisions()) > before)
            return started.service.log_text(mark)

        self.assertIn("account=alice", lines_after_a_request())
        mark = started.service.mark()
        started.service.signal(signal.SIGUSR1)
        started.service.wait_for_log("debug", since=mark)
        self.assertIn("account=alice", lines_after_a_request())

        # Signals of one kind that are sent at once become one, so each waits for a request.
        def is_quiet_after_a_signal() -> bool:
            started.service.signal(signal.SIGUSR2)
            return "account=alice" not in lines_after_a_request()

        wait_for("no decision in the log", is_quiet_after_a_signal)

    def test_json_lines(self):
        started = self.start(log={"level": "debug", "format": "json"})
        answer = web.ask_token(started.port, ["repository:alice/app:pull"], account="alice",
                               password=self.accounts["alice"], tls=self.tls)
        self.assertEqual(answer.status, 200)
        started.service.wait_for_log("alice/app")
        started.service.signal(signal.SIGHUP)
        self.assertEqual(started.service.stop(), 0)
        for line in started.service.log_text().splitlines():
            self.assertIsInstance(json.loads(line), dict, line)

    def test_a_line_break_in_input_makes_no_second_record(self):
        started = self.start()
        forged = "2026-01-01T00:00:00Z info decision: granted account=admin"
        mark = started.service.mark()
        answer = web.request("GET", started.port, "/auth?service=x%0A" + forged.replace(" ", "%20"),
                             tls=self.tls, headers={"User-Agent": "\x1b[2J" + "agent"})
        self.assertIn(answer.status, (200, 400))
        web.request("GET", started.port, web.auth_target(), tls=self.tls,
                    headers=web.basic("eve\n" + forged, "wrong-" + self.accounts["alice"]))
        started.service.wait_for_log("bad-request|granted", since=mark)
        text = started.service.log_text(mark)
        self.assertFalse([line for line in text.splitlines() if line.startswith("2026-01-01")], text)
        self.assertNotIn("\x1b", text)

    def test_wrong_password_is_recorded_without_it(self):
        started = self.start()
        wrong = output.random_password()
        answer = web.ask_token(started.port, account="alice", password=wrong, tls=self.tls)
        self.assertEqual(answer.status, 401)
        self.assertEqual(answer.json()["errors"][0]["code"], "UNAUTHORIZED")
        record = started.wait_for_decision("alice's failure", lambda r: r["result"] == "login-failed")
        self.assertEqual(record["account"], "alice")
        self.assertNotIn(wrong, json.dumps(record) + started.service.log_text())


class OddRequestTest(ServiceCase):
    """Credentials in places where they are refused: no record repeats them. Each is registered as a
    secret, so that test_secrets searches for it too."""

    # What must not be answered as if it were a good request.
    REFUSED = ("folded header", "no colon", "space before the colon", "very long", "unknown version",
               "unknown method", "two lengths", "a bad chunk", "a refresh token", "a form and a header")

    def send(self, port: int, data: bytes, *, tls: bool = True) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as raw:
            connection = self.tls.wrap_socket(raw, server_hostname="127.0.0.1") if tls else raw
            with connection:
                connection.sendall(data)
                answer = b""
                # A connection that is cut while the request is still being sent is an answer, too.
                with contextlib.suppress(ConnectionError, ssl.SSLError):
                    while data := connection.recv(65536):
                        answer += data
                return answer

    def requests(self, password: str):
        basic = web.basic("alice", password)["Authorization"]
        end = "Host: x\r\nConnection: close\r\n"
        form = f"grant_type=password&username=alice&password={password}"
        typed = "Content-Type: application/x-www-form-urlencoded\r\n"
        get = "GET /auth?service=x HTTP/1.1\r\n"
        yield "two headers", f"{get}{end}Authorization: {basic}\r\nAuthorization: {basic}\r\n\r\n"
        yield "folded header", f"{get}{end}Authorization:\r\n {basic}\r\n\r\n"
        yield "no colon", f"{get}{end}Authorization {basic}\r\n\r\n"
        yield "space before the colon", f"{get}{end}Authorization : {basic}\r\n\r\n"
        yield "password not encoded", f"{get}{end}Authorization: Basic alice:{password}\r\n\r\n"
        yield "another scheme", f"{get}{end}Authorization: Digest {password}\r\n\r\n"
        yield "very long", f"{get}{end}Authorization: {basic}{'A' * 70_000}\r\n\r\n"
        yield "in the address", f"GET /auth?account=alice&password={password} HTTP/1.1\r\n{end}\r\n"
        yield "in another address", f"GET /other?password={password} HTTP/1.1\r\n{end}\r\n"
        yield "in a scope", f"GET /auth?service=x&scope=a HTTP/1.1\r\n{end}Authorization: {basic}\r\n\r\n"
        yield "unknown version", f"GET /auth HTTP/7.3\r\n{end}Authorization: {basic}\r\n\r\n"
        yield "unknown method", f"STEAL /auth HTTP/1.1\r\n{end}Authorization: {basic}\r\n\r\n"
        yield "a form of another type", (f"POST /auth HTTP/1.1\r\n{end}Content-Type: text/plain\r\n"
                                         f"Content-Length: {len(form)}\r\n\r\n{form}")
        yield "a form and a header", (f"POST /auth HTTP/1.1\r\n{end}{typed}Authorization: {basic}\r\n"
                                      f"Content-Length: {len(form)}\r\n\r\n{form}")
        yield "two lengths", (f"POST /auth HTTP/1.1\r\n{end}{typed}Content-Length: 1\r\n"
                              f"Content-Length: {len(form)}\r\n\r\n{form}")
        yield "a bad chunk", (f"POST /auth HTTP/1.1\r\n{end}{typed}Transfer-Encoding: chunked\r\n\r\n"
                              f"{form}\r\n")
        refresh = f"grant_type=refresh_token&service=x&refresh_token={password}"
        yield "a refresh token", (f"POST /auth HTTP/1.1\r\n{end}{typed}Content-Length: {len(refresh)}"
                                  f"\r\n\r\n{refresh}")

    def test_no_record_repeats_credentials(self):
        started = self.start(log={"level": "debug"})
        password = output.random_password()
        for what, request in self.requests(password):
            with self.subTest(what):
                answer = self.send(started.port, request.encode())
                self.assertNotIn(b" 200 ", answer.split(b"\r\n")[0] if what in self.REFUSED else b"")
                self.assertNotIn(b" 500 ", answer.split(b"\r\n")[0])
                self.assertNotIn(password.encode(), answer)
        basic = web.basic("alice", password)["Authorization"]
        answer = self.send(started.port, f"GET /auth HTTP/1.1\r\nHost: x\r\nAuthorization: {basic}"
                           "\r\n\r\n".encode(), tls=False)
        self.assertIn(b" 400 ", answer)
        self.assertEqual(web.request("GET", started.port, "/healthz", tls=self.tls).status, 200)
        self.assertEqual(started.stop(), 0)
        records = started.service.log_text() + started.journal.read_text()
        self.assertNotIn(password, records)
        self.assertNotIn(basic.split()[1].rstrip("="), records)
        self.assertNotIn("password=", records)


class CommandTest(ServiceCase):
    def init(self, *options: str, folder: Optional[Path] = None):
        """Status, output and password of init. The output is not kept, for the password is in it."""
        done = subprocess.run([daemon.binary(), "init", "demo", *options], cwd=folder or self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        text = done.stdout.decode()
        password = next((line.split()[1] for line in text.splitlines()
                         if line.startswith("password: ")), "")
        if password:
            output.secret(password)
        return done.returncode, text, password

    def test_workspace_works_with_a_registry(self):
        for key_type in ("p256", "rsa"):
            with self.subTest(key_type):
                folder = self.folder / key_type
                folder.mkdir()
                status, text, password = self.init("--listen", "127.0.0.1:0", "--key-type", key_type,
                                                   folder=folder)
                self.assertEqual(status, 0, text)
                self.assertTrue(password)
                self.push_and_pull(folder, folder / "demo", password)

    def push_and_pull(self, folder: Path, demo: Path, password: str) -> None:
        started = daemon.Daemon(demo / "wharfgate.yml", self.log("wharfgated.log"))
        self.addCleanup(started.stop)
        ca = demo / "ssl" / "ca.crt"
        pair = pki.Certificate(demo / "ssl", "server")
        registry = Registry(folder / "registry", self.log("docker-registry.log"), realm=started.realm,
                            issuer="Wharfgate", bundle=ca, server=pair)
        self.addCleanup(registry.stop)
        client = clients.make("skopeo", folder, self.kept, ca)
        self.assertOk(client.login(registry.host, "admin", password))
        self.assertOk(client.push(client.new_image(), f"{registry.host}/demo/app:1"))
        self.assertOk(client.pull(f"{registry.host}/demo/app:1"))

    def test_init_twice_changes_nothing(self):
        status, _, password = self.init()
        self.assertEqual(status, 0)
        self.assertTrue(password)
        before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        status, text, password = self.init()
        self.assertEqual((status, password), (0, ""), text)
        after = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        self.assertEqual(sorted(before), sorted(after))
        self.assertTrue(all(before[path] == after[path] for path in before))

    def test_init_keeps_keys_private(self):
        old = os.umask(0)
        try:
            self.assertEqual(self.init()[0], 0)
        finally:
            os.umask(old)
        demo = self.folder / "demo"
        for name in ("wharfgate.yml", "ssl/ca.key", "ssl/server.key", "ssl/token.key"):
            self.assertEqual(stat.S_IMODE((demo / name).stat().st_mode), 0o600, name)

    def test_init_leaves_a_strange_folder_alone(self):
        (self.folder / "demo").mkdir()
        (self.folder / "demo" / "notes.txt").write_text("mine")
        status, text, password = self.init()
        self.assertEqual((status, password), (CANNOT_CREATE, ""), text)
        self.assertEqual(os.listdir(self.folder / "demo"), ["notes.txt"])

    def test_check(self):
        # Keys need not be readable to check a file.
        daemon.write(self.file, daemon.text_of(self.configuration(
            token={"certificate": "/nonexistent/token.crt", "key": "/nonexistent/token.key"})))
        self.assertOk(self.run_command("check", str(self.file)))
        self.file.write_text("server:\n  addr: ':5001'\ntoken:\n  isuer: x\n  expiration: 900\n")
        outcome = self.run_command("check", str(self.file))
        self.assertEqual(outcome.status, INVALID_CONFIGURATION, outcome)
        self.assertIn("isuer", outcome.text)
        self.assertIn("issuer", outcome.text)
        listed = self.run_command("check", str(self.file), "--json")
        self.assertEqual(listed.status, INVALID_CONFIGURATION)
        self.assertTrue(json.loads(listed.output))

    def test_explain(self):
        daemon.write(self.file, daemon.text_of(self.configuration()))
        outcome = self.run_command("explain", str(self.file), "--account", "alice", "--name",
                                   "shared/base", "--actions", "pull,push")
        self.assertOk(outcome)
        self.assertIn("shared, to read", outcome.output)
        question = {"id": 7, "request": {"account": "alice", "type": "repository", "name": "alice/app",
                                         "service": "x", "ip": "192.0.2.1", "labels": {},
                                         "actions": ["pull", "push"]}}
        batch = self.run_command("explain", str(self.file), "--batch", stdin=json.dumps(question) + "\n")
        self.assertOk(batch)
        answer = json.loads(batch.output)
        self.assertEqual((answer["id"], answer["actions"], answer["rule"]), (7, ["pull", "push"], 1))

    def test_hash_password_is_read_from_standard_input_only(self):
        outcome = self.run_command("hash-password", "not-a-real-password")
        self.assertEqual(outcome.status, USAGE, outcome)

    def test_wrong_command_lines(self):
        for arguments in ((), ("srve",), ("serve",), ("serve", "a", "b"), ("check", "--no-such-option"),
                          ("init",), ("explain", "x.yml", "--actions")):
            with self.subTest(arguments):
                outcome = self.run_command(*arguments)
                self.assertEqual(outcome.status, USAGE, outcome)

    def test_help_and_version(self):
        self.assertRegex(self.run_command("version").output, r"\d+\.\d+\.\d+")
        for command in ((), ("serve",), ("init",), ("check",), ("explain",), ("test",),
                        ("hash-password",)):
            with self.subTest(command):
                outcome = self.run_command(*command, "--help")
                self.assertOk(outcome)
                self.assertIn("wharfgated", outcome.output)
                self.assertIn("xample", outcome.output)


if __name__ == "__main__":
    unittest.main()
