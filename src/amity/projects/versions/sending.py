"""Send a version of a deliverable to the client, as an item of the gate."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Contact
from amity.accounts.rules import DAY_TO_DAY, DECIDES
from amity.agency.queries import limit
from amity.files.models import StoredFile
from amity.files.queries import chunks_of
from amity.gate import rules as gate
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter, likely_reader
from amity.gate.subjects.registry import Enclosure, Prepared, Sender, Stop
from amity.people.queries import person_of
from amity.projects import policy, rules
from amity.projects.deliverables.commands import advance
from amity.projects.standstill import stop_of
from amity.projects.versions.models import DeliverableVersion
from amity.projects.versions.queries import version_seen_by
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.lookup import only_row
from amity.shared.text import phrases
from amity.ui.reader_format import in_language

VERSION: Final = "version"
"""The key of what is sent here."""


def register() -> None:
    """Register versions among what is sent to clients."""
    registry.register(
        Sender(
            key=VERSION, changed=lazy("A newer version was added since this was written"), prepare=_prepare,
            stops=_stops, versions=_versions, sent=_sent, address=_address, line_ids=_line_ids,
            project_ids=_project_ids, newest=_newest,
        )
    )  # fmt: skip


def _prepare(by: Actor, version_id: int) -> Prepared:
    version = version_seen_by(by, version_id)
    deliverable = version.deliverable
    policy.may_send_version(person_of(by), deliverable.project, deliverable.state).or_refuse()
    account = policy.client_of(deliverable.project)
    contact = likely_reader(account, roles=(DAY_TO_DAY, DECIDES))
    with in_language(language_for(contact)):
        subject, body = _words(version, contact, person_of(by).name)
    now = _versions([version.pk]).get(version.pk, "")
    is_first = not DeliverableVersion.objects.filter(deliverable=deliverable, shown_at__isnull=False).exists()
    names = {"number": version.number, "what": deliverable.line.title}
    return Prepared(
        key=VERSION, id=version.pk, account=account, kind=gate.SHOWING if is_first else gate.VERSION,
        version=now, title=_("Send version %(number)s of %(what)s") % names, back=_address(version.pk),
        subject=subject, body=body, contact_ids=(contact.pk,) if contact else (),
        files=[_enclosed(version.file)] if version.file and _fits(version.file) else [],
    )  # fmt: skip


def _words(version: DeliverableVersion, contact: Contact | None, sender: str) -> tuple[str, str]:
    """Return subject and text of the email about a version, in the language of its reader."""
    names = {"number": version.number, "what": version.deliverable.line.title, "link": version.link}
    if version.link:
        where = _("Version %(number)s of %(what)s is ready for you to look at:\n%(link)s") % names
    elif version.file and _fits(version.file):
        where = _("Version %(number)s of %(what)s is ready for you to look at. It is attached.") % names
    else:
        where = _("Version %(number)s of %(what)s is ready for you to look at.") % names
    note = _("What is new: %(note)s") % {"note": version.note} if version.note else ""
    ask = _("Please tell us what you would like to change, or confirm that it is right as it is.")
    subject = _("%(what)s: version %(number)s") % names
    return subject[: gate.SUBJECT_MOST], letter(contact, (where, note, ask), sender)


def _fits(file: StoredFile) -> bool:
    """Return whether a file isn't too large for an email."""
    return file.size <= limit("agreement.file_bytes")


def _enclosed(file: StoredFile) -> Enclosure:
    return Enclosure(file.name, partial(chunks_of, file))


def _versions(version_ids: Collection[int]) -> Mapping[int, str]:
    """Return each version's number beside the newest one's, without those whose work the client has accepted."""
    rows = _rows(version_ids)
    return {row.pk: f"{row.number}/{row.newest}" for row in rows if row.deliverable.state != rules.ACCEPTED}


def _rows(version_ids: Collection[int]) -> Sequence[Any]:
    """Return versions with the number of the `newest` one, their project and its agreement. A page reads them once."""
    rows = DeliverableVersion.objects.filter(pk__in=version_ids).select_related("deliverable__project__agreement")
    numbered = rows.annotate(newest=Max("deliverable__versions__number"))
    return once_a_page(("versions sent", frozenset(version_ids)), lambda: list(numbered))


def _stops(version_ids: Collection[int]) -> Mapping[int, Stop]:
    projects = {row.pk: row.deliverable.project for row in _rows(version_ids)}
    states = {pk: (one.status, one.agreement.state if one.agreement else None) for pk, one in projects.items()}
    return {pk: stop for pk, state in states.items() if (stop := stop_of(*state)) is not None}


def _newest(version_id: int) -> int:
    """Return the id of the deliverable's newest version."""
    of = DeliverableVersion.objects.filter(pk=version_id).values("deliverable")
    newest = DeliverableVersion.objects.filter(deliverable__in=of).order_by("-number").values_list("pk", flat=True)
    return newest.first() or version_id


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record that the client has the version. The deliverable is with the client if it was in work."""
    rows = DeliverableVersion.objects.select_for_update(of=("self",)).select_related("deliverable__line")
    version = only_row(rows.filter(pk=item.subject_id or 0))
    if version is None or version.shown_at is not None:
        return
    version.shown_at = now
    version.save(update_fields=["shown_at"])
    row = version.deliverable
    if rules.deliverable_may_move(row.state, rules.WITH_CLIENT):
        source = phrases.stored(phrases.SENT_TO, {"name": recipient.name})
        advance(row, rules.WITH_CLIENT, by=by, now=now, source=source, shows=False)


def _line_ids(version_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    return {row.pk: (row.deliverable.line_id,) for row in _rows(version_ids)}


def _project_ids(version_ids: Collection[int]) -> Mapping[int, int]:
    return {row.pk: row.deliverable.project_id for row in _rows(version_ids)}


def _address(version_id: int) -> str:
    version = only_row(DeliverableVersion.objects.select_related("deliverable").filter(pk=version_id))
    if version is None:
        return ""
    of = version.deliverable
    return reverse("projects:deliverable", args=[of.project_id, of.line_id]) + f"#version-{version.number}"
