"""Reading the code of a quoted line out of a text, as `AVH21` in "AVH21 - standup". The text stays as it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from amity.imports.rules import Unreadable
from amity.shared.text.expressions import BadExpression, Expression, Match, expression

LOOKED_AT = 100
"""Characters of a text in which a code is looked for: codes are at its start. The text ends here for `$` too."""
_CODES = {"broken": "line_code_expression", "large": "line_code_heavy", "unsupported": "line_code_unsupported"}
_GENERAL = re.compile(r"^\s*[\[(]?([A-Z]{2,6}-?\d{1,4})[\])]?\s*(?:[-–—:|]|\s)")


@dataclass(frozen=True)
class LineCodes:
    """How to find a code: the expression (None: texts hold none), other spellings of codes, and the line without one.

    The first group of the expression is the code, the whole match where it has no group.
    """

    expression: Expression | None
    aliases: Mapping[str, str] = field(default_factory=dict)
    default: str = ""

    def code_in(self, text: str) -> str:
        """The code in `text` with aliases resolved; the default where there is none (which may be empty)."""
        found = self._found(text)
        return (self.resolved(found.group) if found else "") or self.default

    def resolved(self, code: str) -> str:
        """The code in capitals, or the code it is another spelling of."""
        key = code.strip().upper()
        return self.aliases.get(key, key)

    def without_code(self, text: str) -> str:
        """The text without its code and the mark after it: what stays the same when only the code is corrected."""
        found = self._found(text)
        return (text[: found.start] + text[found.end :]).strip(" -–—:|[]()\t") if found else text

    def _found(self, text: str) -> Match | None:
        return self.expression.search(text[:LOOKED_AT]) if self.expression else None


def line_codes(text: str, aliases: Mapping[str, str] | None = None, default: str = "") -> LineCodes:
    """Return line codes from an expression that a person typed; without one, from aliases and the default alone.

    Raises `Unreadable`: `line_code_expression`, `line_code_heavy`, `line_code_unsupported`.
    """
    try:
        found_by = expression(text) if text else None
    except BadExpression as bad:
        raise Unreadable(_CODES[bad.code], text=text[:100]) from None
    spelled = {key.strip().upper(): code.strip().upper() for key, code in (aliases or {}).items()}
    return LineCodes(found_by, spelled, default.strip().upper())


def parse_alias(text: str) -> tuple[str, str]:
    """`"AHV21=AVH21"` as a pair; raises `Unreadable` (`line_alias`) for anything else."""
    wrong, mark, right = text.partition("=")
    if not (mark and wrong.strip() and right.strip()):
        raise Unreadable("line_alias", text=text)
    return wrong.strip().upper(), right.strip().upper()


def usual_expression(texts: list[str]) -> str:
    """The shape of a leading code when at least half of the texts have one, else empty: a guess to confirm."""
    hits = sum(bool(_GENERAL.match(text)) for text in texts)
    return r"^\s*([A-Z]{2,6}-?\d{1,4})\b" if texts and hits * 2 >= len(texts) else ""
