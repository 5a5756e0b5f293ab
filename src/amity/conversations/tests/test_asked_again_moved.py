"""On the way back from several lines for a request, its first line keeps it; the others have no record."""

import pytest

from amity.conversations.models import NotePoint
from amity.conversations.notes.fields import PointFields
from amity.conversations.tests.making import make_note
from amity.scope.models import Request
from tests.migrating import before


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("on_monday")
def test_the_first_line_keeps_its_request(osprey, mara):
    make_note(osprey, mara, "? A map", [PointFields("request", "A map", 1)])
    request = Request.objects.get()
    again = [PointFields("request", text, 1, request_id=request.pk) for text in ("The map", "Still no map")]
    make_note(osprey, mara, "? The map", again)

    with before(("conversations", "0004_a_request_is_asked_again")) as apps:
        earlier = apps.get_model("conversations", "NotePoint")
        kept = list(earlier.objects.filter(request=request.pk).values_list("text", flat=True))
    assert kept == ["A map"]
    assert NotePoint.objects.count() == 3
