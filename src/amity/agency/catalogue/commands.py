"""Add a service to the catalogue, or change it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency import policy
from amity.agency.models import Service
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import Text, tidied, value_of, write


@dataclass(frozen=True, slots=True)
class ServiceFields:
    """A service with its family, and the words of client goals that it helps with, separated by commas."""

    name: Annotated[str, Text(120, needed=lazy("Enter a name for the service."))]
    family: Annotated[str, Text(80)] = ""
    helps_with: Annotated[str, Text(300)] = ""


@command
def add_service(*, by: Actor, name: str, now: datetime, family: str = "", helps_with: str = "") -> Service:
    """Add something the agency sells, or find the one of that name."""
    policy.may_change_settings(by).or_refuse()
    clean = tidied(ServiceFields(name, family, helps_with))
    found = Service.objects.filter(name__iexact=clean.name).first()
    if found is None:
        found = Service.objects.create(**asdict(clean))
        trail.record("service.added", subject=found, by=by, at=now, changes=asdict(clean))
    return found


@command
def edit_service(*, by: Actor, service_id: int, fields: ServiceFields, now: datetime) -> Service:
    """Change a service's name, its family or the words of goals. What was sold under it stays."""
    policy.may_change_settings(by).or_refuse()
    service = seen_or_missing(Service.objects.all(), service_id, _("Service not found."), lock=True)
    clean = tidied(fields)
    if Service.objects.filter(name__iexact=clean.name).exclude(pk=service_id).exists():
        raise Invalid(_("There is already a service with this name."), "name")
    before = value_of(service, ServiceFields)
    if clean == before:
        return service
    write(clean, service)
    service.save()
    changes = {"before": asdict(before), "after": asdict(clean)}
    trail.record("service.edited", subject=service, by=by, at=now, changes=changes)
    return service
