"""What is kept of a contact who is erased: whatever proves what they signed."""

from django.db.models import Q

from amity.accounts import hooks
from amity.agreements import rules
from amity.agreements.models import Agreement
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.signatures.models import ClientSignature
from amity.agreements.versions.models import AgreementVersion
from amity.gate.models import Frozen, Item, Recipient


def register() -> None:
    """Keep signatures, the versions they are on, who was named in them, and the emails whose digest they hold."""
    keeps = hooks.kept_when_erased
    keeps[ClientSignature] = lambda: ~Q(pk__in=())
    keeps[Agreement] = lambda: _bound("")
    keeps[AgreementVersion] = keeps[NamedPerson] = lambda: _bound("agreement__")
    keeps[Item] = lambda: Q(pk__in=ClientSignature.objects.values("item"))
    keeps[Recipient] = keeps[Frozen] = lambda: Q(item__in=ClientSignature.objects.values("item"))


def _bound(way: str) -> Q:
    return Q(**{f"{way}state__in": rules.BINDING}) | Q(**{f"{way}signature__isnull": False})
