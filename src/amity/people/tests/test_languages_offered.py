"""Which languages a person is offered under My settings."""

from amity.people.forms import FORMATS, LOCALES, PreferencesForm
from amity.ui.reader_format import LOCALE_OF, language_of


def test_a_language_is_offered_only_where_amity_is_translated():
    field = PreferencesForm().fields["locale"]

    assert "language" in str(field.label).lower()
    assert {code[:2] for code, _name in LOCALES} == set(LOCALE_OF)
    assert {language_of(code) for code, _name in FORMATS} == {"en"}
    groups = [code for code, _names in field.choices]  # type: ignore[attr-defined]
    assert groups[-1] == "English, with numbers and dates as in"
