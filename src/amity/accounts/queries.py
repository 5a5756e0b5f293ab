"""Reads of accounts and contacts, as seen by somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import policy, rules
from amity.accounts.covers import covers_along
from amity.accounts.models import Account, AccountHolder, AccountQuerySet, Contact, Cover
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.duties import Held
from amity.shared.errors import NotSeen
from amity.shared.lookup import seen_or_missing
from amity.shared.permission import Answer


def accounts_seen_by(by: Actor) -> AccountQuerySet:
    """Every account the actor may know of, with its people on our side."""
    return Account.objects.visible_to(person_of(by)).select_related("manager", "director")


def listed(by: Actor) -> AccountQuerySet:
    """The accounts of the list page, with their active contacts counted."""
    return accounts_seen_by(by).annotate(
        contact_count=Count("contacts", filter=Q(contacts__is_active=True), distinct=True)
    )


def account_seen_by(by: Actor, account_id: int) -> Account:
    """One account, or `NotSeen`."""
    return seen_or_missing(
        accounts_seen_by(by).prefetch_related(covers_along()),
        account_id,
        _("Account not found. It may have been deleted, or you don’t have access."),
    )


def account_to_change(by: Actor, account_id: int) -> Account:
    """One account, its row held until the transaction ends, or `NotSeen`."""
    accounts = Account.objects.visible_to(person_of(by)).select_related("manager")
    return seen_or_missing(
        accounts, account_id, _("Account not found. It may have been deleted, or you don’t have access."), lock=True
    )


def contact_seen_by(by: Actor, contact_id: int, *, lock: bool = False) -> Contact:
    """One contact of an account that the actor sees whole, or `NotSeen`."""
    contacts = Contact.objects.select_related("account__manager")
    gone = _("Contact not found. They may have been deleted, or you don’t have access to their account.")
    contact = seen_or_missing(contacts, contact_id, gone, lock=lock)
    if not _sees(by, contact.account):
        raise NotSeen(gone)
    return contact


def contacts_seen_by(by: Actor) -> QuerySet[Contact]:
    """The contacts of every account that the actor sees whole."""
    person = person_of(by)
    if person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return Contact.objects.all()
    account = Account.objects.managed_by(person).filter(pk=OuterRef("account_id"))
    return Contact.objects.filter(Exists(account))


def sees_whole(by: Actor, account: Account) -> bool:
    """Whether the actor sees all of the account; if not, only what they work on there."""
    return policy.sees_whole(person_of(by), account)


def held(account: Account) -> list[Held]:
    """Who answered for the account over time."""
    rows = AccountHolder.objects.filter(account=account).values_list("duty", "person_id", "valid_from")
    return [Held(*row) for row in rows]


def behind_their_dates(today: date) -> list[int]:
    """Accounts for which somebody's day to answer has come and who are not named on them yet."""
    behind: set[int] = set()
    for duty in rules.DUTIES:
        newest = AccountHolder.objects.filter(account=OuterRef("pk"), duty=duty, valid_from__lte=today)
        person = newest.order_by("-valid_from").values("person_id")[:1]
        rows = Account.objects.annotate(due=Subquery(person)).filter(Exists(newest))
        same = Q(due=F(f"{duty}_id")) | Q(due=None, **{f"{duty}_id": None})
        behind |= set(rows.exclude(same).values_list("pk", flat=True))
    return sorted(behind)


def manager_on(account: Account, day: date) -> Person | None:
    """Whom to ask and to mail on a day: the stand-in while a cover runs, else the account manager."""
    return next((one.stand_in for one in account.covers.all() if one.runs_on(day)), account.manager)


def covers_of(account: Account, day: date) -> list[Cover]:
    """The covers that run on a day or come after it, by their first day."""
    found = [one for one in account.covers.all() if one.ended_at is None and one.ends_on >= day]
    return sorted(found, key=lambda one: (one.starts_on, one.pk))


def every_cover_of(account: Account) -> QuerySet[Cover]:
    """All covers of an account, those that are over too."""
    return account.covers.all()


def cover_seen_by(by: Actor, cover_id: int, *, lock: bool = False) -> Cover:
    """One cover of an account that the actor may know of, or `NotSeen`."""
    gone = _("Cover not found. It may have been deleted, or you don’t have access to its account.")
    cover = seen_or_missing(Cover.objects, cover_id, gone, lock=lock)
    if not accounts_seen_by(by).filter(pk=cover.account_id).exists():
        raise NotSeen(gone)
    return cover


@dataclass(frozen=True, slots=True)
class Rights:
    """What the actor may do on an account's page."""

    whole: bool
    edit: Answer
    add: Answer
    assign: Answer
    cover: Answer


def rights(by: Actor, account: Account) -> Rights:
    """The answers of policy, asked once for a page."""
    person = person_of(by)
    return Rights(
        policy.sees_whole(person, account),
        policy.may_edit(person, account),
        policy.may_bring_in(person, account),
        policy.may_assign(person),
        policy.may_cover(person, account),
    )


def may_keep(by: Actor, account: Account) -> Answer:
    """Whether the actor may write down what the client wants, and how things stand with them."""
    return policy.may_keep(person_of(by), account)


