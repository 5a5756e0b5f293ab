"""Save the lines of a brief as a template, use it in another, and retire it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agency.models import Service
from amity.audit import trail
from amity.briefs import policy
from amity.briefs.estimate.pricing import prices_of
from amity.briefs.estimate.queries import TEMPLATE, planned_lines
from amity.briefs.line_templates.rules import full_and_last, without_names
from amity.briefs.lines.commands import add_line
from amity.briefs.lines.fields import LineFields
from amity.briefs.models import Brief, BriefLine, Template, TemplateHours, TemplateLine
from amity.briefs.queries import brief_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text.texts import one_line


@command
def keep_template(
    *, by: Actor, brief_id: int, name: str, now: datetime, service_id: int | None = None
) -> Template:  # fmt: skip
    """Save the lines of a brief as a template: titles, phases, hours, rounds and acceptance, no prices or names.

    A template with the same name is replaced.
    """
    brief = brief_seen_by(by, brief_id)
    policy.may_keep_templates(person_of(by)).or_refuse()
    name = one_line(name, 120, "name")
    if not name:
        raise Invalid(_("Enter a name for the template."), "name")
    if service_id is not None and not Service.objects.filter(pk=service_id).exists():
        raise Invalid(_("Choose from the list."), "service_id")
    planned = planned_lines(brief, prices_of(brief), timezone.localdate(now))
    if not planned:
        raise Invalid(_("Add a line to the brief first."), "name")
    template, _new = Template.objects.update_or_create(name=name, defaults={"service_id": service_id, "retired": False})
    template.lines.all().delete()
    names = _names_of_the_client(brief)
    for position, one in enumerate(planned, 1):
        fields = one.as_fields()
        line = TemplateLine(
            template=template, position=position, title=without_names(fields.title, names)[:300], phase=fields.phase,
            revision_rounds=fields.revision_rounds, acceptance=without_names(fields.acceptance, names),
        )  # fmt: skip
        line.save(force_insert=True)
        for discipline, seconds in fields.hours:
            TemplateHours(line=line, discipline_id=discipline, seconds=seconds).save(force_insert=True)
    changes = {"name": name, "service_id": service_id, "lines": len(planned), "brief_id": brief_id}
    trail.record("template.kept", subject=template, by=by, at=now, changes=changes)
    return template


@command
def use_template(*, by: Actor, brief_id: int, template_id: int, now: datetime) -> list[BriefLine]:
    """Add the lines of a template at the end of a draft. Their hours are marked as assumed."""
    template = _offered(template_id)
    made = [
        add_line(by=by, brief_id=brief_id, fields=fields, basis=TEMPLATE, stated_by=template.name, now=now)
        for fields in lines_of(template)
    ]
    brief = brief_seen_by(by, brief_id)
    changes = {"template_id": template.pk, "lines": len(made)}
    trail.record("brief.template_used", subject=brief, by=by, at=now, changes=changes)
    return made


@command
def retire_template(*, by: Actor, template_id: int, retired: bool, now: datetime) -> Template:
    """Stop offering a template, or offer it again."""
    policy.may_keep_templates(person_of(by)).or_refuse()
    template = seen_or_missing(Template.objects, template_id, _("Template not found."), lock=True)
    if template.retired != retired:
        template.retired = retired
        template.save(update_fields=["retired"])
        trail.record("template.retired" if retired else "template.brought_back", subject=template, by=by, at=now)
    return template


def lines_of(template: Template) -> list[LineFields]:
    """Return the lines of a template as commands take them."""
    return [
        LineFields(
            title=line.title,
            phase=line.phase,
            hours=tuple((one.discipline_id, one.seconds) for one in line.hours.all()),
            revision_rounds=line.revision_rounds,
            acceptance=line.acceptance,
            service_id=template.service_id,
        )
        for line in template.lines.prefetch_related("hours")
    ]


def _names_of_the_client(brief: Brief) -> dict[str, str]:
    """Map the names of the account and its contacts to the words that replace them in a template."""
    contacts = Contact.objects.filter(account_id=brief.account_id).values_list("name", flat=True)
    names = dict.fromkeys(full_and_last(contacts), _("the client’s contact"))
    return names | {brief.account.name: _("the client")}


def _offered(template_id: int) -> Template:
    template = Template.objects.filter(pk=template_id, retired=False).first()
    if template is None:
        raise Invalid(_("Choose a template from the list."), "template_id")
    return template
