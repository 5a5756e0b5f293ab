"""Plurals, figures, dates and texts in each language that Amity speaks, with its own catalogues."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import ngettext

from amity.outbox.models import Message
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.prepositions import Preposition
from amity.ui.reader_format import in_locale
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
        ("de_DE", "44,1 %", "12.400 €", "Donnerstag, 26. November 2026"),
        ("de_CH", "44.1%", "EUR 12’400", "Donnerstag, 26. November 2026"),
        ("fr_FR", "44,1 %", "12 400 €", "jeudi 26 novembre 2026"),
    ],
)
def test_figures_and_dates_are_written_as_the_locale_writes_them(locale, share, amount, day):
    with in_locale(locale):
        written = (formats.percent(4410), formats.money(Money(1_240_000, "EUR")), formats.full_day(date(2026, 11, 26)))

    assert tuple(" ".join(one.split()) for one in written) == (share, amount, day)


@pytest.mark.parametrize(
    ("locale", "away", "written"),
    [
        ("en_GB", 0, "today, by today, since today, until today, up to today, from today"),
        ("en_GB", 7, "on 3 Dec, by 3 Dec, since 3 Dec, until 3 Dec, up to 3 Dec, from 3 Dec"),
        ("de_DE", -1, "gestern, bis gestern, seit gestern, bis gestern, bis gestern, ab gestern"),
        (
            "de_DE",
            7,
            ", ".join(f"{word} 3. Dezember" for word in ("am", "bis zum", "seit dem", "bis zum", "bis zum", "ab dem")),
        ),
        ("fr_FR", 1, "demain, pour demain, depuis demain, jusqu’à demain, jusqu’à demain, dès demain"),
        (
            "fr_FR",
            7,
            ", ".join(
                f"{words} 3 décembre" for words in ("le", "pour le", "depuis le", "jusqu’au", "jusqu’au", "à partir du")
            ),
        ),
    ],
)
def test_a_preposition_fits_the_day_it_is_written_with(locale, away, written):
    today = date(2026, 11, 26)
    prepositions: list[Preposition] = ["on", "by", "since", "until", "up to", "from"]

    with in_locale(locale):
        phrases = [formats.day_with(one, today + timedelta(days=away), today) for one in prepositions]

    assert ", ".join(phrases) == written


@pytest.mark.parametrize(
    ("locale", "across", "within"),
    [
        ("en_GB", "30 Nov – 6 Dec", "23–29 Nov"),
        ("de_DE", "30. November – 6. Dezember", "23.–29. November"),
        ("fr_FR", "30 novembre – 6 décembre", "23–29 novembre"),
    ],
)
def test_a_range_of_dates_ends_without_a_full_stop_so_that_a_sentence_can_end_with_it(locale, across, within):
    with in_locale(locale):
        written = [formats.days(start, start + timedelta(days=6)) for start in (date(2026, 11, 30), date(2026, 11, 23))]

    assert [one.replace("\u2009", " ") for one in written] == [across, within]


@pytest.mark.parametrize(
    ("locale", "written"),
    [("en_GB", "since yesterday at 10:00"), ("de_DE", "seit gestern um 10:00"), ("fr_FR", "depuis hier à 10:00")],
)
def test_a_time_in_a_sentence_has_its_own_preposition(locale, written):
    with in_locale(locale):
        assert formats.day_with("since", datetime(2026, 11, 25, 10, 0, tzinfo=UTC), date(2026, 11, 26)) == written


@pytest.mark.parametrize(
    ("locale", "written"),
    [("en_GB", "Due by today"), ("de_DE", "Fällig bis heute"), ("fr_FR", "À rendre pour aujourd’hui")],
)
def test_a_template_writes_a_day_with_its_preposition_and_keeps_the_exact_day(locale, written):
    source = '{% load i18n amity %}{% blocktranslate with by_day=day|day:"by" %}Due {{ by_day }}{% endblocktranslate %}'

    with in_locale(locale):
        html = Template(source).render(Context({"day": timezone.localdate()}))

    assert strip_tags(html) == written
    assert "<time datetime=" in html


@pytest.mark.django_db
def test_a_forgotten_password_is_answered_in_the_language_of_the_person(agency):
    """Whatever language the browser requests, which may be another person's."""
    tim = make_person("Tim")
    tim.locale = "de_DE"
    tim.save()
    cache.clear()

    Client(headers={"accept-language": "fr"}).post(reverse("account_reset_password"), {"email": tim.mail})

    mail = Message.objects.get(kind="password_reset")
    assert mail.subject == "Ihr Amity-Passwort zurücksetzen"
    assert mail.body.startswith("Guten Tag Tim,")


@pytest.mark.parametrize(
    ("language", "written"), [("en", "Role: sponsor"), ("de", "Role: sponsor"), ("fr", "Role\u00a0: sponsor")]
)
def test_a_label_and_its_value_have_the_colon_of_the_language(language, written):
    with translation.override(language):
        assert (
            Template("{{ label }}{% colon %} {{ value }}").render(Context({"label": "Role", "value": "sponsor"}))
            == written
        )
