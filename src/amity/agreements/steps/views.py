"""Pages that move an agreement from draft to its end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements import policy, rules, wording
from amity.agreements.action_pages import attach_uploaded, page_of, to_move, to_write
from amity.agreements.choices import successors_for
from amity.agreements.documents.commands import PAPERS
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.drafts.forms import ReasonForm
from amity.agreements.review import commands as review_commands
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.forms import EvidenceForm, RenewalForm, SuccessorForm
from amity.audit.actor_rights import actor_of
from amity.files.action_pages import act_with_file
from amity.ui.acts import act_page
from amity.ui.asked import posted


@require_POST
def submit(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Freeze the draft and send it to its reviewers."""
    moved = review_commands.submit_agreement(
        by=actor_of(request), agreement_id=agreement_id, now=timezone.now(),
        version=posted(request).whole("version"),
    )  # fmt: skip
    names = {"state": wording.STATES[moved.state]}
    messages.success(request, _("Version locked. The agreement is now “%(state)s”.") % names)
    return redirect("agreements:agreement", agreement_id)


def take_back(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Recall an agreement to draft."""
    return _with_reason(request, agreement_id, rules.DRAFT, _("Return to draft"), review_commands.take_back)


def drop(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Withdraw an offer."""
    return _with_reason(request, agreement_id, rules.DROPPED, _("Withdraw agreement"), draft_commands.drop_agreement)


def record_with_client(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record that the client received the agreement."""
    return _record(
        request, agreement_id, rules.WITH_CLIENT, _("Sent to client"), step_commands.record_with_client,
        _("Send it to the client yourself. Amity sends nothing to clients."),
    )  # fmt: skip


def record_signature(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record the signature: who, when, and the document."""
    return _record(
        request, agreement_id, rules.SIGNED, _("Record the signature"), step_commands.record_signature,
        _("Once signed, the agreement can’t be edited. Only a change order can change it."),
    )  # fmt: skip


def terminate(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record that a side ended the agreement."""
    return _record(
        request, agreement_id, rules.TERMINATED, _("Record the termination"), step_commands.terminate_agreement,
        _("Everything agreed and done under it stays on record."),
    )  # fmt: skip


def renew(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record a renewal."""
    actor = actor_of(request)
    seen = to_write(request, agreement_id)
    policy.may_renew(seen).or_refuse()
    form = RenewalForm(
        request.POST or None, request.FILES or None, today=timezone.localdate(), person=actor.label,
        by_word=seen.renewal == rules.BY_WORD,
    )  # fmt: skip
    form.fill(seen)
    page = page_of(
        agreement_id, str(seen), _("Record the renewal"), _("Record the renewal"),
        _("What was signed doesn’t change. Amity will warn you of the new dates."),
    )  # fmt: skip

    def act(values: dict[str, Any], file_id: int | None) -> str:
        step_commands.renew_agreement(
            by=actor, agreement_id=agreement_id, version=values["version"], renewed=form.renewed(),
            evidence=form.value_given(file_id=attach_uploaded(request, agreement_id, file_id)), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_with_file(request, page, form, act, PAPERS)


def supersede(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record that another agreement replaces this one."""
    actor = actor_of(request)
    seen = to_move(request, agreement_id, rules.SUPERSEDED)
    form = SuccessorForm(
        request.POST or None, request.FILES or None, step=rules.SUPERSEDED, today=timezone.localdate(),
        person=actor.label, successors=successors_for(actor, seen),
    )  # fmt: skip
    form.fill(seen)
    hint = "" if form.has_successor else _(
        "This client has no other signed agreement of this kind. Draft the next one first. Once it is "
"signed, it can replace this one."
    )  # fmt: skip
    page = page_of(agreement_id, str(seen), _("Record the replacement"), _("Save record"), hint)

    def act(values: dict[str, Any], file_id: int | None) -> str:
        attached = attach_uploaded(request, agreement_id, file_id)
        step_commands.supersede_agreement(
            by=actor, agreement_id=agreement_id, version=values["version"], successor_id=values["successor_id"],
            evidence=form.value_given(file_id=attached), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_with_file(request, page, form, act, PAPERS)


def _with_reason(
    request: HttpRequest, agreement_id: int, state: str, title: str, run: Callable[..., Any]
) -> HttpResponse:
    seen = to_move(request, agreement_id, state)
    form = ReasonForm(request.POST or None)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), title, title)

    def act(values: dict[str, Any]) -> str:
        run(by=actor_of(request), agreement_id=agreement_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _record(
    request: HttpRequest, agreement_id: int, state: str, title: str, run: Callable[..., Any], hint: str
) -> HttpResponse:
    actor = actor_of(request)
    seen = to_write(request, agreement_id)
    if not seen.taken_over:
        to_move(request, agreement_id, state)
    form = EvidenceForm(
        request.POST or None, request.FILES or None, step=state, today=timezone.localdate(), person=actor.label,
        client=seen.client_signer,
    )  # fmt: skip
    form.fill(seen)
    page = page_of(agreement_id, str(seen), title, _("Save record"), hint)

    def act(values: dict[str, Any], file_id: int | None) -> str:
        evidence = form.value_given(file_id=attach_uploaded(request, agreement_id, file_id))
        run(by=actor, agreement_id=agreement_id, version=values["version"], evidence=evidence, now=timezone.now())
        return page.back

    return act_with_file(request, page, form, act, PAPERS)
