"""Every tool of a file without time has its words before and after it is imported."""

import pytest

from amity.imports.whole_files.headings import BUTTONS, HEADINGS, IMPORTED
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS


@pytest.mark.parametrize("words", [HEADINGS, BUTTONS, IMPORTED])
def test_every_tool_has_its_words(words):
    assert set(words) == set(WHOLE_FILE_TOOLS)
