"""The component gallery shows the existing components."""

import re
from pathlib import Path

import pytest

import amity.ui
from amity.agency.models import Agency
from amity.people import rules
from tests.builders import make_person

COTTON = Path(amity.ui.__file__).parent / "templates" / "cotton"
ELSEWHERE = {"bar", "icon", "page_head", "crumb"}
"""Components that the gallery shows through a tag, around it, or inside another one."""

pytestmark = pytest.mark.django_db


def test_every_component_is_on_the_page(client, mara):
    kit = "".join(path.read_text() for path in (COTTON.parent / "ui" / "kit").glob("*.html"))
    used = {name.replace("-", "_") for name in re.findall(r"<c-([a-z-]+)", kit + "<c-chart")}

    assert {path.stem for path in COTTON.glob("*.html")} - used - ELSEWHERE == set()


@pytest.mark.parametrize(("debug", "demo", "status"), [(False, False, 403), (True, False, 200), (False, True, 200)])
def test_the_gallery_is_for_administrators_debugging_and_demos(client, mara, settings, debug, demo, status):
    settings.DEBUG = debug
    Agency.objects.update(is_demo=demo)
    client.force_login(mara)

    assert client.get("/ui/").status_code == status


def test_the_page_shows_an_error_beside_its_field(client, agency):
    client.force_login(make_person("Root", rules.ADMINISTRATOR))

    html = client.get("/ui/").content.decode()

    assert "Enter an amount" in html
