"""Copy the clients' requests to the table of scope, with their ids."""

from django.core.management.color import no_style
from django.db import migrations

THROUGH = {"call": "phone", "meeting": "meeting", "message": "chat", "email": "email"}
SAME = (
    "id", "version", "account_id", "project_id", "contact_id", "words", "source", "asked_on", "closed_because",
    "outcome", "closed_at", "added_at",
)


def copy(apps, schema_editor):
    """Add each request under its id, with how it came where a note or an email tells."""
    db = schema_editor.connection.alias
    Former, Request = apps.get_model("conversations", "Request"), apps.get_model("scope", "Request")
    channels = dict.fromkeys(
        apps.get_model("conversations", "EmailPoint").objects.using(db).filter(request__isnull=False)
        .values_list("request_id", flat=True), "email",
    )
    noted = apps.get_model("conversations", "NotePoint").objects.using(db).filter(request__isnull=False)
    channels |= {pk: THROUGH.get(kind, "other") for pk, kind in noted.order_by("-pk").values_list("request_id", "note__kind")}
    rows = [
        Request(
            **{name: getattr(one, name) for name in SAME}, through=channels.get(one.pk, "other"),
            state="declined" if one.outcome == "declined" else "new",
        )
        for one in Former.objects.using(db).order_by("pk")
    ]
    Request.objects.using(db).bulk_create(rows, batch_size=500)
    set_sequence(schema_editor, Request)


def remove(apps, schema_editor):
    """Remove the copies: the rows are in their former table again."""
    apps.get_model("scope", "Request").objects.using(schema_editor.connection.alias).filter(item=None).delete()


def set_sequence(schema_editor, model):
    """Let new ids begin after the copied ones."""
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("conversations", "0013_outcome_of_requests"), ("scope", "0001_initial")]
    # Requests of retainers get new ids there, so those that keep theirs come first. On the way back, rows that later
    # tables keep of requests are gone before the requests.
    run_before = [("retainers", "0009_requests_to_scope"), ("scope", "0002_assessments")]

    operations = [migrations.RunPython(copy, remove)]
