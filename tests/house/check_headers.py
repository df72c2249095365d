#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0
"""Compiles every header alone, with the flags of its module's sources (compile_commands.json)."""
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = ("shared/doctor", "shared", "ssl", "daemon", "gui")


def module_commands(build):
    """Module -> compiler command without input, output and launcher."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = pathlib.Path(entry["file"])
        if not source.is_relative_to(ROOT) or source.is_relative_to(build):
            continue
        module = source.relative_to(ROOT).parts[0]
        # shared/doctor may use the network and ssl.
        if source.is_relative_to(ROOT / "shared/doctor"):
            module = "shared/doctor"
        # shared/base is compiled without the libraries that the rest of shared may use.
        if module not in MODULES or module in commands or source.is_relative_to(ROOT / "shared/base"):
            continue
        words = shlex.split(entry["command"])
        if os.path.basename(words[0]) == "ccache":
            words = words[1:]
        cut = words.index("-o") if "-o" in words else len(words)
        commands[module] = words[:cut]
    return commands


def compile_alone(command, header):
    relative = header.relative_to(ROOT)
    result = subprocess.run(command + ["-fsyntax-only", "-x", "c++", "-"], cwd=ROOT,
                            input=f'#include "{relative}"\n', text=True, capture_output=True)
    return relative, result.returncode, result.stderr


def main():
    if len(sys.argv) != 2:
        print("usage: check_headers.py BUILD_FOLDER", file=sys.stderr)
        return 2
    commands = module_commands(pathlib.Path(sys.argv[1]).resolve())
    headers = [(commands[module], path) for module in MODULES if module in commands
               for path in sorted((ROOT / module).rglob("*.h"))
               if module != "shared" or not path.is_relative_to(ROOT / "shared/doctor")]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, code, errors in pool.map(lambda item: compile_alone(*item), headers):
            if code:
                failed += 1
                print(f"{name} does not compile alone:\n{errors}")
    print(f"{len(headers)} headers, {failed} do not compile alone")
    return 1 if failed or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
