"""The headings of a hand-off, which share words with other parts of Amity."""

import pytest

from amity.handoff import rules
from amity.handoff.wording import block_labels
from amity.ui.reader_format import in_language


@pytest.mark.parametrize(("language", "label"), [("en", "Scope"), ("de", "Leistungsumfang"), ("fr", "Périmètre")])
def test_the_scope_of_a_project_is_not_the_scope_of_a_token(language, label):
    with in_language(language):
        assert label in block_labels(rules.FULL).values()
