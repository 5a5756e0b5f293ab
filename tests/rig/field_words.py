"""The checks of `tests/test_field_words.py`: columns without labels, and forms that label a column again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Model

from amity.ui.field_words import has_column, label_of
from amity.ui.value_forms import ValueForm

TECHNICAL = {
    "accepted_at", "accepted_by", "added_at", "added_by", "agreed_at", "answered_at", "answered_by", "asked_at", "at",
    "bought_at", "brought_at", "by_label", "changed_at", "chased_at", "closed_at", "closed_by", "confirmed_at",
    "confirmed_by", "decided_at", "decided_by", "digest", "done_at", "done_by", "drafted_by", "dropped_at", "due_at",
    "ended_at", "finished_at", "found_at", "found_by", "frozen_at", "frozen_by", "frozen_by_id", "joined_at",
    "judged_at", "judged_by", "kept_at", "last_used_at", "left_at", "left_by", "locked_at", "locked_by", "logged_at",
    "made_at", "made_by", "offered_at", "offered_by", "opened_at", "payroll_at", "payroll_by", "position",
    "recorded_at", "recorded_by", "reminded_at", "reminded_by", "reviewed_at", "reviewed_by", "reviewer",
    "revoked_at", "stated_at", "sent_at", "sent_by", "set_at", "set_by", "started_at", "submitted_at", "superseded_at",
    "superseded_by", "taken_at", "token_hash", "used_at", "version", "withdrawn_at", "written_at",
}  # fmt: skip
"""Columns that commands write and no one enters: a row's place, its version, when and by whom."""
TECHNICAL_COLUMNS = {
    "accounts.ErasureKey": {"sealed_key"},
    "agency.RecordChange": {"drawn"},
    "agency.SettingChange": {"drawn"},
    "agency.Agency": {"country_confirmed", "is_demo"},
    "agreements.Agreement": {"price_change", "ends_changed"},
    "agreements.AgreementFile": {"agreement"},
    "agreements.AgreementLine": {"agreement", "line"},
    "agreements.AgreementTerm": {"agreement"},
    "agreements.AgreementVersion": {"agreement", "skipped"},
    "agreements.Clause": {"agreement", "level"},
    "agreements.Deliverable": {"agreement"},
    "agreements.GuestLink": {"review", "expires_at"},
    "agreements.NamedPerson": {"agreement"},
    "agreements.Recorded": {"agreement", "step"},
    "agreements.Review": {"causes"},
    "agreements.ReviewComment": {"review"},
    "backups.Schedule": {"overdue_mailed_at"},
    "briefs.BriefLine": {"brief", "line", "removed"},
    "briefs.HoursAsked": {"line", "asked_by", "link_until"},
    "briefs.Role": {"brief"},
    "briefs.Step": {"brief", "account", "before", "after", "outgoing"},
    "briefs.Template": {"retired"},
    "briefs.TemplateHours": {"line"},
    "briefs.TemplateLine": {"template"},
    "charter.Charter": {"is_default"},
    "charter.DutyChange": {"charter"},
    "charter.Reading": {"objective"},
    "charter.SkippedStep": {"about_kind", "about_id"},
    "conversations.Transcript": {"held_at", "held_on", "remarks", "rows", "speakers"},
    "expectations.Conflict": {"expectation", "account"},
    "expectations.ConflictOption": {"conflict"},
    "exports.Export": {"path", "query", "money_right", "roles", "job_id"},
    "facts.Fact": {"subject_kind", "subject_id", "asked_by"},
    "files.StoredFile": {"purpose", "path", "sha256", "content_type", "owner_id", "created_at"},
    "insights.Article": {"key"},
    "insights.Feed": {"etag", "failures", "last_modified"},
    "insights.Received": {"outcome_at"},
    "insights.Story": {"sketch", "words"},
    "insights.Triage": {"is_stale", "learned", "ranked_at"},
    "huddles.FollowUp": {"huddle", "point"},
    "huddles.Point": {
        "huddle", "kind", "item", "source", "quote", "address", "client_effect", "agency_effect", "settled_at",
        "settled_by",
    },
    "gate.Belief": {"item", "outcome_at"},
    "gate.Edit": {"item", "became"},
    "gate.Item": {
        "lane_because", "closing", "subject_kind", "subject_id", "subject_version", "known_message", "known_reply",
        "was_read", "message_id", "released_at", "created_at", "sender", "erased_digest",
    },
    "contact_reports.Absence": {"message"},
    "decisions.Decision": {"opened_by", "origin_kind", "origin_id", "informed_item"},
    "gate.LaneOffer": {"why", "before", "answer"},
    "gate.Recipient": {"item", "way", "name", "address", "salt", "message", "block"},
    "gate.ItemFile": {"item", "is_of_subject"},
    "gate.Frozen": {"item", "content"},
    "gate.Step": {"item", "verb", "who", "ground_id"},
    "gate.Opened": {"item", "person"},
    "gate.Overruling": {"item", "finding", "chip"},
    "gate.QuietCheck": {"check_key"},
    "gate.Standard": {"removed_at"},
    "gate.EmailTemplate": {"removed_at"},
    "gate.Watch": {"outcome"},
    "handoff.Acknowledgement": {"handoff"},
    "handoff.Condition": {"handoff"},
    "handoff.Handoff": {"giver", "changes_waiting"},
    "handoff.Note": {"handoff", "expectation"},
    "handoff.RaisedCap": {"stops"},
    "handoff.ReadBack": {"handoff"},
    "handoff.Version": {"handoff", "blocks", "returned_at", "returned_by"},
    "health.AccountHealth": {"evidence", "trend"},
    "health.HealthDay": {"evidence"},
    "health.Surprise": {"about"},
    "imports.Batch": {"source", "file_name", "person", "state", "options", "notes", "counts", "checkpoint", "job_id"},
    "imports.Recipe": {"answers", "person"},
    "lines.HoursByDiscipline": {"terms"},
    "lines.Line": {"asked_not_yet_on"},
    "lines.Terms": {"signed_on", "replaces"},
    "conversations.CallMail": {"queued_at"},
    "mailbox.Connection": {"secret"},
    "notifications.Notification": {"translations", "waits_kind", "waits_id"},
    "mailbox.Message": {
        "vouched", "upload", "source", "message_id", "headers_digest", "in_reply_to", "html", "faults", "emptied_at",
    },
    "mailbox.MessageAddress": {"message", "place"},
    "mailbox.MessageFile": {"message", "refusal", "in_text"},
    "mailbox.MessageReference": {"message", "account", "value"},
    "mailbox.Place": {"message", "folder", "uidvalidity", "uid", "text_asked_at"},
    "mailbox.ReadFolder": {"connection", "name", "role", "uidvalidity", "last_uid"},
    "mailbox.Reading": {
        "connection", "fault", "tries", "next_try_at", "refused_since", "seen", "taken", "token", "beat_at",
        "sending_fault", "sending_tried_at",
    },
    "mailbox.Removal": {"account", "key", "removed_by", "removed_at"},
    "mailbox.Upload": {"file", "job_id", "offset", "problems", "uploaded_at", "undone_at"},
    "meetings.Calendar": {
        "sealed_address", "sealed_user", "sealed_password", "trouble_since", "failures", "next_read_at",
        "whole_read_at", "etag", "last_modified", "skipped",
    },
    "meetings.CalendarEntry": {"calendar", "meeting", "answer"},
    "meetings.Meeting": {"uid", "recurrence", "sequence"},
    "meetings.MeetingPerson": {"meeting", "is_organizer"},
    "monitoring.ClientInput": {"promised_on", "received_on", "moved_from", "outgoing"},
    "monitoring.InputChase": {"input", "account", "outgoing"},
    "monitoring.InputFile": {"input"},
    "monitoring.RegisterEntry": {"raised_on", "conflict", "origin"},
    "people.Person": {"session_round"},
    "people.Token": {"beginning"},
    "profitability.LeftPoint": {"measure"},
    "portal.Answer": {"link", "message", "receipt", "confirmed", "held_at", "resumed_by", "seen_at", "seen_by"},
    "portal.Device": {"reference", "expires_at"},
    "projects.Deliverable": {"revisions"},
    "projects.DeliverableStep": {"deliverable"},
    "projects.WorkItem": {"asked_not_yet_on"},
    "reports.AccountReview": {"content", "created_at", "created_by", "released_by"},
    "reports.ReviewBlock": {"key", "place", "review"},
    "retainers.SentNote": {"outgoing"},
    "scope.AssessedHours": {"assessment"},
    "scope.Request": {"item", "brief", "order"},
    "rights.Right": {"let_go_on"},
    "status.Ask": {"link_until", "email_id", "shown_digest", "shown_percent", "shown_to_go_seconds"},
    "status.Contradiction": {"subject", "weight"},
    "strategy.Goal": {"begun_on", "plan_by_label"},
    "strategy.GoalLink": {"subject_kind", "subject_id"},
    "strategy.GoalRevision": {"before", "after", "cause_kind", "cause_id"},
    "strategy.StrategyCard": {"number", "agreed_inside_by", "agreed_inside_on", "in_force_on", "superseded_on"},
    "today.Aside": {"signs", "translations", "unit", "times", "is_large"},
    "today.OwnToday": {"shown", "counts", "sent_on", "sealed_address", "chat_fault"},
    "timesheets.Timer": {"person"},
}  # fmt: skip
"""Columns, by model, that a command writes or that link rows. Pages describe them in sentences of their own."""
TECHNICAL_MODELS = {
    "agreements.DayWarned", "api.RememberedAnswer", "audit.Payload", "audit.Record", "expectations.ExpectationStep",
    "gate.Heeded", "gate.Watched", "mailbox.Listed", "mailbox.ToGate",
    "expenses.Receipt", "imports.Change", "imports.Choice", "imports.HeldExpense", "imports.HeldRow", "imports.Made",
    "imports.Source", "jobs.Job", "jobs.Ticked", "monitoring.InputStep", "monitoring.ProjectExpectation",
    "monitoring.RegisterStep", "outbox.Message", "portal.AnswerLink", "portal.EmailedCode", "portal.OwnComment",
    "portal.OwnRequest", "profitability.FrozenAccount",
    "profitability.FrozenLine",
    "profitability.FrozenPart", "profitability.FrozenRate", "profitability.FrozenRevenue", "projects.FinishedMark",
    "rights.RightOnLine", "rights.RightReminder", "scope.FormerRequest", "timesheets.ItemTotal",
    "timesheets.NoReminders", "today.AccountWeight",
    "timesheets.PersonDay", "timesheets.ProjectMonth", "timesheets.Reminded", "timesheets.SheetRow",
    "timesheets.SplitWeek", "timesheets.WorkMonth", "ui.Opened", "ui.SavedView", "ui.SubmittedForm",
}  # fmt: skip
"""Rows written by programs: steps of a history, sums, frozen figures, marks, saved views, jobs and emails."""


