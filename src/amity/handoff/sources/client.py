"""Items about the client's side: expectations, promises, preferences, risks and open client input."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import Account, EvidenceColumns, Preference
from amity.accounts.preferences.rules import ASSUMPTION, NEVER
from amity.expectations import rules as expectations
from amity.expectations.models import Expectation
from amity.handoff import rules
from amity.handoff.models import Handoff
from amity.handoff.queries import notes_of
from amity.handoff.repeats import refused
from amity.handoff.versions.rules import ASSUMED, KNOWN, TO_FIND_OUT, Item
from amity.monitoring import rules as monitoring
from amity.monitoring.expectations.queries import of_the_project
from amity.monitoring.models import ClientInput, ProjectExpectation, RegisterEntry
from amity.projects.models import Project
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.among import Among, Ids
from amity.strategy.cards.queries import card_in_force


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items of the client's side, by block."""
    if handoff.account is None:
        return {}
    account, project = handoff.account, handoff.project
    written = {note.expectation_id for note in notes_of(handoff)}
    return {
        **_by_block([one for one in _expectations(handoff, account) if one.pk not in written]),
        rules.PREFERENCE: [_preferred(one) for one in _preferences(account) if one.attitude != NEVER],
        rules.MUST_NOT: must_nots(account),
        rules.OPEN: [_waited_for(one) for one in _inputs(account, project)],
        rules.RISK: [_entry(one) for one in _register(account, project)],
    }


def must_nots(account: Account | None) -> list[Item]:
    """Return what the client never wants, from preferences and strategy."""
    if account is None:
        return []
    never = [_preferred(one) for one in _preferences(account) if one.attitude == NEVER]
    return [*never, *_off_strategy(account)]


def must_nots_once(account: Account | None) -> list[Item]:
    """Return the same for a prompt, without the lines of the strategy that repeat a preference."""
    seen, found = set[str](), list[Item]()
    for item in must_nots(account):
        lines = [line for line in item.text.splitlines() if refused(line) not in seen]
        seen |= {refused(line) for line in lines}
        found += [replace(item, text="\n".join(lines))] if lines else []
    return found


def expected_of_work(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return the project's own expectations and promises, which are enough for a small hand-off. A request has none."""
    if handoff.project is None or handoff.item_id is not None:
        return {}
    rows = Expectation.objects.filter(of_the_project(handoff.project), account=handoff.account)
    rows = rows.exclude(written_in__handoff=handoff).exclude(_kept_before(handoff))
    return _by_block(list(rows.select_related("stated_by", "promised_by").order_by("pk")))


def _by_block(expected: "list[Expectation]") -> dict[str, list[Item]]:
    return {
        rules.EXPECTATION: [_expected(one) for one in expected if one.kind != expectations.PROMISE],
        rules.PROMISE: [_promised(one) for one in expected if one.kind == expectations.PROMISE],
    }


def _expectations(handoff: Handoff, account: Account) -> "list[Expectation]":
    """Return the expectations of the project, and those of the account that belong to no other project.

    Once the hand-off is accepted, a new one of the account concerns this project only if it is a way of working.
    """
    project = handoff.project
    rows = Expectation.objects.filter(account=account).select_related("stated_by", "promised_by")
    if project is None:
        return list(rows.exclude(state=expectations.MET).order_by("pk"))
    bound = Ids(ProjectExpectation.objects.filter(expectation__account=account).values("expectation"))
    general = Q(line=None) & ~Q(Among("pk", bound))
    if handoff.is_taken and handoff.offered_at:
        general &= Q(kind=expectations.WAY) | Q(added_at__lte=handoff.offered_at)
    return list(rows.filter(of_the_project(project) | general).exclude(_kept_before(handoff)).order_by("pk"))


def _kept_before(handoff: Handoff) -> Q:
    """Return the condition of promises that were kept before the hand-off was offered: there is nothing to take over.

    One that was kept afterwards stays, since it was accepted as an open one.
    """
    kept = Q(kind=expectations.PROMISE, state=expectations.MET)
    return kept & Q(changed_at__lte=handoff.offered_at) if handoff.is_taken and handoff.offered_at else kept


def _as_json(one: EvidenceColumns) -> dict[str, Any]:
    """Return the evidence of a client's statement."""
    return {
        "who": one.stated_by.name if one.stated_by else "",
        "where": one.stated_in,
        "on": one.stated_on.isoformat() if one.stated_on else "",
    }


def _expected(one: Expectation) -> Item:
    """Return an expectation in the client's words where they are recorded, because the taker reads those back."""
    return Item(
        key=f"expectation.{one.pk}", text=one.client_words or one.statement, voice=bool(one.client_words),
        mark=KNOWN if one.stated_by else ASSUMED, **_as_json(one),
        more=(("meant", one.statement, ""),) if one.client_words and one.client_words != one.statement else (),
    )  # fmt: skip


def recorded(one: Expectation) -> Item:
    """Return an expectation or promise written in the hand-off itself. A promise names its contact."""
    if one.kind != expectations.PROMISE:
        return _expected(one)
    item = _promised(one)
    return replace(item, more=(("to", one.stated_by.name, ""), *item.more)) if one.stated_by else item


def _promised(one: Expectation) -> Item:
    until = (("until", one.promised_until.isoformat(), "day"),) if one.promised_until else ()
    payload = _as_json(one) | ({"who": one.promised_by.name} if one.promised_by else {})
    due = one.promised_until if one.state != expectations.MET else None
    late = due is not None and due < timezone.localdate()
    return Item(key=f"expectation.{one.pk}", text=one.statement, more=until, late=late, **payload)


def _preferences(account: Account) -> "list[Preference]":
    rows = Preference.objects.active().filter(account=account).select_related("stated_by").order_by("pk")
    return once_a_page(("preferences for a hand-off", account.pk), lambda: list(rows))


def _preferred(one: Preference) -> Item:
    mark = ASSUMED if one.basis == ASSUMPTION else KNOWN
    return Item(key=f"preference.{one.pk}", text=one.text, unit=one.attitude, mark=mark, **_as_json(one))


def _off_strategy(account: Account) -> list[Item]:
    card = card_in_force(account.pk)
    return [Item(key=f"card.{card.pk}", text=card.must_not, url=_plan(account))] if card and card.must_not else []


def _plan(account: Account) -> str:
    return reverse("accounts:plan", args=[account.pk])


def _inputs(account: Account, project: Project | None) -> "list[ClientInput]":
    rows = ClientInput.objects.filter(account=account).exclude(state=monitoring.WAIVED).select_related("contact")
    return list((rows.filter(project=project) if project else rows).order_by("pk"))


def _waited_for(one: ClientInput) -> Item:
    mark = KNOWN if one.state == monitoring.IN else TO_FIND_OUT
    more = [("due", (one.promised_on or one.due_on).isoformat(), "day")]
    if one.is_to_ask:
        more.append(("asked", "no", "asked"))
    return Item(
        key=f"input.{one.pk}", text=one.what, more=tuple(more), mark=mark, who=one.contact.name if one.contact else ""
    )  # fmt: skip


def _register(account: Account, project: Project | None) -> "list[RegisterEntry]":
    rows = RegisterEntry.objects.exclude(state=monitoring.CLOSED).select_related("owner")
    place = Q(project=project) if project else Q(account=account) | Q(project__account=account)
    return list(rows.filter(place).order_by("pk"))


def _entry(one: RegisterEntry) -> Item:
    url = reverse("monitoring:entry", args=[one.pk])
    return Item(key=f"entry.{one.pk}", text=one.title, who=one.owner.name if one.owner else "", url=url)
