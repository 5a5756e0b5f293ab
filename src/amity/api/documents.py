"""The texts that document the API, made by a child process of the web server. Making them leaves 25 MB of models."""

from collections.abc import Callable, Sequence

from amity.shared.children.forked import ForkedTexts

SCHEMA = "schema"
_made: list[ForkedTexts] = []


def make_apart(names: Sequence[str], make: Callable[[str], str]) -> None:
    """Have a child process make these texts. Call it before other processes are forked."""
    _made[:] = [ForkedTexts(names, make)]


def made_apart(name: str | None) -> str | None:
    """Return the schema, or the reference in a language, if a child process has made it."""
    return _made[0].get(name) if _made and name else None
