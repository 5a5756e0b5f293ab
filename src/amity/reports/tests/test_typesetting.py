"""PDFs draw every script that a person's name may have, and show a mark for characters that no font has."""

import pytest

from amity.shared import typesetting
from amity.shared.errors import Invalid
from amity.shared.typesetting import MARK

SOURCE = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Inter", lang: "en")
= #data.title"""


@pytest.fixture
def template(tmp_path):
    (tmp_path / "one.typ").write_text(SOURCE)
    return tmp_path / "one.typ"


@pytest.fixture(autouse=True)
def nothing_missing_yet(monkeypatch):
    """Start without knowledge of missing characters in fonts."""
    monkeypatch.setattr(typesetting, "_missing", set())


@pytest.mark.parametrize(
    "title",
    [
        "Kestrel Bikes 株式会社 カタカナ ひらがな", "简体中文 繁體中文", "한국어", "ภาษาไทย", "مرحبا", "😀 🎉 👩‍👩‍👧 ❤️",
        "Zażółć ελληνικά Кириллица Việt שלום हिन्दी",
    ],
)  # fmt: skip
def test_the_scripts_of_clients_are_drawn(template, title):
    assert typesetting.written({"title": title}, template).startswith(b"%PDF")
    assert not typesetting._missing


@pytest.mark.parametrize("title", ["a\ufffeb", "a\x01b", "ខ្មែរ", "அஆஇஈஉஊஎஏஐஒஓஔகஙசஞடணதநபமயரலவ", "\U00020000"])
def test_what_no_font_has_becomes_a_mark(template, title):
    assert typesetting.written({"title": title}, template).startswith(b"%PDF")
    assert MARK in typesetting._marked({"title": [title]})["title"][0]


def test_what_was_found_missing_is_not_looked_for_again(template, monkeypatch):
    typesetting.written({"title": "தமிழ்"}, template)
    monkeypatch.setattr(typesetting, "MOST_TRIES", 1)

    assert typesetting.written({"title": "தமிழ் அஆஇ"}, template).startswith(b"%PDF")


def test_any_other_fault_of_the_writer_is_a_sentence(template):
    template.write_text("#panic()")

    with pytest.raises(Invalid, match="PDF"):
        typesetting.written({"title": "x"}, template)
