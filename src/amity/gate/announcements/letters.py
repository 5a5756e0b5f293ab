"""The emails that tell clients who covers, and who their account manager is. A cover that ends stops its email."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Account, AccountHolder, Cover
from amity.gate import policy, rules
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter, likely_reader
from amity.gate.subjects.registry import Prepared, Sender
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import only_row
from amity.ui import formats
from amity.ui.reader_format import in_language

COVER: Final = "cover"
MANAGER: Final = "account-manager"


class Words(NamedTuple):
    """The subject and the paragraphs of an email."""

    subject: str
    paragraphs: tuple[str, ...]


def register() -> None:
    """Register both among what is sent to clients."""
    for key, prepare, versions in ((COVER, _prepare_cover, _covers_now), (MANAGER, _prepare_manager, _managers_now)):
        registry.register(
            Sender(
                key=key, changed=lazy("The dates or the person changed since this was written"), prepare=prepare,
                versions=versions, sent=_sent, address=_address_of(key),
            )
        )  # fmt: skip


def _prepare_cover(by: Actor, subject_id: int) -> Prepared:
    cover = only_row(Cover.objects.select_related("account__manager", "stand_in").filter(pk=subject_id))
    version = _covers_now([subject_id]).get(subject_id, "")
    if cover is None or not version:
        raise NotSeen(_("This cover has ended."))
    return _prepared(by, COVER, subject_id, cover.account, lambda: _about_cover(cover), version)


def _prepare_manager(by: Actor, subject_id: int) -> Prepared:
    holder = only_row(AccountHolder.objects.select_related("account", "person").filter(pk=subject_id, duty="manager"))
    if holder is None or holder.person is None:
        raise NotSeen(_("This change isn’t planned any more."))
    person = holder.person
    before = _manager_before(holder)
    return _prepared(
        by, MANAGER, subject_id, holder.account, lambda: _about_manager(person, before, holder.valid_from),
        _managers_now([subject_id])[subject_id],
    )  # fmt: skip


def _prepared(
    by: Actor, key: str, subject_id: int, account: Account, words: Callable[[], Words], version: str
) -> Prepared:
    author, contact = person_of(by), likely_reader(account)
    policy.may_write(author, account).or_refuse()
    with in_language(language_for(contact)):
        written = words()
        body = letter(contact, written.paragraphs, author.name)
    return Prepared(
        key=key, id=subject_id, account=account, kind=rules.EMAIL, version=version, title=_("Tell the client"),
        back=reverse("accounts:people", args=[account.pk]), subject=written.subject, body=body,
        contact_ids=(contact.pk,) if contact else (),
    )  # fmt: skip


def _about_cover(cover: Cover) -> Words:
    names = {
        "manager": cover.account.manager.name if cover.account.manager else "", "stand_in": cover.stand_in.name,
        "mail": cover.stand_in.mail, "first": formats.dated(cover.starts_on),
        "last": formats.dated(cover.ends_on),
    }  # fmt: skip
    away = _("%(manager)s is away from %(first)s until %(last)s. %(stand_in)s will look after you during that time.")
    here = _("%(stand_in)s looks after you from %(first)s until %(last)s.")
    reach = _("You can reach %(stand_in)s at %(mail)s.") if names["mail"] else ""
    change = (away if names["manager"] else here) % names
    return Words(_("Who to ask from %(first)s until %(last)s") % names, (change, reach % names))


def _about_manager(person: Person, before: Person | None, starts_on: date) -> Words:
    names = {
        "who": person.name, "before": before.name if before else "", "mail": person.mail,
        "day": formats.dated(starts_on),
    }  # fmt: skip
    change = _("%(who)s is your account manager from %(day)s, and takes over from %(before)s.") if before else ""
    new = _("%(who)s is your account manager from %(day)s.")
    reach = _("You can reach %(who)s at %(mail)s.") if person.mail else ""
    return Words(_("Your account manager from %(day)s") % names, ((change or new) % names, reach % names))


def _manager_before(holder: AccountHolder) -> Person | None:
    rows = AccountHolder.objects.filter(account=holder.account_id, duty="manager", valid_from__lt=holder.valid_from)
    before = rows.select_related("person").order_by("-valid_from").first()
    return before.person if before else None


def _covers_now(cover_ids: Collection[int]) -> Mapping[int, str]:
    covers = Cover.objects.filter(pk__in=cover_ids, ended_at=None, ends_on__gte=timezone.localdate())
    return {one.pk: f"{one.stand_in_id}/{one.starts_on}/{one.ends_on}" for one in covers}


def _managers_now(holder_ids: Collection[int]) -> Mapping[int, str]:
    holders = AccountHolder.objects.filter(pk__in=holder_ids).exclude(person=None)
    return {one.pk: f"{one.person_id}/{one.valid_from}" for one in holders}


def _address_of(key: str) -> Callable[[int], str]:
    rows = {COVER: Cover, MANAGER: AccountHolder}[key]

    def address(subject_id: int) -> str:
        account_id = only_row(rows._default_manager.filter(pk=subject_id).values_list("account_id", flat=True))
        return reverse("accounts:people", args=[account_id]) if account_id else reverse("gate:queue")

    return address


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Change nothing: the email itself shows that the client was told."""
