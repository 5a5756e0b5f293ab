"""Pages ask for their font before their styles: text that is drawn again in another one moves everything below it."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

PRELOADED = re.compile(r'<link rel="preload" as="font" type="font/woff2" href="/static/([^"]+)" crossorigin>')


@pytest.mark.django_db
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_the_font_of_the_styles_is_preloaded(client, mara, is_signed_in):
    if is_signed_in:
        client.force_login(mara)
    page = client.get("/today/" if is_signed_in else reverse("account_login")).content.decode()

    (font,) = PRELOADED.findall(page)
    styles = Path(str(finders.find("build/main.css"))).read_text()
    assert finders.find(font)
    assert f'url("./{font.removeprefix("build/")}")' in styles
    assert page.index(font) < page.index("build/main.css")
