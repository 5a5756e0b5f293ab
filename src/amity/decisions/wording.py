"""Words of decisions: states, dimensions, what is missing before an option, and who was informed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.decisions import queries, rules
from amity.decisions.limits import limit_of
from amity.ui import formats

if TYPE_CHECKING:
    from amity.decisions.models import DecisionOption

STAGES: Final[Mapping[str, Promise]] = {
    rules.OPEN: lazy("Open"),
    rules.CONSULTING: lazy("Consulting"),
    rules.READY: lazy("Ready"),
    rules.DECIDED: lazy("Decided"),
    rules.INFORMED: lazy("Client informed"),
    rules.REVIEWED: lazy("Reviewed"),
}
DIMENSIONS: Final[Mapping[str, Promise]] = {
    "money": lazy("Money"),
    "time": lazy("Time"),
    "relationship": lazy("Relationship"),
}
ROLES: Final[Mapping[str, Promise]] = {
    rules.EXPERT: lazy("advice"),
    rules.DIRECTOR: lazy("the director’s agreement"),
}
FACT_STATES: Final[Mapping[str, Promise]] = {
    rules.KNOWN: lazy("known"),
    rules.ASSUMED: lazy("assumed"),
    rules.TO_FIND_OUT: lazy("to find out"),
}
OUTCOMES: Final[Mapping[str, Promise]] = {
    rules.BETTER: lazy("better than expected"),
    rules.AS_BEFORE: lazy("as expected"),
    rules.WORSE: lazy("worse than expected"),
}


def stop(code: str, whole: queries.Whole, option: "DecisionOption") -> str:
    """Return why an option can't be chosen now, with what to do."""
    if code == rules.NO_CHOICE:
        return _("Compare at least two options. One is enough only if it is clear, good for both sides and not costly.")
    if code == rules.CONSULT:
        return _("%(cause)s Ask a colleague first.") % {"cause": _cause(whole, option)}
    if code == rules.WAIT:
        names = [one.person.name for one in whole.consultations if one.answered_at is None]
        return _("Wait for the answer of %(names)s, or until their time is over.") % {"names": ", ".join(names)}
    if code == rules.CONFIRM:
        return _("%(cause)s The client or the director must confirm it first.") % {"cause": _cause(whole, option)}
    better = whole.better_for_us(option)
    words = {"option": better.title if better else ""}
    return _("“%(option)s” is better for us. Explain why this one is worth it.") % words


def _cause(whole: queries.Whole, option: "DecisionOption") -> str:
    limit = limit_of(whole.decision.account)
    if queries.weighed(option).is_costly(limit.minor):
        return _("It costs one side more than %(limit)s.") % {"limit": formats.money(limit)}
    if any(one.state == rules.TO_FIND_OUT for one in whole.facts):  # type: ignore[attr-defined]
        return _("Something is still to be found out.")
    if whole.decision.is_unclear:
        return _("It isn’t clear yet what is right.")
    return _("It costs one side money, and no one has said how much.")