def without_words(models: Iterable[type[Model]]) -> Iterator[str]:
    """Yield the columns visible to people that have no `verbose_name`."""
    for model in models:
        label = model._meta.label
        technical = TECHNICAL | TECHNICAL_COLUMNS.get(label, set())
        for column in model._meta.local_concrete_fields:
            if not (column.primary_key or label in TECHNICAL_MODELS or column.name in technical or _is_worded(column)):
                yield f"{label}.{column.name}"


def worded_twice(form: type[forms.BaseForm]) -> Iterator[str]:
    """Yield the fields of a form whose own label repeats the column's label in a model."""
    bound: type[Model] | None = getattr(form, "columns_of", None)
    models = [bound] if bound else _models_of(form.__module__)
    if issubclass(form, ValueForm) and hasattr(form, "rows"):
        models = [apps.get_model(rows) for rows in ((form.rows,) if isinstance(form.rows, str) else form.rows)]
    foreign = {
        name
        for base in form.__mro__
        if not base.__module__.startswith(("amity.", "tests."))
        for name in _fields_of(base)
    }
    for name, field in _fields_of(form).items():
        for model in models:
            if (
                name in foreign
                or field.label is None
                or not has_column(model, name)
                or not _is_worded(model._meta.get_field(name))
            ):
                continue
            if str(field.label) == str(label_of(model, name)):
                yield f"{form.__module__}.{form.__name__}.{name}: {model.__name__} says it"


def every_form(above: type[forms.BaseForm] = forms.BaseForm) -> set[type[forms.BaseForm]]:
    """Return the forms of Amity that are imported."""
    found = {form for form in above.__subclasses__() if form.__module__.startswith("amity.")}
    return found.union(*(every_form(form) for form in above.__subclasses__()))


def _is_worded(column: Any) -> bool:
    return column._verbose_name is not None


def _fields_of(form: type) -> Mapping[str, forms.Field]:
    """Return the fields that a form declares. Fields of a form of another package have their own labels."""
    found: Mapping[str, forms.Field] = getattr(form, "base_fields", {})
    return found


def _models_of(module: str) -> list[type[Model]]:
    part = module.split(".")[1]
    return list(apps.get_app_config(part).get_models()) if part in apps.app_configs else []
