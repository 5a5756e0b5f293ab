"""The script of the fortnight: its days in `script.toml`, each with what people do and the sentence that tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Final

from amity.shared.stories import read

TABLES: Final = Path(__file__).with_suffix(".toml")
BEGINS: Final = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
"""The Monday on which the fortnight begins, at nine in the agency."""
ACCOUNTS: Final = ("Osprey Rail", "Larkfield Dairy", "Tessel Bank", "Calder Clinics", "Kestrel Bikes")
"""The accounts whose time is in the demo of the fortnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What someone does: `does` names the command, the other fields are its values. `line` is the sentence about it."""

    who: str
    does: str
    line: str
    at: str = "11:00"
    kind: str = ""
    act: str = ""
    what: str = ""
    text: str = ""
    account: str = ""
    project: str = ""
    contact: str = ""
    choice: str = ""
    hours: Mapping[str, int] | None = None
    in_days: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A working day: how many days after the first Monday, its heading, and its deeds in their order."""

    after: int
    heading: str
    deeds: tuple[Deed, ...] = ()

    @property
    def morning(self) -> datetime:
        """Return nine o'clock of the day."""
        return BEGINS + timedelta(days=self.after)

    def moment(self, deed: Deed) -> datetime:
        """Return when a deed is done."""
        return datetime.combine(self.morning.date(), time.fromisoformat(deed.at), UTC)


@dataclass(frozen=True, slots=True)
class Script:
    """The whole fortnight, with who is asked for their Today each morning."""

    roles: Mapping[str, str]
    days: tuple[Day, ...]


def script() -> Script:
    """Return the script."""
    return read(TABLES, Script)
