"""Pure rules that parse whether a row is billable, in the languages of the tools."""

from amity.imports.rules import Cell, Reason

_YES_WORDS = "yes y true t 1 x ja j oui o si sí sì sim wahr vrai kyllä tak billable abrechenbar ✓"
_NO_WORDS = (
    "no n false f 0 nein nee non não nej falsch faux ei nie non-billable nonbillable unbillable nicht-abrechenbar -"
)
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())


def parse_billable(cell: Cell) -> bool | Reason | None:
    """Return True, False, or None for an empty cell; `billable_unreadable` for any other word."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return bool(cell) if cell in (0, 1) else Reason("billable_unreadable", text=cell)
    text = str(cell).strip().casefold()
    if not text:
        return None
    if text in _YES:
        return True
    return False if text in _NO else Reason("billable_unreadable", text=text)
