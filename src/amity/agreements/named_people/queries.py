"""Reads of named people, and of those who can approve for the client of an account."""

from django.db.models import QuerySet

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.accounts.models import Contact
from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.named_people.rules import AGENCY, CLIENT, Approver
from amity.people.models import Person
from amity.shared.caches.reading import once_a_page
from amity.shared.money import Money
from amity.ui import formats


def named_people_of(agreement: Agreement) -> list[NamedPerson]:
    """Return the people an agreement names, each with what they can approve in words and its limit."""
    found = people_named_in(agreement)
    for one in found:
        limit = one.approves_up_to
        one.approves_words = str(wording.APPROVALS.get(one.approves, ""))  # type: ignore[attr-defined]
        one.limit = formats.money(Money(limit, agreement.currency)) if limit is not None else ""  # type: ignore[attr-defined]
    return found


def people_named_in(agreement: Agreement) -> list[NamedPerson]:
    """Return the people an agreement names by side. A page reads them once."""
    rows = agreement.named_people.order_by("side", "pk")
    return once_a_page(("people named in an agreement", agreement.pk), lambda: list(rows))


def names_for(agreement: Agreement, side: str) -> list[str]:
    """Return the names of those an agreement can name on one side, the likely ones first."""
    if side == AGENCY:
        return colleagues_for(agreement.account).names
    return [contact.name for contact in contacts_for(agreement.account)] if agreement.account else []


def reach_of(agreement: Agreement, side: str, name: str) -> str:
    """Return the email, or else the phone, of the only one of that name on one side, or ""."""
    if side == AGENCY:
        found = list(Person.objects.filter(is_active=True, name=name).values_list("mail", flat=True)[:2])
    else:
        contacts = Contact.objects.filter(account=agreement.account_id, is_active=True, name=name)
        found = [mail or phone for mail, phone in contacts.values_list("mail", "phone")[:2]]
    return found[0] or "" if len(found) == 1 else ""


def title_of(agreement: Agreement, name: str) -> str:
    """Return the role of the only contact of that name, or ""."""
    titles = Contact.objects.filter(account=agreement.account_id, is_active=True, name=name).values_list(
        "title", flat=True
    )
    found = list(titles[:2])
    return found[0] if len(found) == 1 else ""


def approvers_of(account_id: int) -> list[Approver]:
    """Return who can approve for the client, by the signed agreements of the account that still apply."""
    return once_a_page(("approvers", account_id), lambda: [_approver(one) for one in _approving(account_id)])


def approvers_under(account_id: int, agreement_id: int) -> list[Approver]:
    """Return who can approve for the client what is done under an agreement.

    They are those of the nearest signed agreement that names any: itself, those it is under, then the newest master
    agreement of the account. Those of other agreements have no say.
    """
    near: list[int] = []
    pk: int | None = agreement_id
    while pk is not None and pk not in near:
        near.append(pk)
        pk = Agreement.objects.filter(pk=pk).values_list("parent_id", flat=True).first()
    masters = Agreement.objects.filter(account=account_id, kind=rules.MSA).order_by("-signed_on", "-pk")
    chain = [*near, *masters.exclude(pk__in=near).values_list("pk", flat=True)]
    named: dict[int, list[Approver]] = {}
    for one in _approving(account_id).filter(agreement__in=chain):
        named.setdefault(one.agreement_id, []).append(_approver(one))
    return next((named[one] for one in chain if one in named), [])


def _approving(account_id: int) -> QuerySet[NamedPerson]:
    rows = NamedPerson.objects.filter(
        agreement__account=account_id, agreement__state__in=(rules.SIGNED, rules.IN_FORCE), side=CLIENT
    )  # fmt: skip
    return rows.exclude(approves="").select_related("agreement").order_by("pk")


def named_at_client(agreement: Agreement) -> list[Approver]:
    """Return whom an agreement names at the client, with what each would approve once it is signed."""
    return [_approver(one) for one in people_named_in(agreement) if one.side == CLIENT]


def _approver(one: NamedPerson) -> Approver:
    return Approver(one.name, one.reach, one.approves, one.approves_up_to, one.agreement.currency)
