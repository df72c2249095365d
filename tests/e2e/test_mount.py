# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""Layers that are already in another repository are mounted, if the account may read them there."""

import re
import unittest

from harness import clients, image, web
from harness.case import RegistryCase
from harness.daemon import scope_of


class MountTest(RegistryCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.host = cls.registry.host
        cls.tls = web.trust(cls.ca.path)

    def client(self, name: str) -> clients.Client:
        made = clients.make(name, self.work / self.id(), self.kept, self.ca.path)
        self.addCleanup(made.close)
        return made

    def mounts(self, repository: str, since: int) -> list:
        """Statuses of the mount requests for a repository in the registry's access log."""
        return re.findall(rf'"POST /v2/{repository}/blobs/uploads/\?[^ "]*\bmount=[^ "]* [^"]*" (\d+)',
                          self.registry.service.log_text(since))

    def assertMounted(self, source: str, target: str, since: int) -> None:
        statuses = self.mounts(target, since)
        self.assertTrue(statuses, f"no mount was tried from {source} to {target}")
        self.assertIn("201", statuses)
        self.daemon.wait_for_decision(
            f"one token to read {source} and to write {target}",
            lambda r: r["account"] == "alice" and r["result"] == "granted"
            and scope_of(r, source) and scope_of(r, target))

    def test_docker(self):
        client = self.client("docker")
        self.assertOk(client.login(self.host, "alice", self.accounts["alice"]))
        made = client.new_image()
        self.assertOk(client.push(made, f"{self.host}/alice/first:1"))
        since = self.registry.service.mark()
        self.assertOk(client.push(made, f"{self.host}/alice/second:1"))
        self.assertMounted("alice/first", "alice/second", since)
        self.assertOk(client.pull(f"{self.host}/alice/second:1"))

    def test_skopeo(self):
        client = self.client("skopeo")
        self.assertOk(client.login(self.host, "alice", self.accounts["alice"]))
        self.assertOk(client.push(client.new_image(), f"{self.host}/alice/third:1"))
        since = self.registry.service.mark()
        self.assertOk(client.copy(f"{self.host}/alice/third:1", f"{self.host}/alice/fourth:1"))
        self.assertMounted("alice/third", "alice/fourth", since)

    def test_podman(self):
        client = self.client("podman")
        self.assertOk(client.login(self.host, "alice", self.accounts["alice"]))
        made = client.new_image()
        self.assertOk(client.push(made, f"{self.host}/alice/fifth:1"))
        since = self.registry.service.mark()
        self.assertOk(client.push(made, f"{self.host}/alice/sixth:1"))
        self.assertMounted("alice/fifth", "alice/sixth", since)

    def try_mount(self, account: str, source: str, target: str, digest: str) -> int:
        token = web.ask_token(self.daemon.port,
                              [f"repository:{target}:pull,push", f"repository:{source}:pull"],
                              account=account, password=self.accounts[account], tls=self.tls)
        answer = web.request("POST", self.registry.port,
                             f"/v2/{target}/blobs/uploads/?mount={digest}&from={source}", tls=self.tls,
                             headers=web.bearer(token.json()["token"]))
        return answer.status

    def test_mount_from_a_repository_that_may_not_be_read(self):
        client = self.client("skopeo")
        self.assertOk(client.login(self.host, "alice", self.accounts["alice"]))
        made = client.new_image()
        self.assertOk(client.push(made, f"{self.host}/alice/secret:1"))
        digest = image.layer_of(client.folder / made)
        self.assertEqual(self.try_mount("alice", "alice/secret", "alice/copy", digest), 201)
        self.assertEqual(self.try_mount("bob", "alice/secret", "bob/copy", digest), 401)
        self.daemon.wait_for_decision(
            "bob may write his own repository and not read alice's",
            lambda r: r["account"] == "bob" and r["result"] == "partly-granted"
            and scope_of(r, "alice/secret")["granted"] == []
            and sorted(scope_of(r, "bob/copy")["granted"]) == ["pull", "push"])


if __name__ == "__main__":
    unittest.main()
