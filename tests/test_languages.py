"""Plurals, figures, dates and texts in each language that Amity speaks, with its own catalogues."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from amity.outbox.models import Message
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.ways import in_locale
from tests.builders import make_person


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["0 hours", "1 hour", "2 hours"]),
        ("de", ["0 Stunden", "1 Stunde", "2 Stunden"]),
        ("fr", ["0 heure", "1 heure", "2 heures"]),
    ],
)
def test_each_language_has_its_own_plurals(language, written):
    with translation.override(language):
        assert [ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n} for n in (0, 1, 2)] == written


@pytest.mark.parametrize(
    ("locale", "share", "amount", "day"),
    [
        ("en_GB", "44.1%", "€12,400", "Thursday, 26 November 2026"),
        ("de_DE", "44,1 %", "12.400 €", "Do., 26. Nov. 2026"),
        ("de_CH", "44.1%", "EUR 12’400", "Do., 26. Nov. 2026"),
        ("fr_FR", "44,1 %", "12 400 €", "jeu. 26 nov. 2026"),
    ],
)
def test_figures_and_dates_are_written_as_the_locale_writes_them(locale, share, amount, day):
    with in_locale(locale):
        written = (formats.percent(4410), formats.money(Money(1_240_000, "EUR")), formats.full_day(date(2026, 11, 26)))

    assert tuple(" ".join(one.split()) for one in written) == (share, amount, day)


@pytest.mark.django_db
def test_a_forgotten_password_is_answered_in_the_language_of_the_person(agency):
    """Whatever the browser asks for, which may be another person's."""
    tim = make_person("Tim")
    tim.locale = "de_DE"
    tim.save()
    cache.clear()

    Client(headers={"accept-language": "fr"}).post(reverse("account_reset_password"), {"email": tim.mail})

    mail = Message.objects.get(kind="password_reset")
    assert mail.subject == "Ihr Amity-Passwort zurücksetzen"
    assert mail.body.startswith("Guten Tag Tim,")
