"""The steps of a decision through a link, for tests."""

import re
from datetime import timedelta

from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import code_sent
from tests.builders import MONDAY

NOW = MONDAY + timedelta(hours=1)
APPROVE = Given("approve", "", "DW")


def given(item, choice="approve", words="", name="DW"):
    return {"digest": item.digest, "choice": choice, "words": words, "name": name}


def decided(item):
    return list(Answer.objects.filter(item=item).values_list("contact__name", "choice", "state"))


def by_code(client, token, item, who="me", **answer):
    """Go through the steps of a decision on a new device, and return the last page."""
    sent = given(item, **answer)
    page = client.post(f"/a/{token}/", sent).content.decode()
    if "Enter the code we sent you" not in page or who != "me":
        mail = {"mail": who} if who != "me" else {}
        page = client.post(f"/a/{token}/who/", sent | {"who": "other" if mail else "me"} | mail).content.decode()
    reference, address = hidden(page, "reference"), hidden(page, "address")
    return client.post(
        f"/a/{token}/code/", sent | {"reference": reference, "address": address, "code": code_sent()}, follow=True
    )


def hidden(page, name):
    """Return the value of a hidden field or "" if it has none."""
    return next(iter(re.findall(rf'name="{name}" value="([^"]*)"', page)), "")
