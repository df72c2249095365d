# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

"""The two images, built and run by the Docker Engine with the settings of compose.yaml and the
article's folders: config, extensions, ssl. Then login, push and pull against the two containers."""

import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from harness import clients, daemon, debian, output, pki, proxies, web
from harness.case import EndToEndCase
from harness.process import Outcome, run, wait_for
from test_debian import made_packages

SOURCE = Path(__file__).resolve().parents[2]
BASE = "debian:bookworm-slim"

CONFIGURATION = """\
server: # Server settings.
  addr: ":{port}"
  certificate: "/ssl/domain.crt"
  key: "/ssl/domain.key"
token: # Settings for the tokens.
  issuer: "Auth Service" # Must match issuer in the Registry config.
  expiration: 900
ext_auth:
  command: "/extensions/ext_auth.sh" # Can be a relative path too; $PATH works.
  args: [""]
acl:
  - match: {{ account: "/.+/", type: "registry", name: "catalog" }}
    actions: ["*"]
    comment: "Logged in users can query the catalog."
  - match: {{ labels: {{ "group": "CICD" }} }}
    actions: ["*"]
    comment: "User assigned to group 'CICD' is able to push"
  - match: {{ account: "/.+/" }}
    actions: ["pull"]
    comment: "Logged in users can pull all images."
"""

EXT_AUTH = """\
#!/bin/sh
read -r u p
if [ "$u" = "cicd" ]; then
    if [ "$p" = "$CICD_SECRET" ]; then
        echo '{"labels": {"group": ["CICD"]}}'
        exit 0
    fi
    exit 1
fi
python /extensions/boxlogin.py "$u" "$p"
exit $?
"""

BOXLOGIN = """\
import hmac
import sys

sys.exit(0 if sys.argv[1] == "box" and hmac.compare_digest(sys.argv[2], "SECRET") else 1)
"""


