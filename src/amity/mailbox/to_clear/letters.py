"""The emails about what waits to be cleared, and why a reply cleared nothing, each in its reader's language."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.gate import wording
from amity.gate.answering.texts import whole_text
from amity.gate.checks.letters import findings_of
from amity.gate.checks.rules import BLOCK
from amity.gate.models import Item
from amity.mailbox.to_clear.rules import excerpt
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.ui import formats
from amity.ui.reader_format import in_their_ways

KIND = "to_clear"


def waiting(person: Person, listed: Sequence[tuple[Item, str]], address: str, now: datetime) -> None:
    """Email what waits for a person. The items are the email's secret: they are deleted once it is sent."""
    with in_their_ways(person):
        count = len(listed)
        subject = ngettext("%(count)s email to clear", "%(count)s emails to clear", count) % {"count": count}
        has_codes, how = any(code for _item, code in listed), ""
        if has_codes and count == 1:
            how = _("Reply “ok” to clear it as it is. The code below works once, for three days.")
        elif has_codes:
            how = _("Reply “ok” with the code of an email to clear it as it is. Each code works once, for three days.")
        why = _("You received this email because you clear emails to clients. Turn it off in your email settings.")
        queue(
            audience=outgoing.STAFF, kind=KIND, to=person.mail or "", name=person.name, subject=subject, now=now,
            body=letter(person.name, how, outgoing.LINK, why=why), reply_to=address,
            secret="\n\n".join(_described(person, item, code, address, now) for item, code in listed),
        )  # fmt: skip


def not_cleared(person: Person, page: str, sentence: str, now: datetime) -> None:
    """Answer that a reply cleared nothing, and why, with a link to decide there."""
    with in_their_ways(person):
        why = _("You received this email because you replied to an email about what to clear.")
        body = letter(
            person.name, _("Your reply cleared nothing."), sentence, settings.ENVIRONMENT.url + page, why=why
        )  # fmt: skip
        queue(
            audience=outgoing.STAFF, kind=KIND, to=person.mail or "", name=person.name, body=body, now=now,
            subject=_("Nothing was cleared"),
        )  # fmt: skip


def _described(person: Person, item: Item, code: str, address: str, now: datetime) -> str:
    """Return an item as its recipients will get it, in short, with its open checks, its page and its code."""
    today = timezone.localdate(now)
    people = ", ".join(one.name for one in item.recipients.all())
    findings = findings_of(item).seen_by(actor_for(person, "job"))
    lines = [
        f"* {item.subject}",
        _("%(author)s to %(people)s, %(account)s")
        % {"author": item.author.name, "people": people, "account": item.account.name},
    ]
    if item.clear_by:
        due = formats.day(timezone.localtime(item.clear_by), today, in_sentence=True)
        lines.append(_("To be cleared by %(when)s") % {"when": due})
    lines += ["", excerpt(wording.with_link_named(whole_text(item))), ""]
    lines += [_("Blocked: %(what)s") % {"what": one.title} for one in findings.blocks if one.level == BLOCK]
    lines += [_("Warning: %(what)s") % {"what": one.title} for one in findings.warnings]
    lines += [_("Attached: %(names)s") % {"names": one.file.name} for one in item.files.all()]
    lines.append(_("Read it: %(page)s") % {"page": settings.ENVIRONMENT.url + reverse("gate:item", args=[item.pk])})
    if code:
        link = f"mailto:{address}?subject={quote(f'ok {code}')}&body=ok"
        lines.append(_("Clear it: reply “ok %(code)s”, or open %(link)s") % {"code": code, "link": link})
    return "\n".join(lines)
