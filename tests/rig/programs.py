"""Programs that a test needs: the machine's, or unpacked from a Debian package now. Fails if there is none."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class NoProgram(RuntimeError):
    """A program is neither there nor could its package be unpacked."""


def program(name: str, package: str) -> str:
    """Return the path of a program. A package is only unpacked, into the environment: nothing is started or set up."""
    place = Path(sys.prefix) / "programs" / package
    for folder in ("usr/sbin", "usr/bin", "bin", "sbin"):
        if (found := place / folder / name).exists():
            return str(found)
    if found_here := shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin"):
        return found_here
    return _unpacked(name, package, place)


def _unpacked(name: str, package: str, place: Path) -> str:
    tried = []
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="amity-package-") as folder:
        download = ["apt-get", "download", package]
        for command in (download, ["apt-get", "update", "-q"], download):
            if not list(Path(folder).glob("*.deb")):
                tried.append(_run(command, folder))
        for archive in Path(folder).glob("*.deb"):
            tried.append(_run(["dpkg", "-x", str(archive), str(place)], folder))
    found = sorted(path for path in place.rglob(name) if path.is_file())
    if not found:
        raise NoProgram(f"{name} is needed, and {package} could not be unpacked:\n" + "\n".join(tried))
    return str(found[0])


def _run(command: list[str], folder: str) -> str:
    try:
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as fault:
        return f"{' '.join(command)}: {fault}"
    return f"{' '.join(command)}: {(ended.stderr or ended.stdout).strip()[-300:]}"
