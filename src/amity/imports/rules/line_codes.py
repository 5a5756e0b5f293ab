"""Reading the code of a quoted line out of a text, as `AVH21` in "AVH21 - standup". The text stays as it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from amity.imports.rules.reasons import Unreadable
from amity.shared.expressions import is_heavy

LOOKED_AT = 100
"""Signs of a text in which a code is looked for: codes stand in front, and a long text would make a slow expression
slower. The text ends here for the expression's `$` too."""
_GENERAL = re.compile(r"^\s*[\[(]?([A-Z]{2,6}-?\d{1,4})[\])]?\s*(?:[-–—:|]|\s)")


@dataclass(frozen=True)
class LineCodes:
    """How to find a code: the expression, other spellings of codes, and the line of rows without any.

    The first group of the expression is the code, the whole match where it has no group.
    """

    expression: re.Pattern[str]
    aliases: Mapping[str, str] = field(default_factory=dict)
    default: str = ""

    def code_in(self, text: str) -> str:
        """The code in `text` with aliases resolved; the default where there is none (which may be empty)."""
        found = self.expression.search(text, 0, LOOKED_AT)
        if not found:
            return self.default
        code = (found[1] if self.expression.groups else found[0]) or ""
        return self.resolved(code) or self.default

    def resolved(self, code: str) -> str:
        """The code in capitals, or the code it is another spelling of."""
        key = code.strip().upper()
        return self.aliases.get(key, key)

    def without_code(self, text: str) -> str:
        """The text without its code and the mark after it: what stays the same when only the code is corrected."""
        found = self.expression.search(text, 0, LOOKED_AT)
        return (text[: found.start()] + text[found.end() :]).strip(" -–—:|[]()\t") if found else text


def line_codes(expression: str, aliases: Mapping[str, str] | None = None, default: str = "") -> LineCodes:
    """Line codes from what a person typed.

    Raises `Unreadable`: `line_code_expression` for a broken expression, `line_code_heavy` for one that could take for
    ever.
    """
    try:
        pattern = re.compile(expression)
        heavy = is_heavy(expression)
    except re.error as error:
        raise Unreadable("line_code_expression", text=expression, detail=error.msg) from None
    if heavy:
        raise Unreadable("line_code_heavy", text=expression)
    spelled = {key.strip().upper(): code.strip().upper() for key, code in (aliases or {}).items()}
    return LineCodes(pattern, spelled, default.strip().upper())


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
