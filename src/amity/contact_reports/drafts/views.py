"""Draft a report from a note or from the talks of a week, change who gets it, and find that a note needs none."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.contact_reports import policy, queries
from amity.contact_reports.drafts import commands
from amity.contact_reports.drafts.forms import ChooseNotesForm, NoReportForm, ReportForm
from amity.contact_reports.drafts.queries import offered_on
from amity.contact_reports.frames import address_of, crumbs, frame, name_of
from amity.conversations.notes.queries import note_seen_by
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import queried


def choose_notes(request: HttpRequest, account_id: int) -> HttpResponse:
    """Choose the talks of an account that a report is about. `?note=` chooses some."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_draft(person_of(actor), account).or_refuse()
    notes = offered_on(actor, account, timezone.now())
    chosen = queried(request).wholes("note") or [one.pk for one in notes[:1]]
    form = ChooseNotesForm(request.POST or None, notes=notes, initial={"note_ids": chosen})
    what = ActPage(
        title=_("New contact report for %(account)s") % {"account": account.name}, button=_("Draft report"),
        back=reverse("accounts:account", args=[account.pk]), crumbs=crumbs(account),
        hint="" if notes else _("Every talk of this account already has a report. Add a note first."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        made = commands.draft_report(by=actor, note_ids=values["note_ids"], now=timezone.now())
        messages.success(request, _("%(report)s drafted.") % {"report": name_of(made)})
        return address_of(made)

    return act_page(request, what, form, act)


@require_POST
def draft_of_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Draft a report from the marks of a note."""
    made = commands.draft_report(by=actor_of(request), note_ids=[note_id], now=timezone.now())
    messages.success(request, _("%(report)s drafted.") % {"report": name_of(made)})
    return redirect("contact_reports:contact_report", made.pk)


def edit_report(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Change the title of a report, whom it is for, and who gets a copy."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    policy.may_change(person_of(actor), report).or_refuse()
    form = ReportForm(request.POST or None, report=report)
    form.fill(report)
    what = frame(report, _("Edit distribution"), _("Save distribution"))

    def act(values: dict[str, Any]) -> str:
        commands.edit_report(
            by=actor, report_id=report.pk, version=values["version"] or 0, fields=form.report_given(),
            now=timezone.now(),
        )  # fmt: skip
        return address_of(report)

    return act_page(request, what, form, act)


@require_POST
def discard_draft(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Delete a draft that was never submitted."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    commands.discard_draft(by=actor, report_id=report.pk, now=timezone.now())
    messages.success(request, _("Draft deleted."))
    return redirect("accounts:account", report.account_id)


def need_no_report(request: HttpRequest, note_id: int) -> HttpResponse:
    """Record that a note needs no report."""
    actor = actor_of(request)
    note = note_seen_by(actor, note_id)
    policy.may_draft_of(person_of(actor), note).or_refuse()
    form = NoReportForm(request.POST or None)
    back = reverse("conversations:note", args=[note.pk])
    what = ActPage(
        title=_("No report needed"), button=_("Save reason"), back=back,
        crumbs=(*crumbs(note.account), (note.title, back)),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.need_no_report(by=actor, note_id=note.pk, because=values["because"], now=timezone.now())
        messages.success(request, _("Saved. This note no longer asks for a report."))
        return back

    return act_page(request, what, form, act)


@require_POST
def need_report(request: HttpRequest, note_id: int) -> HttpResponse:
    """Ask for a report of a note again."""
    commands.need_report(by=actor_of(request), note_id=note_id, now=timezone.now())
    messages.success(request, _("This note asks for a report again."))
    return redirect("conversations:note", note_id)
