"""Clear one item by a reply with its code, as the person the code was made for. Anything else clears nothing."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agency.queries import agency_name
from amity.gate import queries as gate
from amity.gate.decisions.commands import clear
from amity.gate.items.sender import ask_server_of
from amity.mailbox.messages.folding import above_quote
from amity.mailbox.messages.parsing import ReadMail
from amity.mailbox.messages.reply_words import CLEARANCES, is_approval
from amity.mailbox.to_clear import letters
from amity.mailbox.to_clear.models import Listed
from amity.mailbox.to_clear.rules import CODE_LASTS, codes_in, named_code, without_codes
from amity.mailbox.to_gate.models import ToGate
from amity.people.models import Person
from amity.people.queries import actor_for, token_hash
from amity.shared.command import command
from amity.shared.errors import Refusal, Refused


def answers_listing(mail: ReadMail) -> bool:
    """Return whether an email has one of our codes anywhere, so that it is an answer and no new text."""
    keys = [token_hash(code) for code in codes_in(f"{mail.envelope.subject}\n{mail.text}")]
    return bool(keys) and Listed.objects.filter(key__in=keys).exists()


def take_reply(*, person: Person, mail: ReadMail, key: str, vouched: bool, now: datetime) -> bool | None:
    """Clear the item that a reply names, and return True; or email the person why not, and return False.

    None for an email that someone takes at the same time.
    """
    page = reverse("gate:queue")
    try:
        listed = _listed(person, mail, vouched=vouched, now=now)
        page = reverse("gate:item", args=[listed.item_id])
        ask_server_of(gate.item_by_id(listed.item_id))
        return _clear(person=person, mail=mail, listed=listed, key=key, now=now)
    except Refusal as fault:
        return _refuse(person=person, page=page, sentence=fault.sentence, key=key, now=now)


def _listed(person: Person, mail: ReadMail, *, vouched: bool, now: datetime) -> Listed:
    """Return what a reply names, if it is from the person it was listed for, and still valid."""
    if not vouched:
        raise Refused(_("Your email server didn’t confirm that it comes from you (DMARC)."))
    own = codes_in(f"{mail.envelope.subject}\n{_own_words(mail)}")
    found_there = codes_in(mail.text)
    rows = {row.key: row for row in Listed.objects.filter(key__in=map(token_hash, {*own, *found_there}))}
    quoted = [code for code in found_there if token_hash(code) in rows]
    alone = [code for code in quoted if not rows[token_hash(code)].beside]
    found = rows.get(token_hash(named_code(own, quoted, alone)))
    if found is None:
        raise Refused(_("Reply “ok” with the code of one email."))
    if found.person_id != person.pk:
        raise Refused(_("This code was made for someone else."))
    if found.used_at is not None:
        raise Refused(_("This code was used before."))
    if now - found.sent_at > CODE_LASTS:
        raise Refused(_("This code has expired: it is older than three days."))
    return found


@command
def _clear(*, person: Person, mail: ReadMail, listed: Listed, key: str, now: datetime) -> bool | None:
    """Clear in a savepoint, so that a refusal leaves nothing, whoever calls it."""
    with transaction.atomic():
        return _cleared(person, mail, listed, key, now)


def _cleared(person: Person, mail: ReadMail, listed: Listed, key: str, now: datetime) -> bool | None:
    by = actor_for(person, "mail")
    item = gate.item_seen_by(by, listed.item_id)
    if not is_approval(without_codes(_own_words(mail)), (person.name, agency_name()), CLEARANCES):
        raise Refused(_("We couldn’t read a plain “ok” in your reply."))
    if item.digest != listed.digest:
        raise Refused(_("The email has changed since we sent you the code."))
    try:
        with transaction.atomic():
            ToGate.objects.create(key=key, person=person, item=item, at=now)
    except IntegrityError:
        return None
    if not Listed.objects.filter(pk=listed.pk, used_at=None).update(used_at=now):
        raise Refused(_("This code was used before."))
    clear(by=by, item_id=item.pk, digest=listed.digest, now=now)
    return True


@command
def _refuse(*, person: Person, page: str, sentence: str, key: str, now: datetime) -> bool | None:
    """Answer once, also if the same email comes again."""
    try:
        with transaction.atomic():
            ToGate.objects.create(key=key, person=person, at=now)
    except IntegrityError:
        return None
    letters.not_cleared(person, page, sentence, now)
    return False


def _own_words(mail: ReadMail) -> str:
    return above_quote(mail.text, ())
