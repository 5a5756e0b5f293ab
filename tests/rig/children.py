"""The environment of processes that a test starts: the test's clock and none of the developer's settings."""

import os
from pathlib import Path

from tests.rig import clock

ROOT = Path(__file__).resolve().parents[2]
SEARCHED = (ROOT / "tests" / "rig" / "child", ROOT / "src", ROOT)
FOREIGN = ("AMITY_", "DATABASE_URL", "DJANGO_")


def around(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process that works on the folder `data`, at the test's current moment."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(FOREIGN)}
    path = os.pathsep.join(map(str, SEARCHED))
    own = {"AMITY_DATA": str(data), "DJANGO_SETTINGS_MODULE": "amity.config.settings", "PYTHONPATH": path}
    return {**kept, **own, clock.NAME: clock.now(), **more}
