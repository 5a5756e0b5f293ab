"""The record on which an item was returned: a preference, an expectation, an agency standard or an assumption."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Contact, Preference
from amity.gate import hooks, rules
from amity.gate.items.fields import Ground
from amity.gate.models import Item, Step
from amity.gate.standards.models import Standard
from amity.gate.standards.queries import standards_in_force
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.ui import formats


def chosen(item: Item, ground: Ground, words: str, by: Actor) -> int | None:
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
    if ground.ground == rules.EXPECTATION and (named := dict(expectations_of(item, by))):
        if ground.expectation_id not in named:
            raise Invalid(_("Choose one of the client’s expectations."), "expectation_id")
        return ground.expectation_id
    if not words:
        raise Invalid(_("Explain it in a sentence."), "words")
    contact = ground.contact_id if ground.ground == rules.BELIEF else None
    if contact is not None and not contacts_of(item).filter(pk=contact).exists():
        raise Invalid(_("Choose a contact of this account."), "contact_id")
    return None


def expectations_of(item: Item, by: Actor) -> Sequence[tuple[int, str]]:
    """Return the expectations in force on an item's account that the actor can see, by id with their words."""
    records = hooks.citable.get(rules.EXPECTATION)
    return records.choices(by, item.account_id) if records else []


def contacts_of(item: Item) -> QuerySet[Contact]:
    """Return the contacts whom a belief can be about."""
    return Contact.objects.filter(account=item.account_id, is_active=True).order_by("name", "pk")


def recorded(ground: str, ground_id: int | None) -> dict[str, object]:
    """Return how the audit log keeps the record of a ground."""
    return {
        "preference_id": ground_id if ground in (rules.PREFERENCE, rules.BELIEF) else None,
        "expectation_id": ground_id if ground == rules.EXPECTATION else None,
        "standard_id": ground_id if ground == rules.STANDARD else None,
    }


def cited(ground: str, ground_id: int | None) -> str:
    """Return the words of the record on which an item was returned, or ""."""
    return cited_each([(ground, ground_id)]).get((ground, ground_id or 0), "")


def cited_by(steps: Iterable[Step]) -> Mapping[tuple[str, int], str]:
    """Return the words of the records of steps, by ground and id, in one query for each ground at most."""
    return cited_each([(step.ground, step.ground_id) for step in steps])


def cited_each(grounds: Iterable[tuple[str, int | None]]) -> Mapping[tuple[str, int], str]:
    """Return the words of records by ground and id: of a preference the client's own, with who said them and when."""
    ids: dict[str, set[int]] = {}
    for ground, ground_id in grounds:
        if ground_id is not None:
            ids.setdefault(ground, set()).add(ground_id)
    return {(ground, pk): words for ground, some in ids.items() for pk, words in _words(ground, some).items()}


def _words(ground: str, ids: Collection[int]) -> Mapping[int, str]:
    if ground == rules.PREFERENCE:
        rows = Preference.objects.filter(pk__in=ids).select_related("stated_by")
        return {one.pk: _quoted(one) for one in rows}
    if ground == rules.BELIEF:
        rows = Preference.objects.filter(pk__in=ids, holder__isnull=False).select_related("holder")
        return {one.pk: _("We assume that %(who)s will dislike it.") % {"who": one.holder} for one in rows}
    if ground == rules.STANDARD:
        texts = Standard.objects.filter(pk__in=ids).values_list("pk", "text")
        return {pk: _("“%(words)s”") % {"words": text} for pk, text in texts}
    return hooks.citable[ground].words(ids) if ground in hooks.citable else {}


def _quoted(one: Preference) -> str:
    words = one.client_words or one.text
    who = one.stated_by.name if one.stated_by else ""
    if who and one.stated_on:
        values = {"words": words, "who": who, "day": formats.dated(one.stated_on)}
        return _("“%(words)s” (%(who)s, %(day)s)") % values
    return _("“%(words)s” (%(who)s)") % {"words": words, "who": who} if who else _("“%(words)s”") % {"words": words}
