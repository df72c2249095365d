# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""The base of the tests: a folder for work, a folder for what stays, and an end to everything."""

import re
import shutil
import tempfile
import unittest
from pathlib import Path

from . import daemon, output, pki
from .registry import Registry


class EndToEndCase(unittest.TestCase):
    """Programs are started once for a class (cls.keep) or for one test (self.addCleanup)."""

    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.work = Path(tempfile.mkdtemp(prefix="wharfgate-e2e-"))
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        name = re.sub(r"\W+", "_", f"{cls.__module__}.{cls.__name__}")
        cls.kept = output.artifacts() / name
        shutil.rmtree(cls.kept, ignore_errors=True)
        cls.kept.mkdir(parents=True)
        cls.commands = cls.kept / "commands.log"
        cls.ca = pki.authority(cls.work)
        cls.server = pki.issue(cls.work, "server", cls.ca)

    def log(self, name: str) -> Path:
        """A file of this test that stays and is searched for secrets."""
        return self.kept / f"{self.id().rpartition('.')[2]}.{name}"

    def assertOk(self, outcome) -> None:
        self.assertEqual(outcome.status, 0, outcome)


class Accounts:
    """Passwords of the usual accounts and the users section that has their hashes."""

    def __init__(self, log: Path, *names: str):
        self.passwords = {name: output.random_password() for name in names}
        self.users = {name: {"password": daemon.hash_password(password, log)}
                      for name, password in self.passwords.items()}

    def __getitem__(self, name: str) -> str:
        return self.passwords[name]


USUAL_RULES = [
    {"match": {"account": "admin"}, "actions": ["*"], "comment": "admin may do everything"},
    {"match": {"account": "/.+/", "name": "${account}/*"}, "actions": ["*"], "comment": "own folder"},
    {"match": {"account": "/.+/", "name": "shared/*"}, "actions": ["pull"], "comment": "shared, to read"},
    {"match": {"name": "public/*"}, "actions": ["pull"], "comment": "public, to read"},
]


class RegistryCase(EndToEndCase):
    """wharfgated and a registry for all tests of the class: admin, alice, bob and anonymous."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.accounts = Accounts(cls.commands, "admin", "alice", "bob")
        token = pki.self_signed(cls.work, "token")
        journal = cls.kept / "journal.jsonl"
        configuration = daemon.base_configuration(journal, token=token, server=cls.server)
        configuration["users"] = {**cls.accounts.users, "": {}}
        configuration["acl"] = USUAL_RULES
        file = cls.work / "wharfgate.yml"
        daemon.write(file, daemon.text_of(configuration))
        cls.daemon = daemon.Daemon(file, cls.kept / "wharfgated.log", journal)
        cls.addClassCleanup(cls.daemon.stop)
        cls.registry = Registry(cls.work / "registry", cls.kept / "docker-registry.log",
                                realm=cls.daemon.realm, issuer=configuration["token"]["issuer"],
                                bundle=token.path, server=cls.server)
        cls.addClassCleanup(cls.registry.stop)
