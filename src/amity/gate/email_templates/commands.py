"""Add, change and remove email templates."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import policy
from amity.gate.email_templates.fields import TemplateFields
from amity.gate.email_templates.models import EmailTemplate
from amity.gate.email_templates.queries import template_by_id, templates
from amity.gate.email_templates.rules import TEMPLATES_MOST, unknown_in
from amity.gate.items.rules import plain
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import tidied, write


@command
def add_template(*, by: Actor, fields: TemplateFields, now: datetime) -> EmailTemplate:
    """Add a template for emails of one kind."""
    policy.may_edit_templates(person_of(by)).or_refuse()
    clean = _checked(fields)
    if templates().count() >= TEMPLATES_MOST:
        raise Refused(_("Remove a template first. There can be up to %(most)s.") % {"most": TEMPLATES_MOST})
    row = EmailTemplate(added_by=by.label, added_at=now, changed_at=now)
    write(clean, row)
    row.save(force_insert=True)
    trail.record("template.added", subject=row, by=by, at=now, changes={"kind": row.kind})
    return row


@command
def edit_template(
    *, by: Actor, template_id: int, version: int, fields: TemplateFields, now: datetime
) -> EmailTemplate:  # fmt: skip
    """Change a template. Emails that began with it stay as they are."""
    policy.may_edit_templates(person_of(by)).or_refuse()
    row = template_by_id(template_id, lock=True)
    row.expect(version)
    write(_checked(fields), row)
    row.changed_at = now
    row.save()
    trail.record("template.edited", subject=row, by=by, at=now, changes={"kind": row.kind})
    return row


@command
def remove_template(*, by: Actor, template_id: int, now: datetime) -> EmailTemplate:
    """Remove a template."""
    policy.may_edit_templates(person_of(by)).or_refuse()
    row = template_by_id(template_id, lock=True)
    row.removed_at = now
    row.save()
    trail.record("template.removed", subject=row, by=by, at=now)
    return row


def _checked(fields: TemplateFields) -> TemplateFields:
    """Return the fields tidied. Raise `Invalid` for a placeholder that no field fills in."""
    clean = tidied(fields)
    for name in ("subject", "text"):
        if unknown := unknown_in(getattr(clean, name)):
            sentence = _("{%(name)s} isn’t a placeholder. Choose one from the list.")
            raise Invalid(sentence % {"name": unknown[0]}, name)
    return TemplateFields(name=clean.name, kind=clean.kind, subject=clean.subject, text=plain(clean.text))
