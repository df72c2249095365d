# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""A deployment of wharfgated and docker-registry, for a test to break, and the doctor to look at it."""

import datetime
import json
import os
from pathlib import Path
from typing import Optional

from harness import daemon, pki, proxies
from harness.case import Accounts, EndToEndCase
from harness.daemon import Daemon
from harness.process import run
from harness.registry import Registry

ISSUER = "Wharfgate e2e"
FAILED, GOOD = 1, 0


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


class DoctorCase(EndToEndCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.accounts = Accounts(cls.commands, "admin", "guest")
        cls.token = pki.issue(cls.work, "token", cls.ca)
        days = datetime.timedelta(days=1)
        cls.expired = pki.dated(cls.work, "expired", cls.ca, now() - 3 * days, now() - days)
        cls.early = pki.dated(cls.work, "early", cls.ca, now() + days, now() + 3 * days)

    def setUp(self) -> None:
        self.folder = self.work / self.id().rpartition(".")[2]
        self.folder.mkdir()
        self.file = self.folder / "wharfgate.yml"
        self.last: dict = {}

    def start_auth(self, *, server: Optional[pki.Certificate] = None, tls: bool = True, launcher: tuple = (),
                   server_settings: Optional[dict] = None, **sections) -> Daemon:
        """wharfgated as it should be, but for `sections`."""
        made = daemon.base_configuration(self.folder / "journal.jsonl", token=self.token,
                                         server=(server or self.server) if tls else None, kid_format="legacy",
                                         issuer=ISSUER)
        made["users"] = self.accounts.users
        made["acl"] = [{"match": {"account": "admin"}, "actions": ["*"]},
                       {"match": {"account": "guest"}, "actions": ["pull"]}]
        made["server"] |= server_settings or {}
        for name, values in sections.items():
            # users as given: an empty section has nobody in it
            made[name] = {**made.get(name, {}), **values} if name == "token" else values
        daemon.write(self.file, daemon.text_of(made))
        started = Daemon(self.file, self.log("wharfgated.log"), launcher=launcher)
        self.addCleanup(started.stop)
        return started

    def start_registry(self, realm: str = "", *, server: Optional[pki.Certificate] = None, tls: bool = True,
                       issuer: str = ISSUER, bundle: Optional[Path] = None,
                       sections: Optional[dict] = None) -> Registry:
        made = Registry(self.folder / "registry", self.log("docker-registry.log"), realm=realm, issuer=issuer,
                        bundle=bundle or self.token.path, server=(server or self.server) if tls else None,
                        sections=sections)
        self.addCleanup(made.stop)
        return made

    def nginx(self, location: str, *, log: Optional[Path] = None, **options) -> proxies.Nginx:
        made = proxies.Nginx(self.folder / f"nginx{len(list(self.folder.iterdir()))}", log or self.log("nginx.log"),
                             location, **{"tls": self.server, **options})
        self.addCleanup(made.stop)
        return made

    def haproxy(self, backend: str, **options) -> proxies.HAProxy:
        made = proxies.HAProxy(self.folder / "haproxy", self.log("haproxy.log"), backend,
                               **{"tls": self.server, **options})
        self.addCleanup(made.stop)
        return made

    def doctor(self, registry: str, *, account: str = "admin", password: str = "", repository: str = "admin/scratch",
               ca: Optional[Path] = None, extra: tuple = ()):
        words = ["doctor", "--registry", registry, "--json", "--ca", str(ca or self.ca.path), *extra]
        if repository:
            words += ["--repository", repository]
        if account:
            words += ["--account", account]
            password = password or self.accounts[account]
        # The daemon of this test, not one of the machine.
        environment = {**os.environ, "RUNTIME_DIRECTORY": str(self.folder)}
        outcome = run([daemon.binary(), *words], log=self.commands, stdin=password, env=environment, timeout=90)
        self.assertIn(outcome.status, (GOOD, FAILED), outcome)
        self.last = json.loads(outcome.output)
        self.last["status"] = outcome.status
        return self.last

    def assertDiagnosis(self, code: str, check: str, outcome: str = "fail") -> dict:
        found = self.last["diagnosis"]
        shown = json.dumps(self.last, indent=1)
        self.assertIsNotNone(found, shown)
        self.assertEqual((found["code"], found["name"], found["outcome"]), (code, check, outcome), shown)
        self.assertEqual(self.last["status"], FAILED if outcome == "fail" else GOOD)
        for part in ("seen", "why", "remedy"):
            self.assertTrue(found[part], f"{part} is empty: {shown}")
        return found

    def outcome_of(self, check: str) -> Optional[str]:
        return next((one["outcome"] for one in self.last["checks"] if one["name"] == check), None)
