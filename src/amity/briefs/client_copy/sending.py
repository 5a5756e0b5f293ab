"""Send a brief to the client, with or without its prices, as an item of the gate."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.rules import DECIDES
from amity.briefs import policy
from amity.briefs.client_copy.letter import paragraphs
from amity.briefs.client_copy.page import for_client
from amity.briefs.lines.queries import rows_of
from amity.briefs.models import Brief, Step
from amity.briefs.moves import rules as states
from amity.briefs.moves.commands import MoveFields, hold_move, step
from amity.briefs.queries import brief_seen_by
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.items.rules import sha256
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter, likely_reader
from amity.gate.subjects.registry import Prepared, Sender
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.errors import Refused
from amity.shared.permission import Answer, no
from amity.shared.rows.lookup import only_row
from amity.ui.reader_format import in_language

PRICED: Final = "brief"
PLAIN: Final = "brief-without-prices"
"""The keys of what is sent here."""
SENT_IN: Final = (states.DRAFT, states.WITH_CLIENT)
"""States in which a brief can be sent: once the client confirmed it, nothing is asked any more."""


def register() -> None:
    """Register briefs among what is sent to clients."""
    for key, priced in ((PRICED, True), (PLAIN, False)):
        registry.register(
            Sender(
                key=key, changed=lazy("The brief changed since this was written"),
                prepare=partial(_prepare, key, priced), versions=_versions, sent=_sent, address=_address,
                line_ids=_line_ids,
            )
        )  # fmt: skip


def may_send(person: Person, brief: Brief) -> Answer:
    """Return whether a person can send a brief: who can edit it and write to the client, until it is confirmed."""
    if brief.state not in SENT_IN:
        return no(_("Only a brief that the client hasn’t confirmed can be sent."))
    return policy.may_write(person, brief) and gate_policy.may_write(person, brief.account)


def missing_before(brief: Brief, now: datetime) -> str:
    """Return why a draft that can be sent by someone can't leave yet, "" if it can."""
    if brief.state == states.DRAFT:
        try:
            hold_move(brief, states.WITH_CLIENT, now)
        except Refused as why:
            return str(why)
    return ""


def on_its_way() -> Exists:
    """Return an annotation of briefs: whether an email with the brief was submitted and hasn't left."""
    about = Item.objects.filter(subject_id=OuterRef("pk"), subject_kind__in=(PRICED, PLAIN))
    return Exists(about.filter(state__in=(*gate.WAITING, *gate.GOING)))


def _prepare(key: str, priced: bool, by: Actor, brief_id: int) -> Prepared:
    brief, now = brief_seen_by(by, brief_id), timezone.now()
    may_send(person_of(by), brief).or_refuse()
    if missing := missing_before(brief, now):
        raise Refused(missing)
    contact = likely_reader(brief.account, roles=(DECIDES,), chosen=brief.approver)
    with in_language(language_for(contact)):
        values = for_client(by, brief, timezone.localdate(now), priced=priced)
        body = letter(contact, paragraphs(values), person_of(by).name)
        subject = _("Brief: %(title)s") % {"title": brief.title}
    once_a_page(_key([brief.pk]), lambda: {brief.pk: _as_shown(brief)})
    version = _versions([brief.pk]).get(brief.pk, "")
    shows_price = any(one.price is not None for one in values["lines"])
    return Prepared(
        key=key, id=brief.pk, account=brief.account, kind=gate.QUOTE if shows_price else gate.BRIEF,
        version=version, title=_("Send brief: %(title)s") % {"title": brief.title}, back=_address(brief.pk),
        subject=subject[: gate.SUBJECT_MOST], body=body[: gate.BODY_MOST], contact_ids=(contact.pk,) if contact else (),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """How often a brief was saved, and the id, version and `line_id` of each of its lines."""

    state: str
    version: int
    lines: list[tuple[int, int, int]] = field(default_factory=list)


def saved(brief_ids: Collection[int]) -> Mapping[int, Saved]:
    """Return how some briefs and their lines are saved, in one query. A page reads them once."""
    return once_a_page(_key(brief_ids), lambda: _saved(brief_ids))


def _key(brief_ids: Collection[int]) -> tuple[str, frozenset[int]]:
    return "briefs saved", frozenset(brief_ids)


def _as_shown(brief: Brief) -> Saved:
    """Return how a brief that the page has read is saved, with its lines."""
    rows = sorted((*rows_of(brief), *rows_of(brief, removed=True)), key=lambda row: row.pk)
    return Saved(brief.state, brief.version, [(row.pk, row.version, row.line_id) for row in rows])


def _saved(brief_ids: Collection[int]) -> Mapping[int, Saved]:
    found: dict[int, Saved] = {}
    lines = ("brief_lines__pk", "brief_lines__version", "brief_lines__line_id")
    rows = Brief.objects.filter(pk__in=brief_ids).order_by("pk", "brief_lines__pk")
    for pk, state, version, *line in rows.values_list("pk", "state", "version", *lines):
        one = found.setdefault(pk, Saved(state, version))
        if line[0] is not None:
            one.lines.append((line[0], line[1], line[2]))
    return found


def digest_of(version: int, one: Saved) -> str:
    """Return a digest of a brief that was saved so often, with its lines as they are."""
    return sha256(repr((version, [line[:2] for line in one.lines])))[:40]


def _versions(brief_ids: Collection[int]) -> Mapping[int, str]:
    """Return a digest of how often each brief and its lines were saved, without those that can't be sent any more."""
    return {pk: digest_of(one.version, one) for pk, one in saved(brief_ids).items() if one.state in SENT_IN}


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record that the client has the brief. Another email about it changes nothing."""
    brief = only_row(Brief.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0))
    if brief is None or brief.state != states.DRAFT:
        return
    hold_move(brief, states.WITH_CLIENT, now)
    brief.version += 1
    step(brief, states.WITH_CLIENT, by, now, MoveFields(recipient.contact_id, timezone.localdate(now), _("email")))
    made = Step.objects.filter(brief=brief).order_by("-pk")[0]
    made.outgoing = item
    made.save(update_fields=["outgoing"])


def _line_ids(brief_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    return {pk: [line for _pk, _version, line in one.lines] for pk, one in saved(brief_ids).items()}


def _address(brief_id: int) -> str:
    return reverse("briefs:for_client", args=[brief_id])
