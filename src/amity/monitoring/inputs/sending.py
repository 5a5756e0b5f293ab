"""Send a request for client input, and later its reminders, as items of the gate."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Contact
from amity.accounts.rules import DAY_TO_DAY
from amity.audit import trail
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.items.commands import submit, withdraw
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.letters import letter, likely_reader
from amity.gate.subjects.queries import has_open, sendings_of
from amity.gate.subjects.registry import Prepared, Sender
from amity.monitoring import policy, rules
from amity.monitoring.inputs.queries import INPUT, input_seen_by
from amity.monitoring.models import ClientInput, InputChase
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.permission import Answer, no
from amity.shared.rows.lookup import only_row
from amity.ui import formats
from amity.ui.reader_format import in_language
from amity.waiting.kinds import Message


def register() -> None:
    """Register client input among what is sent to clients."""
    registry.register(
        Sender(
            key=INPUT, changed=lazy("This request changed since the email was written"), prepare=_prepare,
            versions=_versions, sent=_sent, address=_address, line_ids=_line_ids, project_ids=_project_ids,
        )
    )  # fmt: skip


def may_send(person: Person, one: ClientInput) -> Answer:
    """Return whether a person can send the request to the client: who follows it up and can write to them."""
    if one.state not in rules.WAITED_FOR:
        return no(_("This request is closed."))
    return policy.may_change_input(person, one) and gate_policy.may_write(person, one.account)


def _prepare(by: Actor, input_id: int) -> Prepared:
    one = input_seen_by(by, input_id)
    may_send(person_of(by), one).or_refuse()
    contact = likely_reader(one.account, roles=(DAY_TO_DAY,), chosen=one.contact)
    again = is_reminder(one)
    with in_language(language_for(contact)):
        subject, body = _words(one, contact, person_of(by).name, again=again)
    title = _("Send reminder: %(what)s") if again else _("Send request: %(what)s")
    return Prepared(
        key=INPUT, id=one.pk, account=one.account, kind=gate.INPUT, version=str(one.version),
        title=title % {"what": one.what}, back=_address(one.pk), subject=subject, body=body,
        contact_ids=(contact.pk,) if contact else (),
    )  # fmt: skip


def is_reminder(one: ClientInput) -> bool:
    """Return whether the next email is a reminder: the client has been asked before."""
    return one.asked_on is not None


def message_to(one: ClientInput, sender: str) -> Message | None:
    """Return the next email to the contact of an input, in their language, None where they can't get email."""
    contact = one.contact
    if contact is None or not contact.is_active or not contact.mail:
        return None
    with in_language(language_for(contact)):
        text = _words(one, contact, sender, again=is_reminder(one))[1]
    return Message(contact.name, text, reverse("monitoring:send_input", args=[one.pk]))


@command
def send_now(*, by: Actor, input_id: int, now: datetime) -> Item:
    """Write the request or the reminder, and submit it to its lane."""
    one = input_seen_by(by, input_id)
    if has_open(sendings_of(by, INPUT, [one.pk]).get(one.pk, ())):
        raise Refused(_("An email about this is already in Going out."))
    item = write_about(by=by, key=INPUT, subject_id=one.pk, now=now)
    try:
        return submit(by=by, item_id=item.pk, version=item.version, now=now)
    except Invalid as fault:
        words = _("The email wasn’t sent: %(why)s Open the request and write the email there.")
        raise Refused(words % {"why": fault.sentence}) from fault


def withdraw_newest(by: Actor, input_id: int, now: datetime) -> Item:
    """Withdraw the newest email about an input, as long as it hasn't left."""
    item = Item.objects.filter(subject_kind=INPUT, subject_id=input_id, author=by.person_id).order_by("-pk").first()
    if item is None:
        raise NotSeen(_("Email not found."))
    return withdraw(by=by, item_id=item.pk, now=now)


def _words(one: ClientInput, contact: Contact | None, sender: str, *, again: bool) -> tuple[str, str]:
    """Return subject and text of the email, in the language of its reader."""
    today, due = timezone.localdate(), one.promised_on or one.due_on
    names = {"what": one.what, "by": formats.day_with("by", due, today), "on": formats.day_with("on", due, today)}
    if again and due < today:
        subject, need = _("Reminder: %(what)s"), _("We were expecting this from you %(on)s: %(what)s")
    elif again:
        subject, need = _("Reminder: %(what)s"), _("We still need this from you %(by)s: %(what)s")
    elif due < today:
        subject, need = _("What we need from you: %(what)s"), _("We need this from you: %(what)s")
    else:
        subject, need = _("What we need from you: %(what)s"), _("We need this from you %(by)s: %(what)s")
    held = one.milestone.name if one.milestone else ""
    why = _("“%(name)s” depends on it.") % {"name": held} if held else ""
    ask = _("If you can’t make that date, please tell us when we can expect it.")
    if due < today:
        ask = _("Please tell us when we can expect it.")
    return (subject % names)[: gate.SUBJECT_MOST], letter(contact, (need % names, one.detail, why, ask), sender)


def _versions(input_ids: Collection[int]) -> Mapping[int, str]:
    """Return the version of each request whose client input isn't in and is still needed."""
    return {row.pk: str(row.version) for row in _rows(input_ids) if row.state in rules.WAITED_FOR}


def _rows(input_ids: Collection[int]) -> Sequence[ClientInput]:
    """Return client input. A page reads it once."""
    rows = ClientInput.objects.filter(pk__in=input_ids)
    return once_a_page(("input sent", frozenset(input_ids)), lambda: list(rows))


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record that the client has the request, or add a reminder if they had it before. Once for each email."""
    one = only_row(ClientInput.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0))
    if one is None or one.outgoing_id == item.pk or one.chases.filter(outgoing=item).exists():
        return
    if is_reminder(one):
        InputChase(
            input=one, account_id=one.account_id, chased_on=timezone.localdate(now), channel="mail", by_label=by.label,
            at=now, outgoing=item,
        ).save(force_insert=True)  # fmt: skip
        trail.record("input.chased", subject=one, by=by, at=now, changes={"channel": "mail", "name": recipient.name})
        return
    one.outgoing, one.asked_on = item, timezone.localdate(now)
    one.save(update_fields=["outgoing", "asked_on"])
    trail.record("input.sent", subject=one, by=by, at=now, changes={"name": recipient.name})


def _line_ids(input_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    return {row.pk: (row.line_id,) for row in _rows(input_ids) if row.line_id is not None}


def _project_ids(input_ids: Collection[int]) -> Mapping[int, int]:
    return {row.pk: row.project_id for row in _rows(input_ids) if row.project_id is not None}


def _address(input_id: int) -> str:
    return reverse("monitoring:client_input", args=[input_id])
