"""A client's request among notifications: it stays on top until it is done or was read."""

import pytest
from django.urls import reverse

from amity.notifications.models import Notification
from amity.notifications.tests.making import make_notification
from amity.scope.models import Request
from amity.scope.requests.client_side import request_by_client
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db


def test_what_still_waits_for_the_reader_is_listed_apart_until_they_have_acted_or_read_it(client, mara, osprey):
    request = request_by_client(
        by=acting(mara), contact=osprey.contacts.create(name="Dana"), words="Six more stations", source="", now=MONDAY
    )
    make_notification(mara, "Piet accepted")
    asked = Notification.objects.get(account=osprey.name)
    client.force_login(mara)

    page = client.get("/notifications/")
    assert [row.text for row in page.context["page"].waiting] == ["Dana asks: Six more stations"]
    assert [row.text for row in page.context["page"].rows] == ["Piet accepted"]
    assert page.text.index("Waiting for you") < page.text.index("asks: Six") < page.text.index("News that needs no")

    Request.objects.filter(pk=request.pk).update(closed_at=MONDAY, closed_because="Not needed")
    assert client.get("/notifications/").context["page"].waiting == []
    Request.objects.filter(pk=request.pk).update(closed_at=None, closed_because="")
    client.post(reverse("notifications:mark_read", args=[asked.pk]))
    assert client.get("/notifications/").context["page"].waiting == []
