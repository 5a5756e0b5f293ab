"""Inputs of health with the values that a snapshot has of them: "Goals: 0 of 2 on track"."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.health import rules, wording
from amity.health.account.wording import margin_of_target, working_days
from amity.health.rules import HUNDRED
from amity.health.snapshots.evidence import Evidence, money_in

COVERED: Final = 100 * HUNDRED
"""The measure of a key contact spoken with as long ago as their cadence."""


def with_value(key: str, evidence: Evidence) -> str:
    """Return an input with its value, alone where the snapshot has none that can be read."""
    label, value = str(wording.INPUTS[key]), VALUES[key](evidence) if key in VALUES else ""
    return _("%(input)s: %(value)s") % {"input": label, "value": value} if value else label


def _expectations(evidence: Evidence) -> str:
    conflicts, missed, at_risk = (len(evidence.get(key, ())) for key in ("conflicts", "missed", "at_risk"))
    parts = [
        (conflicts, ngettext("%(n)d conflict", "%(n)d conflicts", conflicts)),
        (missed, _("%(n)d missed")),
        (at_risk, _("%(n)d at risk")),
    ]
    return ", ".join(words % {"n": count} for count, words in parts if count)


def _margin(evidence: Evidence) -> str:
    money = money_in(evidence)
    return margin_of_target(money) if money else ""


def _contacts(evidence: Evidence) -> str:
    measures = _measures(rules.CONTACTS, evidence)
    covered = sum(measure <= COVERED for measure in measures)
    return _("%(covered)d of %(all)d covered") % {"covered": covered, "all": len(measures)}


def _approval(evidence: Evidence) -> str:
    return working_days(Decimal(_measures(rules.APPROVAL, evidence)[0]) / HUNDRED)


def _goals(evidence: Evidence) -> str:
    if "goals" not in evidence:
        return ""
    on_track, read = evidence["goals"]
    return _("%(on_track)d of %(all)d on track") % {"on_track": on_track, "all": read}


def _measures(key: str, evidence: Evidence) -> list[int]:
    measures: list[int] = evidence["readings"][key]["measures"]
    return measures


VALUES: Final[Mapping[str, Callable[[Evidence], str]]] = {
    rules.EXPECTATIONS: _expectations, rules.MARGIN: _margin, rules.CONTACTS: _contacts, rules.APPROVAL: _approval,
    rules.GOALS: _goals,
}  # fmt: skip
