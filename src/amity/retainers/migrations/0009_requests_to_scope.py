"""Move the requests within retainers to the table of scope, where the audit log finds them by their former ids."""

from datetime import UTC, datetime, time

from django.core.management.color import no_style
from django.db import migrations

KIND = "retainers.calloff"
SAME = ("agreement_id", "number", "item_id", "contact_id", "asked_on", "wanted_on", "brief_id", "version")


def move(apps, schema_editor):
    """Add each as an included request, closed where its work item is finished."""
    db = schema_editor.connection.alias
    CallOff, Request = apps.get_model("retainers", "CallOff"), apps.get_model("scope", "Request")
    Former = apps.get_model("scope", "FormerRequest")
    for one in CallOff.objects.using(db).select_related("agreement", "item").order_by("pk"):
        day = one.item.finished_at or (_noon(one.dropped_on) if one.dropped_on else None)
        outcome = "" if day is None else "not_needed" if one.dropped_on else "done"
        made = Request.objects.using(db).create(
            **{name: getattr(one, name) for name in SAME}, account_id=one.agreement.account_id,
            project_id=one.item.project_id, line_id=one.item.line_id, words=one.item.title, through="other",
            state="included", outcome=outcome, closed_at=day, added_at=_noon(one.asked_on),
            decided_at=_noon(one.asked_on),
        )
        Former.objects.using(db).create(request=made, kind=KIND, former_id=one.pk)


def move_back(apps, schema_editor):
    """Add the requests with a work item to the table of retainers, under their former ids where they have one."""
    db = schema_editor.connection.alias
    CallOff, Request = apps.get_model("retainers", "CallOff"), apps.get_model("scope", "Request")
    former = dict(apps.get_model("scope", "FormerRequest").objects.using(db).values_list("request_id", "former_id"))
    rows = Request.objects.using(db).filter(item__isnull=False)
    next_id = max(former.values(), default=0)
    for one in rows.order_by("pk"):
        if one.pk not in former:
            next_id += 1
        dropped_on = one.closed_at.date() if one.closed_at and one.outcome == "not_needed" else None
        CallOff.objects.using(db).create(
            pk=former.get(one.pk, next_id), dropped_on=dropped_on, **{name: getattr(one, name) for name in SAME}
        )
    rows.delete()
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [CallOff]):
            cursor.execute(statement)


def _noon(day):
    return datetime.combine(day, time(12), UTC)


class Migration(migrations.Migration):

    dependencies = [("retainers", "0008_client_balance"), ("scope", "0001_initial")]
    run_before = [("scope", "0002_assessments")]

    operations = [migrations.RunPython(move, move_back)]
