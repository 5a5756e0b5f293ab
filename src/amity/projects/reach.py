"""What projects say to the parts below: which accounts and agreements they let somebody see, when one cannot close."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.people.models import Person
from amity.projects import rules
from amity.projects.models import Project
from amity.shared.permission import YES, Answer, no


def accounts_through_projects(person: Person) -> Q:
    """Accounts of projects the person sees."""
    return Q(Exists(Project.objects.visible_to(person).filter(account=OuterRef("pk"))))


def agreements_through_projects(person: Person) -> Q:
    """Agreements of projects the person runs."""
    return Q(Exists(Project.objects.run_by(person).filter(agreement=OuterRef("pk"))))


def no_open_projects(account: Account) -> Answer:
    """An account closes when its projects are closed or cancelled."""
    going = Project.objects.filter(account=account).exclude(status__in=rules.OVER).count()
    if not going:
        return YES
    said = ngettext(
        "%(count)s project of %(account)s is not closed yet.", "%(count)s projects of %(account)s are not closed yet.",
        going,
    )  # fmt: skip
    return no(said % {"count": going, "account": account.name})
