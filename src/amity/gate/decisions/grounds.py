"""The record on which an item was returned: a preference in the client's own words, or an agency standard."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from amity.accounts.models import Preference
from amity.gate import rules
from amity.gate.items.fields import Ground
from amity.gate.models import Item, Step
from amity.gate.standards.models import Standard
from amity.gate.standards.queries import standards_in_force
from amity.shared.errors import Invalid
from amity.ui import formats


def chosen(item: Item, ground: Ground, words: str) -> int | None:
    """Return the id of the record that a ground names, or None. Raises `Invalid` for a ground that lacks something."""
    if ground.ground not in rules.GROUNDS:
        raise Invalid(_("Choose a ground."), "ground")
    if ground.ground == rules.PREFERENCE:
        known = Preference.objects.active().filter(account=item.account_id, pk=ground.preference_id or 0)
        if not known.exists():
            raise Invalid(_("Choose one of the client’s preferences."), "preference_id")
        return ground.preference_id
    if ground.ground == rules.STANDARD and ground.standard_id is not None:
        if not standards_in_force().filter(pk=ground.standard_id).exists():
            raise Invalid(_("Choose one of the agency’s standards."), "standard_id")
        return ground.standard_id
    if not words:
        raise Invalid(_("Explain it in a sentence."), "words")
    return None


def recorded(ground: str, ground_id: int | None) -> dict[str, object]:
    """Return how the audit log keeps the record of a ground."""
    return {
        "preference_id": ground_id if ground == rules.PREFERENCE else None,
        "standard_id": ground_id if ground == rules.STANDARD else None,
    }


def cited(ground: str, ground_id: int | None) -> str:
    """Return the words of the record on which an item was returned, or ""."""
    return cited_each([(ground, ground_id)]).get((ground, ground_id or 0), "")


def cited_by(steps: Iterable[Step]) -> Mapping[tuple[str, int], str]:
    """Return the words of the records of steps, by ground and id, in two queries at most."""
    return cited_each([(step.ground, step.ground_id) for step in steps])


def cited_each(grounds: Iterable[tuple[str, int | None]]) -> Mapping[tuple[str, int], str]:
    """Return the words of records by ground and id: of a preference the client's own, with who said them and when."""
    ids: dict[str, set[int]] = {rules.PREFERENCE: set(), rules.STANDARD: set()}
    for ground, ground_id in grounds:
        if ground in ids and ground_id is not None:
            ids[ground].add(ground_id)
    found: dict[tuple[str, int], str] = {}
    if ids[rules.PREFERENCE]:
        rows = Preference.objects.filter(pk__in=ids[rules.PREFERENCE]).select_related("stated_by")
        found |= {(rules.PREFERENCE, one.pk): _quoted(one) for one in rows}
    if ids[rules.STANDARD]:
        texts = Standard.objects.filter(pk__in=ids[rules.STANDARD]).values_list("pk", "text")
        found |= {(rules.STANDARD, pk): _("“%(words)s”") % {"words": text} for pk, text in texts}
    return found


def _quoted(one: Preference) -> str:
    words = one.client_words or one.text
    who = one.stated_by.name if one.stated_by else ""
    if who and one.stated_on:
        values = {"words": words, "who": who, "day": formats.dated(one.stated_on)}
        return _("“%(words)s” (%(who)s, %(day)s)") % values
    return _("“%(words)s” (%(who)s)") % {"words": words, "who": who} if who else _("“%(words)s”") % {"words": words}
