# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""The set-up of the article that Wharfgate replaces: its extAuth.yml, its ext_auth.sh with a
CICD_SECRET, and a boxlogin.py that asks a service of the company over HTTP."""

import hmac
import http.server
import json
import os
import shutil
import threading
import unittest
from pathlib import Path

from harness import clients, daemon, output, web
from harness.case import EndToEndCase
from harness.registry import Registry

DATA = Path(__file__).parent / "data" / "article"


class LoginService:
    """The service that boxlogin.py asks."""

    def __init__(self, passwords: dict):
        self.asked = []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked.append(question["account"])
                right = passwords.get(question["account"])
                body = json.dumps({"login": right is not None and hmac.compare_digest(
                    right.encode(), question["password"].encode())}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """The test's output stays quiet."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/login"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def has_ipv6_loopback() -> bool:
    try:
        return "00000000000000000000000000000001" in Path("/proc/net/if_inet6").read_text()
    except OSError:
        return False


class ArticleTest(EndToEndCase):
    """The first rule allows everything from 127.0.0.0/8, so clients that the other rules shall judge
    come to wharfgated from ::1."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.cicd_secret = output.random_password()
        # Words and characters that a shell would take for its own.
        cls.box_password = output.secret("it's $(id) `id` \"x\"; * " + output.random_password())
        cls.service = LoginService({"alice": cls.box_password})
        cls.addClassCleanup(cls.service.close)
        cls.place_files()
        cls.tls = web.trust(cls.ca.path)
        # Started as the article's image starts docker_auth.
        cls.daemon = daemon.Daemon(
            cls.work / "config" / "extAuth.yml", cls.kept / "wharfgated.log", cwd=cls.work,
            env={**os.environ, "CICD_SECRET": cls.cicd_secret},
            arguments=("-alsologtostderr=true", "-log_dir=/logs"))
        cls.addClassCleanup(cls.daemon.stop)
        address = "[::1]" if has_ipv6_loopback() else "127.0.0.1"
        cls.registry = Registry(cls.work / "registry", cls.kept / "docker-registry.log",
                                realm=f"https://{address}:{cls.daemon.port}/auth",
                                issuer="Auth Service", bundle=cls.work / "ssl" / "domain.crt",
                                server=cls.server)
        cls.addClassCleanup(cls.registry.stop)
        cls.host = cls.registry.host
        cls.client = clients.make("docker", cls.work, cls.kept, cls.ca.path)
        cls.addClassCleanup(cls.client.close)

    @classmethod
    def place_files(cls) -> None:
        """The article's folders, below the work folder instead of /."""
        shutil.copytree(DATA / "extensions", cls.work / "extensions")
        (cls.work / "extensions" / "boxlogin.url").write_text(cls.service.url)
        (cls.work / "ssl").mkdir()
        shutil.copy(cls.server.path, cls.work / "ssl" / "domain.crt")
        shutil.copy(cls.server.key, cls.work / "ssl" / "domain.key")
        text = (DATA / "extAuth.yml").read_text()
        for here, there in (("/ssl/", f"{cls.work}/ssl/"), ("/extensions/", f"{cls.work}/extensions/"),
                            (":5001", ":0")):
            text = text.replace(f'"{here}', f'"{there}')
        (cls.work / "config").mkdir()
        (cls.work / "config" / "extAuth.yml").write_text(text)

    def setUp(self) -> None:
        self.client.logout(self.host)

    def login(self, account: str, password: str):
        return self.client.login(self.host, account, password)

    def wait_for_log(self, pattern: str) -> None:
        self.daemon.service.wait_for_log(pattern)

    def test_cicd_pushes_and_pulls(self):
        self.assertOk(self.login("cicd", self.cicd_secret))
        self.assertOk(self.client.push(self.client.new_image(), f"{self.host}/team/app:1"))
        self.assertOk(self.client.pull(f"{self.host}/team/app:1"))

    def test_cicd_with_wrong_secret(self):
        for password in (output.random_password(), self.box_password):
            outcome = self.login("cicd", password)
            self.assertNotEqual(outcome.status, 0, outcome)
            self.assertIn("unauthorized", outcome.text.lower())
        self.assertNotIn("cicd", self.service.asked)

    @unittest.skipUnless(has_ipv6_loopback(), "this machine has no ::1")
    def test_person_pulls_and_may_not_push(self):
        self.assertOk(self.login("cicd", self.cicd_secret))
        self.assertOk(self.client.push(self.client.new_image(), f"{self.host}/team/tool:1"))
        self.client.logout(self.host)
        self.assertOk(self.login("alice", self.box_password))
        self.assertIn("alice", self.service.asked)
        self.assertOk(self.client.pull(f"{self.host}/team/tool:1"))
        outcome = self.client.push(self.client.new_image(), f"{self.host}/team/tool:2")
        self.assertNotEqual(outcome.status, 0, outcome)
        self.assertIn("denied", outcome.text)
        self.wait_for_log("account=alice .*team/tool")

    def test_person_with_wrong_password(self):
        outcome = self.login("alice", output.random_password())
        self.assertNotEqual(outcome.status, 0, outcome)
        self.assertIn("unauthorized", outcome.text.lower())
        self.wait_for_log("login-failed.* account=alice")

    def test_person_with_the_secret_of_cicd(self):
        outcome = self.login("alice", self.cicd_secret)
        self.assertNotEqual(outcome.status, 0, outcome)

    def test_empty_password_reaches_no_program(self):
        asked = len(self.service.asked)
        answer = web.request("GET", self.daemon.port, web.auth_target(), tls=self.tls,
                             headers=web.basic("alice", ""))
        self.assertEqual(answer.status, 401)
        self.assertEqual(len(self.service.asked), asked)

    def test_account_name_with_a_line_break_is_a_bad_request(self):
        asked = len(self.service.asked)
        for account in ("cicd x\nalice", "cicd\r", "alice\0"):
            with self.subTest(account=account):
                answer = web.request("GET", self.daemon.port, web.auth_target(), tls=self.tls,
                                     headers=web.basic(account, self.cicd_secret))
                self.assertEqual(answer.status, 400)
        self.assertEqual(len(self.service.asked), asked)

    @unittest.skipUnless(has_ipv6_loopback(), "this machine has no ::1")
    def test_logged_in_person_reads_the_catalog(self):
        scope = "registry:catalog:*"
        answer = self.ask_from_ipv6([scope], "alice", self.box_password)
        self.assertEqual(answer.status, 200)
        token = output.token(answer.json()["token"])
        listed = web.request("GET", self.registry.port, "/v2/_catalog", tls=self.tls,
                             headers=web.bearer(token))
        self.assertEqual(listed.status, 200)

    def ask_from_ipv6(self, scopes, account: str, password: str):
        return web.request("GET", self.daemon.port, web.auth_target(scopes), tls=self.tls,
                           host="::1", headers=web.basic(account, password))

    def test_everything_is_allowed_from_localhost(self):
        answer = web.request("GET", self.daemon.port, web.auth_target(["repository:any/thing:push"]),
                             tls=self.tls, host="127.0.0.1", headers=web.basic("alice", self.box_password))
        self.assertEqual(answer.status, 200)
        _, claims = web.decode(output.token(answer.json()["token"]))
        self.assertEqual(claims["sub"], "alice")
        self.assertEqual(claims["iss"], "Auth Service")
        self.assertEqual(claims["access"],
                         [{"type": "repository", "name": "any/thing", "actions": ["push"]}])

    def test_nobody_is_let_in_without_a_login(self):
        answer = web.request("GET", self.daemon.port, web.auth_target(["repository:a/b:pull"]),
                             tls=self.tls, host="127.0.0.1")
        self.assertEqual(answer.status, 401)


if __name__ == "__main__":
    unittest.main()
