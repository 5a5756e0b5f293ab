"""Parsing time as people type it."""

import pytest

from amity.timesheets.typed import NotTime, read_time, spell_time
from amity.ui.reader_format import Ways, using


@pytest.mark.parametrize(
    ("text", "locale", "seconds"),
    [
        ("1:30", "en_GB", 5400),
        ("1:30:15", "en_GB", 5415),
        ("1.5", "en_GB", 5400),
        ("1,5", "en_GB", 5400),
        ("1,5", "de_DE", 5400),
        ("90m", "en_GB", 5400),
        ("90 min", "en_GB", 5400),
        ("2h", "en_GB", 7200),
        ("1h30", "en_GB", 5400),
        ("1 h 30 min", "en_GB", 5400),
        ("1h 30m", "de_DE", 5400),
        ("0.01", "en_GB", 36),
        (".5", "en_GB", 1800),
        (",5", "en_GB", 1800),
        (".5", "de_DE", 1800),
        (",5", "de_DE", 1800),
        (".75 h", "en_GB", 2700),
        ("-.5", "en_GB", -1800),
        (".", "en_GB", None),
        ("..5", "en_GB", None),
        ("1h 30", "en_GB", 5400),
        ("-2", "en_GB", -7200),
        ("1:75", "en_GB", None),
        ("", "en_GB", None),
        ("soon", "en_GB", None),
        ("1e9", "en_GB", None),
        ("9" * 400, "en_GB", None),
        ("١:٣٠", "en_GB", 5400),
    ],
)
def test_time_is_read_as_it_is_typed_or_refused(text: str, locale: str, seconds: int | None) -> None:
    if seconds is None:
        with pytest.raises(NotTime):
            read_time(text, locale)
    else:
        assert read_time(text, locale) == seconds


@pytest.mark.parametrize("seconds", [60, 5400, 36, 5415, 86_400, 61])
@pytest.mark.parametrize("chosen", [Ways(), Ways(decimal_hours=True), Ways("de_DE", decimal_hours=True)])
def test_what_is_spelt_is_read_back_exactly(seconds: int, chosen: Ways) -> None:
    with using(chosen):
        assert read_time(spell_time(seconds), chosen.locale) == seconds