def may_cover(by: Actor, account: Account) -> Answer:
    """Whether the actor may say who stands in."""
    return policy.may_cover(person_of(by), account)


def may_open(by: Actor) -> Answer:
    """Whether the actor may open accounts."""
    return policy.may_open(person_of(by))


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody, or nobody, held a duty from a day on; in words."""

    name: str
    duty: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview of an account shows; the contacts carry their role and standing in words."""

    contacts: list[Contact]
    retired: list[Contact]
    coverage: rules.Coverage
    missing: list[str]
    domains: list[str]
    covers: list[Cover]
    history: list[Tenure] = field(default_factory=list)


def overview(account: Account) -> Overview:
    """Contacts, coverage, domains and history of an account, in three queries."""
    found = list(account.contacts.select_related("reports_to").order_by("name", "pk"))
    role_words, standing_words = contact_role_labels(), standing_labels()
    for contact in found:
        contact.role_words = [role_words[role] for role in contact.roles if role in role_words]  # type: ignore[attr-defined]
        contact.standing_word = standing_words.get(contact.standing, "")  # type: ignore[attr-defined]
    active = [contact for contact in found if contact.is_active]
    covered = rules.coverage([contact.roles for contact in active])
    return Overview(
        contacts=active,
        retired=[contact for contact in found if not contact.is_active],
        coverage=covered,
        missing=[role_words[role] for role in covered.missing],
        domains=domains_of(account),
        covers=covers_of(account, timezone.localdate()),
        history=history(account),
    )


def history(account: Account) -> list[Tenure]:
    """Who answered for the account, newest first."""
    duties = duty_labels()
    rows = account.holders.select_related("person").order_by("-valid_from", "duty")
    return [Tenure(row.person.name if row.person else _("no one"), duties[row.duty], row.valid_from) for row in rows]


def domains_of(account: Account) -> list[str]:
    """The mail domains of an account."""
    return sorted(account.domains.values_list("domain", flat=True))


def others_of(account: Account, contact: Contact | None) -> list[Contact]:
    """The active contacts of an account that somebody can report to."""
    found = account.contacts.filter(is_active=True).order_by("name", "pk")
    return [one for one in found if contact is None or one.pk != contact.pk]


def managers() -> list[Person]:
    """People who manage an account."""
    return list(Person.objects.filter(managed_accounts__isnull=False).distinct().order_by("name", "pk"))


def unmanaged_count(by: Actor) -> int:
    """How many accounts the actor sees that nobody manages yet."""
    return accounts_seen_by(by).filter(manager=None).exclude(status=rules.CLOSED).count()


def key_contacts(account: Account, most: int = 3) -> list[Contact]:
    """The people the header names: sponsor, who decides, day to day, in that order."""
    order = {role: place for place, role in enumerate(rules.KEY_ROLES)}
    labels = contact_role_labels()
    found = list(account.contacts.filter(is_active=True).order_by("name", "pk"))
    for contact in found:
        contact.first_role = labels.get(min(contact.roles, key=lambda role: order.get(role, 9), default=""), "")  # type: ignore[attr-defined]
    found.sort(key=lambda contact: min((order.get(role, 9) for role in contact.roles), default=9))
    return found[:most]


def assignable() -> Sequence[Person]:
    """Active people an account, project or team can be given to."""
    return list(Person.objects.filter(is_active=True).order_by("name", "pk"))


def status_labels() -> dict[str, str]:
    """The statuses in words."""
    return {
        rules.PROSPECT: _("prospect"),
        rules.ACTIVE: _("active"),
        rules.DORMANT: _("dormant"),
        rules.CLOSED: _("closed"),
    }


def move_labels() -> dict[str, str]:
    """What the button of a move says."""
    return {
        rules.ACTIVE: _("Set active"),
        rules.DORMANT: _("Set dormant"),
        rules.CLOSED: _("Close account"),
    }


def duty_labels() -> dict[str, str]:
    """The duties in words."""
    return {rules.MANAGER: _("account manager"), rules.DIRECTOR: _("director")}


def contact_role_labels() -> dict[str, str]:
    """The roles of contacts in words."""
    return {
        rules.SPONSOR: _("sponsor"),
        rules.DECIDES: _("decision maker"),
        "champion": _("champion"),
        rules.DAY_TO_DAY: _("day-to-day"),
        "procurement": _("procurement"),
        "finance": _("finance"),
        "legal": _("legal"),
    }


def standing_labels() -> dict[str, str]:
    """The standings in words."""
    return {
        "backs_us": _("backs us"),
        "neutral": _("neutral"),
        "doubts": _("has doubts"),
        "prefers_another": _("prefers another"),
    }


def channel_labels() -> dict[str, str]:
    """The channels in words."""
    return {"mail": _("email"), "phone": _("phone"), "meeting": _("meeting"), "message": _("message")}


def _sees(by: Actor, account: Account) -> bool:
    seen = Account.objects.visible_to(person_of(by)).filter(pk=account.pk).exists()
    return seen and sees_whole(by, account)
