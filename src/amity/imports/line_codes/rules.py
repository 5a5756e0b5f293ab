"""Pure rules that find the code of a quoted line in a text, such as `AVH21` in "AVH21 - standup"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from amity.imports.rules import Unreadable
from amity.shared.text.expressions import BadExpression, Expression, Match, expression

LOOKED_AT = 100
"""Characters of a text that are searched for a code at its start. The text ends here for `$` too."""
_CODES = {"broken": "line_code_expression", "large": "line_code_heavy", "unsupported": "line_code_unsupported"}
_GENERAL = re.compile(r"^\s*[\[(]?([A-Z]{2,6}-?\d{1,4})[\])]?\s*(?:[-–—:|]|\s)")


@dataclass(frozen=True)
class LineCodes:
    """How to find a code: the expression (None: texts have none), aliases of codes, and the default line.

    The first group of the expression is the code, or the whole match without a group.
    """

    expression: Expression | None
    aliases: Mapping[str, str] = field(default_factory=dict)
    default: str = ""

    def code_in(self, text: str) -> str:
        """Return the code in `text` with aliases resolved, or the default, which may be empty."""
        found = self._found(text)
        return (self.resolved(found.group) if found else "") or self.default

    def resolved(self, code: str) -> str:
        """Return the code in capitals, or the code of which it is an alias."""
        key = code.strip().upper()
        return self.aliases.get(key, key)

    def without_code(self, text: str) -> str:
        """Return the text without its code and the mark after it, the same as before a correction of the code."""
        found = self._found(text)
        return (text[: found.start] + text[found.end :]).strip(" -–—:|[]()\t") if found else text

    def _found(self, text: str) -> Match | None:
        return self.expression.search(text[:LOOKED_AT]) if self.expression else None


def line_codes(text: str, aliases: Mapping[str, str] | None = None, default: str = "") -> LineCodes:
    """Return line codes for a typed expression. Without one, only aliases and the default apply.

    Raises `Unreadable`: `line_code_expression`, `line_code_heavy`, `line_code_unsupported`.
    """
    try:
        found_by = expression(text) if text else None
    except BadExpression as bad:
        raise Unreadable(_CODES[bad.code], text=text[:100]) from None
    spelled = {key.strip().upper(): code.strip().upper() for key, code in (aliases or {}).items()}
    return LineCodes(found_by, spelled, default.strip().upper())


def parse_alias(text: str) -> tuple[str, str]:
    """Return `"AHV21=AVH21"` as a pair. Raises `Unreadable` (`line_alias`) for anything else."""
    wrong, mark, right = text.partition("=")
    if not (mark and wrong.strip() and right.strip()):
        raise Unreadable("line_alias", text=text)
    return wrong.strip().upper(), right.strip().upper()


def usual_expression(texts: list[str]) -> str:
    """Return an expression for a leading code if at least half of the texts have one, otherwise "".

    It is a guess to confirm.
    """
    hits = sum(bool(_GENERAL.match(text)) for text in texts)
    return r"^\s*([A-Z]{2,6}-?\d{1,4})\b" if texts and hits * 2 >= len(texts) else ""
