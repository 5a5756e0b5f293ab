"""Set and remove app registrations, and set the agency's rule for reading."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.mailbox.connections import policy
from amity.mailbox.connections.rules import MICROSOFT, OTHER
from amity.mailbox.registrations import queries, rules
from amity.mailbox.registrations.fields import RegistrationFields, RuleFields
from amity.mailbox.registrations.models import ReadingRule, Registration
from amity.people.provider.http import is_address_of_provider
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.sealing import seal
from amity.shared.values import flat, tidied, value_of, write

SHOWN = ("client_id", "tenant", "authorize_url", "token_url", "scope")


@command
def set_registration(*, by: Actor, provider: str, fields: RegistrationFields, now: datetime) -> Registration:
    """Set the agency's app at a provider. Its secret is sealed and never shown."""
    policy.may_set_up(person_of(by)).or_refuse()
    clean = _checked(queries.expect_provider(provider), tidied(fields))
    found = queries.registration_of(provider, lock=True)
    if found is None and not clean.client_secret:
        raise Invalid(_("Enter the client secret the provider gave you."), field="client_secret")
    row = found or Registration(provider=provider)
    before = {name: getattr(row, name) for name in SHOWN}
    for name in SHOWN:
        setattr(row, name, getattr(clean, name))
    if clean.client_secret:
        row.client_secret = seal(clean.client_secret)
    row.version += 1 if found else 0
    row.save()
    changes: dict[str, object] = {name: getattr(row, name) for name in SHOWN if getattr(row, name) != before[name]}
    if clean.client_secret:
        changes["client_secret"] = _("changed")
    trail.record("mailbox.registration_set", subject=row, by=by, at=now, changes=changes)
    return row


@command
def remove_registration(*, by: Actor, provider: str, now: datetime) -> None:
    """Remove the agency's app. Mailboxes that were connected with it can't be read until there is another one."""
    policy.may_set_up(person_of(by)).or_refuse()
    row = queries.registration_of(queries.expect_provider(provider), lock=True)
    if row is None:
        raise Refused(_("There is nothing to remove."))
    trail.record("mailbox.registration_removed", subject=row, by=by, at=now, changes={"client_id": row.client_id})
    row.delete()


@command
def set_rule(*, by: Actor, fields: RuleFields, version: int, now: datetime) -> ReadingRule:
    """Set what is read of an email, and how far back a new mailbox is read."""
    policy.may_set_up(person_of(by)).or_refuse()
    row = queries.reading_rule(lock=True)
    row.expect(version)
    before = value_of(row, RuleFields)
    after = tidied(fields)
    write(after, row)
    row.save()
    changes = {"before": flat(before), "after": flat(after)}
    trail.record("mailbox.rule_set", subject=row, by=by, at=now, changes=changes)
    return row


def _checked(provider: str, fields: RegistrationFields) -> RegistrationFields:
    if provider == MICROSOFT and not rules.is_tenant(fields.tenant):
        raise Invalid(_("Enter the tenant ID or the domain of your tenant."), field="tenant")
    if provider == OTHER:
        for name in ("authorize_url", "token_url"):
            if not is_address_of_provider(getattr(fields, name)):
                raise Invalid(_("Enter an address that starts with https://."), field=name)
        if not fields.scope:
            raise Invalid(_("Enter the scope for reading and sending email."), field="scope")
        return fields
    tenant = fields.tenant if provider == MICROSOFT else ""
    return RegistrationFields(client_id=fields.client_id, client_secret=fields.client_secret, tenant=tenant)
