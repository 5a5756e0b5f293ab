"""The check of the catalogues must find each fault of a translation."""

import pytest
from babel.messages.catalog import Catalog

from tooling import catalogues
from tooling.catalogue_faults import faults as faults_of
from tooling.messages import check, messages


def catalogue(*messages: tuple[object, object], context: str | None = None) -> Catalog:
    """Return a German catalogue of messages and their translations."""
    book = Catalog(locale="de", fuzzy=False)
    for text, translation in messages:
        book.add(text, translation, context=context)  # type: ignore[arg-type]
    return book


HOURS = ("%(count)s hour", "%(count)s hours")


@pytest.mark.parametrize(
    ("original", "translation", "fault"),
    [
        ("%(name)s left", "%(nmae)s ging", "placeholders"),
        ("44%% of %(all)s", "44%% von allem", "placeholders"),
        ("Enter {link}", "Öffne link", "placeholders"),
        (HOURS, ("%(count)s Stunde", "%(n)s Stunden"), "placeholders"),
        (HOURS, ("%(count)s Stunde", ""), "not translated"),
        ("Save", "", "not translated"),
    ],
)
def test_messages_find_a_wrong_translation(original, translation, fault):
    found = list(faults_of(catalogue((original, "")), catalogue((original, translation)), empty_allowed=False))

    assert len(found) == 1
    assert found[0].startswith(fault)


def test_messages_find_a_catalogue_that_is_not_up_to_date():
    source, kept = catalogue(("May", ""), context="month"), catalogue(("May", "Mai"), ("Save", "Sichern"))

    found = sorted(faults_of(source, kept))

    assert [fault.rpartition(": ")[2] for fault in found] == ["[month] May", "May", "Save"]


def test_messages_accept_a_right_translation_with_a_form_that_spells_its_number_out():
    kept = (("one hour", "%(count)s hours"), ("eine Stunde", "%(count)s Stunden"))

    assert not list(faults_of(catalogue((kept[0], "")), catalogue(kept), empty_allowed=False))


@pytest.mark.parametrize(
    "translation", ["Reste : 2", "Reste\u202f: 2", "Reste: 2", "Vraiment?", "« Oui »", "Fin\u202f; fin !"]
)
def test_messages_find_french_punctuation_without_its_no_break_space(translation):
    source, french = catalogue(("Left", "")), Catalog(locale="fr", fuzzy=False)
    french.add("Left", translation)

    assert len(list(faults_of(source, french))) == 1


def test_messages_accept_french_punctuation_with_no_break_spaces():
    source, french = catalogue(("Left", "")), Catalog(locale="fr", fuzzy=False)
    french.add("Left", "«\u202fReste\u202f»\xa0: %(n)s à 10:30\u202f!")
    source.add("Left", "")

    assert [fault for fault in faults_of(source, french) if "no-break" in fault] == []


def test_messages_collect_contexts_and_plurals_from_code_and_templates(tmp_path):
    (tmp_path / "part" / "templates").mkdir(parents=True)
    (tmp_path / "part" / "a.py").write_text('pgettext("month", "May")\nngettext("%d row", "%d rows", 2)\n')
    (tmp_path / "part" / "templates" / "a.html").write_text('{% translate "May" context "verb" %}')

    found = {(said.context, said.text, said.plural) for said in messages(tmp_path)}

    assert found == {("month", "May", ""), ("", "%d row", "%d rows"), ("verb", "May", "")}


def test_messages_fail_as_a_check_where_a_sentence_is_missing(tmp_path, capsys):

    path = catalogues.catalogue_of("de", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')

    assert check(catalogue(("Save", "")), tmp_path) == 1
    assert "de: missing, run `make messages`: Save" in capsys.readouterr().out
