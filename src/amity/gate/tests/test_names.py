"""Names in an email are those in Amity: whom the greeting names, and how names are spelled."""

import pytest

from amity.gate.checks.letters import findings_of
from amity.gate.checks.name_rules import distance, greeted, is_one_of, near
from amity.gate.tests.making import make_contact, make_item, submitted
from amity.people import rules as roles
from tests.builders import acting, make_person, make_project

KNOWN = ("Osprey Rail", "Dana Whitlock", "Helen Marsh", "Bartholomew Quill")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hello Dana,\n\nIt is ready.", ["Dana"]),
        ("\n  Dear Ms Whitlock:\n", ["Whitlock"]),
        ("Hello Dana and Gwen,", ["Dana", "Gwen"]),
        ("Sehr geehrte Frau Dr. Whitlock,", ["Whitlock"]),
        ("Liebe Dana, lieber Tom,", []),
        ("Bonjour Madame Le Goff,", ["Le Goff"]),
        ("Hello everyone,", []),
        ("Hello Osprey team,", []),
        ("Hello,", []),
        ("Hello from Berlin,", []),
        ("Sehr geehrte Damen und Herren,", []),
        ("Madame, Monsieur,", []),
        ("We wrote to Dana,", []),
    ],
)
def test_the_names_of_a_greeting_are_read(text, names):
    assert greeted(text) == names


def test_a_greeted_name_is_that_of_a_recipient_by_any_of_its_words():
    assert all(is_one_of(name, KNOWN) for name in ("Dana", "whitlock", "Dana Whitlock", "Osprey"))
    assert not any(is_one_of(name, KNOWN) for name in ("Dan", "Dana Marsh", "Gwen"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I spoke to Dana Whitlok.", ["Whitlok"]),
        ("I spoke to Ms Whiltock today.", ["Whiltock"]),
        ("I spoke to Ms Whitlock and saw Whitlock’s team.", []),
        ("For Osprye Rail we have news.", ["Osprye"]),
        ("Ospreys Banner ist fertig, sagt Whitlock.", []),
        ("The plan is for Bartolomev.", ["Bartolomev"]),
        ("We start in March with Marsh.", []),
        ("We start in May with Helen March.", ["March"]),
        ("Whitlok is late.", []),
        ("Whitlok Dana is late.", ["Whitlok"]),
        ("we use whitlok here", []),
        ("I met Dane.", []),
        ("I met Ms Merrh.", []),
        ("I met Ms Karsh.", []),
        ("Whitlok, said Whitlok.", ["Whitlok"]),
    ],
)
def test_a_word_that_is_nearly_a_known_name_is_found_once(text, words):
    assert [one.words for one in near(text, KNOWN)] == words


@pytest.mark.parametrize(
    ("first", "second", "far"), [("marsh", "marsh", 0), ("marsh", "march", 1), ("marsh", "mrash", 1), ("ab", "", 2)]
)
def test_two_swapped_letters_are_one_difference(first, second, far):
    assert distance(first, second) == far


def found(item):
    return {one.key: one for one in findings_of(item).found if one.key.startswith("names:")}


@pytest.mark.usefixtures("on_monday")
def test_a_greeting_to_someone_else_warns_and_says_who_gets_it(osprey):
    lars, dana = make_person("Lars", roles.FINANCE), make_contact(osprey, "Dana Whitlock")
    make_contact(osprey, "Gwen Holloway")

    wrong = found(submitted(osprey, lars, [dana], body="Hello Gwen,\n\nit is ready."))

    assert [(one.level, one.text) for one in wrong.values()] == [
        ("warn", "You greet Gwen. This goes to Dana Whitlock.")
    ]
    assert found(submitted(osprey, lars, [dana], body="Hello Dana,\n\nit is ready for Gwen Holloway.")) == {}
    assert found(submitted(osprey, lars, [dana], body="Hello,\n\n> Hello Gwen,\n> it is ready.")) == {}


@pytest.mark.usefixtures("on_monday")
def test_a_name_that_is_spelled_otherwise_than_in_amity_warns_with_its_page(osprey):
    lars, dana = make_person("Lars", roles.FINANCE), make_contact(osprey, "Dana Whitlock")
    gwen = make_contact(osprey, "Gwen Holloway")
    osprey.name = "Osprey Rail"
    osprey.save()

    wrong = found(submitted(osprey, lars, [dana], body="Hello Dana,\n\nit is for Gwen Holoway at Osprye Rail."))

    assert {one.words: one.address for one in wrong.values()} == {
        "Holoway": f"/contacts/{gwen.pk}/", "Osprye": f"/accounts/{osprey.pk}/",
    }  # fmt: skip
    gwen.is_active = False
    gwen.save()
    assert "names:holoway" not in found(submitted(osprey, lars, [dana], body="Hello,\n\nFor Gwen Holoway."))


@pytest.mark.usefixtures("on_monday")
def test_only_those_with_full_access_to_the_account_get_links_to_its_contacts(osprey, mara, piet):
    make_project(osprey, manager=piet)
    dana = make_contact(osprey, "Dana Whitlock", mail="")
    make_contact(osprey, "Gwen Holloway")
    item = make_item(osprey, mara, [dana], body="Hello Dana,\n\nit is for Gwen Holoway.")

    assert links_of(item, mara) == {"names:holoway": True, f"recipients:mail-{dana.pk}": True}
    assert links_of(item, piet) == {"names:holoway": False, f"recipients:mail-{dana.pk}": False}


def links_of(item, reader):
    return {one.key: bool(one.address) for one in findings_of(item).seen_by(acting(reader)).found}
