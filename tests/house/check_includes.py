#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
"""Guards the rules of ARCHITECTURE.md that a compiler does not: who may include whom, what every
file begins with, and which folders the top level has."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOP_LEVEL = {"gui", "daemon", "shared", "resources", "ssl", "tests", "packaging", ".ci", ".github"}
SPDX = ("SPDX-FileCopyrightText:", "SPDX-License-Identifier: Apache-2.0")

# Folder -> prefixes of the project that it may include. The longest matching folder counts.
MAY_INCLUDE = {
    "shared/base": ["shared/base/"],
    "shared/acl": ["shared/acl/", "shared/base/"],
    "shared/accounts": ["shared/accounts/", "shared/base/"],
    "shared/events": ["shared/events/", "shared/acl/", "shared/base/"],
    "shared/config": ["shared/"],
    "shared/doctor": ["shared/", "ssl/"],
    "shared": ["shared/"],
    "ssl/management": ["ssl/", "shared/"],
    "ssl": ["ssl/", "shared/base/"],
    "daemon/log": ["daemon/log/", "shared/base/"],
    "daemon/http": ["daemon/http/", "daemon/log/", "shared/base/", "ssl/"],
    "daemon/net": ["daemon/net/", "daemon/http/", "daemon/log/", "shared/base/", "ssl/"],
    "daemon/authn": ["daemon/authn/", "daemon/http/RequestHandler.h", "daemon/log/", "shared/",
                     "ssl/KeyedHash.h"],
    "daemon/authz": ["daemon/authz/", "daemon/authn/Program", "daemon/http/RequestHandler.h",
                     "daemon/log/", "shared/"],
    "daemon/journal": ["daemon/journal/", "daemon/log/", "daemon/net/FileDescriptor.h", "shared/"],
    "daemon/token": ["daemon/token/", "daemon/authn/Authenticator.h", "daemon/authz/Authorizer.h",
                     "daemon/http/", "daemon/log/", "shared/", "ssl/"],
    "daemon/service": ["daemon/", "shared/", "ssl/"],
    "daemon/cli": ["daemon/cli/", "daemon/control/Console.h", "daemon/log/", "daemon/net/FileDescriptor.h",
                   "daemon/net/Listener.h", "daemon/service/", "daemon/token/Issuer.h", "shared/", "ssl/"],
    "daemon": ["daemon/", "shared/", "ssl/"],
    "gui/client": ["gui/client/", "gui/workspace/", "shared/", "ssl/"],
    "gui/workspace": ["gui/workspace/", "shared/"],
    "gui/widgets": ["gui/widgets/", "shared/"],
    "gui/models": ["gui/models/", "gui/workspace/", "gui/widgets/", "shared/"],
    "gui/pages/overview": ["gui/pages/Page.h", "gui/pages/overview/", "gui/client/", "gui/models/",
                           "gui/shell/Navigator.h", "gui/widgets/", "gui/workspace/", "shared/", "ssl/"],
    "gui": ["gui/", "shared/", "ssl/"],
}
PROJECT_PREFIXES = ("shared/", "ssl/", "daemon/", "gui/", "tests/")
WIDGETS = re.compile(r"^(QtGui|QtWidgets)/|^Q(Application|GuiApplication|Widget|Icon|Color|Font|Palette)$")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def tracked_files():
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"],
                            capture_output=True, text=True)
    if listed.returncode == 0:
        return [line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]
    skip = {"build", ".git"}  # an exported source tree
    return [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")
            if path.is_file() and not skip & set(path.relative_to(ROOT).parts)]


def allowed_prefixes(folder):
    while folder:
        if folder in MAY_INCLUDE:
            return MAY_INCLUDE[folder]
        folder = folder.rpartition("/")[0]
    return None


def include_problems(name, text):
    folder = name.rpartition("/")[0]
    allowed = allowed_prefixes(folder)
    for _, included in INCLUDE.findall(text):
        if included.startswith("openssl/") and not folder.startswith(("ssl", "tests/unit/ssl", "tests/bench")):
            yield f"{name}: only ssl/ includes OpenSSL, not <{included}>"
        if allowed is None:
            continue
        if included.startswith(PROJECT_PREFIXES) and not included.startswith(tuple(allowed)):
            yield f"{name}: {folder} must not include {included}"
        if not folder.startswith("gui") and WIDGETS.search(included):
            yield f"{name}: only gui/ includes {included}"


def form_problems(name, text):
    if name.endswith(".h") and "#pragma once" not in text:
        yield f"{name}: no #pragma once"
    if name.startswith("tests/data/") or name.startswith("tests/fuzz/corpus/"):
        return
    if pathlib.Path(name).suffix in {".cpp", ".h", ".cmake", ".py", ".sh"} or name.endswith("CMakeLists.txt"):
        head = "\n".join(text.splitlines()[:4])
        if not all(mark in head for mark in SPDX):
            yield f"{name}: the SPDX lines are missing"


def main():
    problems = []
    files = tracked_files()
    for name in files:
        top, _, rest = name.partition("/")
        if rest and top not in TOP_LEVEL:
            problems.append(f"{name}: no such folder belongs at the top level")
        if pathlib.Path(name).suffix not in {".cpp", ".h", ".cmake", ".py", ".sh", ".txt"}:
            continue
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        if pathlib.Path(name).suffix in {".cpp", ".h"}:
            problems.extend(include_problems(name, text))
        problems.extend(form_problems(name, text))
    for problem in sorted(set(problems)):
        print(problem)
    print(f"{len(files)} files, {len(set(problems))} problems")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