def read_yaml(text: str) -> object:
    """With Debian's python3-yaml, which the interpreter of the tests may not have."""
    done = subprocess.run(["/usr/bin/python3", "-c", "import json, sys, yaml; "
                           "json.dump(list(yaml.safe_load_all(sys.stdin)), sys.stdout)"],
                          input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise unittest.SkipTest("python3-yaml is not installed")
    return json.loads(done.stdout)


def replaced(text: str, values: dict) -> str:
    """Compose's variables: ${NAME:-default} and ${NAME:?message}."""
    def value(found: re.Match) -> str:
        name, kind, rest = found[1], found[2], found[3]
        if values.get(name):
            return values[name]
        if kind == ":?":
            raise AssertionError(f"{name}: {rest}")
        return rest or ""

    return re.sub(r"\$\{(\w+)(:-|:\?)?([^}]*)\}", value, text)


class ImagesTest(EndToEndCase):
    """The article's deployment, out of the variant with Python; then the small one by itself."""

    @classmethod
    def setUpClass(cls) -> None:
        debian.require("debootstrap")
        super().setUpClass()
        cls.docker = clients.Docker(cls.work / "docker", cls.commands, cls.ca.path, cls.kept / "dockerd.log",
                                    builds=True)
        cls.addClassCleanup(cls.docker.close)
        cls.import_base()
        cls.build("wharfgate/registry", SOURCE / "packaging/images/registry")
        context = cls.source_context()
        file = str(SOURCE / "packaging/images/auth/Dockerfile")
        for target in ("slim", "python"):
            cls.build(f"wharfgate/auth:{target}", context, "--file", file, "--target", target)
        cls.make_layout()
        cls.start("registry")
        cls.addClassCleanup(cls.remove, "registry")
        cls.host = f"localhost:{cls.registry_port}"

    def start_article(self) -> None:
        self.addCleanup(self.remove, "auth")
        self.start("auth", AUTH_VARIANT="python")
        self.wait_until_healthy("auth", "registry")

    @classmethod
    def import_base(cls) -> None:
        """The registry of the base image cannot be reached here, so a Debian of our own takes its name."""
        archive = cls.work / "base.tar"
        subprocess.run(["tar", "-C", str(debian.base(cls.commands)), "--exclude=./dev/*", "-cf", str(archive), "."],
                       check=True)
        done = cls.docker.run("import", str(archive), BASE, timeout=120)
        archive.unlink()
        assert done.status == 0, done

    @classmethod
    def source_context(cls) -> Path:
        """The source with a package in it: its compilation is what the rest of the suite tests. With
        WHARFGATE_E2E_COMPILE_IN_IMAGE the image compiles."""
        if os.environ.get("WHARFGATE_E2E_COMPILE_IN_IMAGE"):
            return SOURCE
        context = cls.work / "context"
        (context / "packages").mkdir(parents=True)
        shutil.copytree(SOURCE / "packaging", context / "packaging")
        shutil.copy(SOURCE / ".dockerignore", context)
        shutil.copy(made_packages(cls.commands)["wharfgate-daemon"], context / "packages")
        return context

    @classmethod
    def build(cls, tag: str, context: Path, *options: str) -> None:
        done = cls.docker.run("build", "--network", "host", "--tag", tag, *options, str(context), timeout=1200)
        if done.status != 0 and ("Could not resolve" in done.text or "failure resolving" in done.text):
            raise unittest.SkipTest("a container cannot reach Debian's packages here")
        assert done.status == 0, done

    @classmethod
    def make_layout(cls) -> None:
        """The article's project folder, and the values of .env."""
        cls.layout = cls.work / "layout"
        for name in ("config", "extensions", "ssl"):
            (cls.layout / name).mkdir(parents=True)
        certificate = pki.self_signed(cls.layout / "ssl", "domain", "rsa")
        certificate.key.chmod(0o644)  # the containers' users are not ours
        cls.certificate = certificate
        cls.secret = output.random_password()
        cls.box_secret = output.random_password()
        cls.auth_port, cls.registry_port = proxies.free_port(), proxies.free_port()
        (cls.layout / "config/extAuth.yml").write_text(CONFIGURATION.format(port=cls.auth_port))
        script = cls.layout / "extensions/ext_auth.sh"
        script.write_text(EXT_AUTH)
        script.chmod(0o755)
        (cls.layout / "extensions/boxlogin.py").write_text(BOXLOGIN.replace("SECRET", cls.box_secret))
        cls.env = {"DOMAIN": "localhost", "REGISTRY_SECRET": output.random_password(),
                   "REGISTRY_PORT": str(cls.registry_port), "AUTH_PORT": str(cls.auth_port),
                   "CONFIG_FOLDER": str(cls.layout / "config"), "EXTENSIONS_FOLDER": str(cls.layout / "extensions"),
                   "CERTIFICATE_FOLDER": str(cls.layout / "ssl"), "CICD_SECRET": cls.secret}

    @classmethod
    def start(cls, name: str, **values: str) -> None:
        """A service of compose.yaml as `docker run`. The engine of the tests has no networks, so the
        container has the host's, and the ports are those inside."""
        text = replaced((SOURCE / "packaging/compose.yaml").read_text(), {**cls.env, **values})
        service = read_yaml(text)[0]["services"][name]
        words = ["run", "--detach", "--name", name, "--network", "host"]
        environment = dict(service.get("environment", {}))
        if name == "registry":
            environment["REGISTRY_HTTP_ADDR"] = f"127.0.0.1:{cls.registry_port}"
        for key in environment:
            words += ["--env", key]
        for volume in service.get("volumes", []):
            words += ["--volume", volume]
        for place in service.get("tmpfs", []):
            words += ["--tmpfs", place]
        words += ["--cap-drop=ALL", "--security-opt=no-new-privileges:true"]
        assert service["cap_drop"] == ["ALL"] and service["read_only"] is True
        words += ["--read-only", "--health-interval=1s", service["image"], *service.get("command", [])]
        done = cls.docker.run(*words, variables=environment)
        assert done.status == 0, done

    @classmethod
    def remove(cls, *names: str) -> None:
        for name in names:
            logs = cls.docker.run("logs", name)
            (cls.kept / f"{name}.log").write_text(logs.text)
            cls.docker.run("rm", "--force", "--volumes", name)

    def wait_until_healthy(self, *names: str) -> None:
        for name in names:
            def state(one: str = name) -> bool:
                found = self.docker.run("inspect", "--format", "{{.State.Running}} {{.State.Health.Status}}", one)
                if found.output.startswith("false"):
                    self.fail(f"{one} ended: {self.docker.run('logs', one).text}")
                return found.output.strip() == "true healthy"

            wait_for(f"{name} to be healthy", state, 40)


    def execute(self, name: str, *command: str) -> Outcome:
        return self.docker.run("exec", name, *command)

    def test_login_push_and_pull(self):
        self.start_article()
        self.assertOk(self.docker.login(self.host, "cicd", self.secret))
        image = self.docker.new_image()
        self.assertOk(self.docker.push(image, f"{self.host}/team/app:1"))
        self.pull(f"{self.host}/team/app:1")
        with self.subTest("the other account logs in by way of Python, and may only pull"):
            self.assertOk(self.docker.login(self.host, "box", self.box_secret))
            self.pull(f"{self.host}/team/app:1")
            denied = self.docker.push(self.docker.new_image(), f"{self.host}/team/app:2")
            self.assertNotEqual(denied.status, 0)
            self.assertIn("denied", denied.text)
        with self.subTest("wrong passwords"):
            for account in ("cicd", "box"):
                self.assertNotEqual(self.docker.login(self.host, account, output.random_password()).status, 0)

    def pull(self, reference: str) -> None:
        """From the registry: what is here already would not be fetched."""
        names = self.docker.run("image", "ls", "--quiet", "--no-trunc", "--filter", f"reference={reference}").output
        self.docker.run("image", "rm", "--force", *names.split())
        self.assertOk(self.docker.run("pull", reference))

    def test_containers_are_confined(self):
        self.start_article()
        for name, user in (("auth", "10001"), ("registry", "10002")):
            with self.subTest(name):
                self.assertEqual(self.execute(name, "id", "-u").output, f"{user}\n")
                self.assertNotEqual(self.execute(name, "touch", "/written").status, 0)
                status = self.execute(name, "cat", "/proc/1/status").output
                self.assertRegex(status, r"CapEff:\s+0000000000000000")
                self.assertRegex(status, r"NoNewPrivs:\s+1")

    def test_doctor_finds_nothing_wrong(self):
        self.start_article()
        done = run([daemon.binary(), "doctor", "--registry", f"https://{self.host}", "--account", "cicd", "--repository",
                    "team/scratch", "--ca", str(self.certificate.path), "--json"], log=self.commands, stdin=self.secret,
                   env={**os.environ, "RUNTIME_DIRECTORY": str(self.work)})
        self.assertIsNone(json.loads(done.output)["diagnosis"], done.output)

    def test_console_socket_answers_inside(self):
        self.start_article()
        done = self.execute("auth", "wharfgated", "ctl", "status")
        self.assertOk(done)
        self.assertEqual(json.loads(done.output)["transport"], "https")

    def run_slim(self, *words: str) -> None:
        self.addCleanup(self.remove, "auth")
        self.start("auth", AUTH_VARIANT="slim", **dict(word.split("=", 1) for word in words))

    def test_shell_scripts_run_and_python_is_not_there(self):
        self.run_slim()
        self.wait_until_healthy("auth")
        self.assertEqual(self.login("cicd", self.secret), 200)
        self.assertNotEqual(self.docker.run("exec", "auth", "python3", "--version").status, 0)
        with self.subTest("stop is graceful"):
            self.assertOk(self.docker.run("stop", "--time", "20", "auth"))
            state = self.docker.run("inspect", "--format", "{{.State.ExitCode}}", "auth")
            self.assertEqual(state.output, "0\n")
        with self.subTest("no secret is in what it logged"):
            self.assertNotIn(self.secret, self.docker.run("logs", "auth").text)

    def login(self, account: str, password: str) -> int:
        answer = web.request("GET", self.auth_port, web.auth_target(), tls=web.trust(self.certificate.path),
                             host="localhost", headers=web.basic(account, password))
        if answer.status == 200:
            output.token(answer.json()["token"])
        return answer.status

    def test_a_configuration_that_is_not_there(self):
        self.run_slim("AUTH_CONFIG=other.yml")
        wait_for("its end", lambda: self.docker.run("inspect", "--format", "{{.State.Running}}",
                                                    "auth").output == "false\n")
        logs = self.docker.run("logs", "auth").text
        self.assertIn("/config/other.yml", logs)

    def test_health_check_fails_where_nothing_answers(self):
        self.run_slim()
        self.wait_until_healthy("auth")
        other = (self.layout / "config/extAuth.yml").read_text().replace(str(self.auth_port),
                                                                         str(proxies.free_port()))
        (self.layout / "config/elsewhere.yml").write_text(other)
        self.assertOk(self.docker.run("exec", "auth", "wharfgated", "healthcheck", "/config/extAuth.yml"))
        done = self.docker.run("exec", "auth", "wharfgated", "healthcheck", "/config/elsewhere.yml")
        self.assertEqual(done.status, 1, done)


class FileTest(EndToEndCase):
    """What can be said of the files without running them."""

    def test_compose_file_is_valid(self):
        if not shutil.which("docker-compose"):
            self.skipTest("docker-compose is not installed")
        example = (SOURCE / "packaging/env.example").read_text().replace("REGISTRY_SECRET=\n", "REGISTRY_SECRET=x\n")
        file = self.work / "env"
        file.write_text(example)
        done = run(["docker-compose", "--file", str(SOURCE / "packaging/compose.yaml"), "--env-file", str(file),
                    "config", "--quiet"], log=self.commands)
        self.assertOk(done)

    def test_every_variable_of_the_compose_file_is_explained(self):
        used = set(re.findall(r"\$\{(\w+)", (SOURCE / "packaging/compose.yaml").read_text()))
        explained = set(re.findall(r"^(\w+)=", (SOURCE / "packaging/env.example").read_text(), re.M))
        self.assertEqual(used, explained)

    def test_manifests_fit_together(self):
        manifests = read_yaml((SOURCE / "packaging/kubernetes/wharfgate.yaml").read_text())
        by_kind = {manifest["kind"]: manifest for manifest in manifests}
        self.assertEqual(set(by_kind), {"ConfigMap", "ServiceAccount", "Deployment", "Service", "PodDisruptionBudget"})
        deployment = by_kind["Deployment"]["spec"]
        pod = deployment["template"]
        labels = pod["metadata"]["labels"].items()
        for selector in (deployment["selector"]["matchLabels"], by_kind["Service"]["spec"]["selector"],
                         by_kind["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"]):
            self.assertLessEqual(selector.items(), labels)
        self.assertGreaterEqual(deployment["replicas"], 2)
        self.assertLess(by_kind["PodDisruptionBudget"]["spec"]["minAvailable"], deployment["replicas"])
        container = pod["spec"]["containers"][0]
        ports = {port["name"] for port in container["ports"]}
        for probe in ("readinessProbe", "livenessProbe"):
            self.assertIn(container[probe]["httpGet"]["port"], ports)
        self.assertIn(by_kind["Service"]["spec"]["ports"][0]["targetPort"], ports)
        volumes = {volume["name"]: volume for volume in pod["spec"]["volumes"]}
        mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
        self.assertEqual(set(volumes), set(mounts))
        self.assertEqual(volumes["config"]["configMap"]["name"], by_kind["ConfigMap"]["metadata"]["name"])
        self.assertTrue(pod["spec"]["securityContext"]["runAsNonRoot"])
        self.assertTrue(container["securityContext"]["readOnlyRootFilesystem"])
        with self.subTest("the configuration in it is good, and names files that are mounted"):
            (name, text), = by_kind["ConfigMap"]["data"].items()
            self.assertIn(f"{mounts['config']}/{name}", container["args"])
            file = self.work / name
            file.write_text(text)
            self.assertOk(daemon.command("check", str(file), log=self.commands))
            for path in re.findall(r"(?:certificate|key): (\S+)", text):
                self.assertIn(str(Path(path).parent), mounts.values())

    def test_dockerfiles_need_no_network_but_debians(self):
        for file in (SOURCE / "packaging/images").rglob("Dockerfile"):
            self.assertNotRegex(file.read_text(), r"https?://|\bADD\b", file)


if __name__ == "__main__":
    unittest.main()
