"""Why something is refused, asked or assumed: a code with parameters; its words are made in `imports/wording.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, init=False)
class Reason:
    """A code and its parameters, comparable and hashable: `Reason("date_no_such_month", month=13)`."""

    code: str
    params: tuple[tuple[str, str], ...]

    def __init__(self, code: str, **params: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "params", tuple((name, str(value)) for name, value in sorted(params.items())))

    def __getitem__(self, name: str) -> str:
        """A parameter as text; raises `KeyError` when the reason does not carry it."""
        return dict(self.params)[name]

    def as_json(self) -> dict[str, str]:
        """The reason as a flat object for a JSON column; `Reason.from_json` reads it back."""
        return {"code": self.code, **dict(self.params)}

    @classmethod
    def from_json(cls, stored: Mapping[str, str]) -> "Reason":
        """Return the reason stored by `as_json`."""
        return cls(stored["code"], **{name: value for name, value in stored.items() if name != "code"})


class Unreadable(Exception):
    """The file can't be read as the chosen kind; `reason` states why."""

    def __init__(self, code: str, **params: object) -> None:
        self.reason = Reason(code, **params)
        super().__init__(f"{code} {dict(self.reason.params)}")


class Sureness(StrEnum):
    """How far a guess may be trusted: read from the file, assumed until confirmed, or open."""

    KNOWN = "known"
    ASSUMED = "assumed"
    OPEN = "open"
