"""Briefs of the scene: a full draft, a confirmed brief, a request for a retainer, and requested hours."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from amity.accounts.models import Account, Contact
from amity.briefs import commands
from amity.briefs.fields import BriefFields
from amity.briefs.hours_asked import commands as hours_asked
from amity.briefs.hours_asked.commands import Asking
from amity.briefs.items.commands import Basis
from amity.briefs.line_templates import commands as line_templates
from amity.briefs.lines import commands as lines
from amity.briefs.lines.fields import LineFields
from amity.briefs.models import Brief, HoursAsked
from amity.briefs.roles import commands as roles_commands
from amity.people import rules as roles
from amity.people.models import Discipline, Person
from amity.people.queries import token_hash
from amity.strategy.models import Goal
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM, PM, TEAM

HOURS_TOKEN = "a-link-about-hours"


def build_briefs(account: Account, viewers: Mapping[str, Person], retainer_id: int) -> dict[str, int | str]:
    """Create the briefs for the part's rows, with budgets in digits that nothing else has."""
    contact = Contact.objects.filter(account=account).first()
    assert contact is not None
    goal = Goal.objects.create(
        account=account, title="More riders", begun_on=date(2026, 1, 1), added_at=MONDAY, changed_at=MONDAY
    )
    said = BriefFields(
        title="Night trains", client_words="Nobody knows we run at night.", stated_by_id=contact.pk,
        stated_on=date(2026, 11, 20), stated_in="call", goal_id=goal.pk, measure="night tickets", baseline="1,900",
        target="6,000", audience="commuters", constraints="no print", exclusions="media", done_when="three sizes",
        approver_id=contact.pk, manager_id=viewers[PM].pk, budget_kind="cap", budget_high=95_959_595,
        wanted_on=date(2027, 3, 1),
    )  # fmt: skip
    draft = _brief(account, viewers, said)
    confirmed = _brief(account, viewers, replace(said, title="Station signs"))
    Brief.objects.filter(pk=confirmed["brief"]).update(state="confirmed")
    note = _brief(account, viewers, replace(said, title="Banner", retainer_id=retainer_id))
    by, design = acting(viewers[AM]), ((Discipline.objects.get(name="Design").pk, 3_600),)
    second, removed = (
        lines.add_line(
            by=by, brief_id=draft["brief"], fields=LineFields(title, hours=design, acceptance="as sent"), now=MONDAY
        )
        for title in ("Second", "Taken out")
    )
    lines.remove_line(by=by, line_id=removed.pk, now=MONDAY)
    kept = line_templates.keep_template(by=by, brief_id=draft["brief"], name="Promotion", now=MONDAY)
    asking = Asking(viewers[TEAM].pk, Discipline.objects.get(name="Design").pk, date(2026, 11, 27), "all sizes")
    asked = hours_asked.ask_for_hours(by=by, line_id=draft["line"], asking=asking, now=MONDAY)
    HoursAsked.objects.filter(pk=asked.pk).update(token_hash=token_hash(HOURS_TOKEN))
    other = Asking(viewers[roles.FINANCE].pk, asking.discipline_id, asking.due_on)
    answered = hours_asked.ask_for_hours(by=by, line_id=draft["line"], asking=other, now=MONDAY)
    hours_asked.answer_hours(by=acting(viewers[roles.FINANCE]), hours_request_id=answered.pk, seconds=7_200, now=MONDAY)
    return {
        "brief_id": draft["brief"], "confirmed_brief_id": confirmed["brief"], "note_brief_id": note["brief"],
        "brief_line_id": draft["line"], "second_line_id": second.pk, "removed_line_id": removed.pk,
        "role_id": draft["role"], "template_id": kept.pk, "hours_request_id": asked.pk,
        "answered_id": answered.pk, "hours_token": HOURS_TOKEN,
    }  # fmt: skip


def _brief(account: Account, viewers: Mapping[str, Person], said: BriefFields) -> dict[str, int]:
    """Create a brief with one line of 60 hours and one role in it."""
    by, design = acting(viewers[AM]), Discipline.objects.get(name="Design")
    brief = commands.open_brief(by=by, account_id=account.pk, fields=said, basis=Basis("known", "Cleo"), now=MONDAY)
    line = LineFields("Pages", hours=((design.pk, 216_000),), acceptance="three sizes")
    row = lines.add_line(by=by, brief_id=brief.pk, fields=line, now=MONDAY)
    role = roles_commands.add_role(
        by=by, brief_id=brief.pk, part="Gives texts", contact_id=said.approver_id, now=MONDAY
    )
    return {"brief": brief.pk, "line": row.pk, "role": role.pk}
