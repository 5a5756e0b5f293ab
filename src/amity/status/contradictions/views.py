"""Answers to questions that the data raise, and the list of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.status import policy
from amity.status.contradictions import commands, rules, wording
from amity.status.contradictions.commands import AnswerFields
from amity.status.contradictions.forms import ExplainForm
from amity.status.contradictions.page import address_of
from amity.status.contradictions.queries import contradiction_seen_by
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, posted


@require_POST
def answer(request: HttpRequest, contradiction_id: int) -> HttpResponse:
    """Answer with one tap: change the judgement to amber, or give the usual explanation."""
    actor, now = actor_of(request), timezone.now()
    row = contradiction_seen_by(actor, contradiction_id, now)
    is_changed = posted(request).text("outcome", SHORT) == rules.CHANGED
    words = "" if is_changed else wording.reason_of(row.kind)
    fields = AnswerFields(rules.CHANGED if is_changed else rules.EXPLAINED, words=words)
    version = posted(request).whole("version")
    commands.answer_contradiction(by=actor, contradiction_id=contradiction_id, version=version, fields=fields, now=now)
    messages.success(request, _("Status changed.") if is_changed else _("Explanation saved."))
    return redirect(address_of(actor, row.project))


def explain(request: HttpRequest, contradiction_id: int) -> HttpResponse:
    """Explain in a sentence why the status is still right."""
    actor, now = actor_of(request), timezone.now()
    row = contradiction_seen_by(actor, contradiction_id, now)
    policy.may_explain(person_of(actor), row, now).or_refuse()
    form = ExplainForm(request.POST or None, initial={"version": row.version})
    back = address_of(actor, row.project)
    page = ActPage(
        title=_("Explain status"), button=_("Save explanation"), back=back, crumbs=((row.project.name, back),),
        hint=wording.question(row, person_of(actor), timezone.localdate(now)),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.answer_contradiction(
            by=actor, contradiction_id=contradiction_id, version=values["version"],
            fields=AnswerFields(rules.EXPLAINED, words=values["words"]), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Explanation saved."))
        return back

    return act_page(request, page, form, act)
