"""The order of what is open on an account: what the client waits for, or we wait for, before all others."""

import re

import pytest

from amity.waiting.kinds import kinds
from tests.matrix.rights import AM
from tests.test_open_now import account_of, page_of, promised

pytestmark = pytest.mark.django_db


def test_an_account_opens_with_promises_input_and_handoffs_before_other_kinds(scene):
    account = account_of(scene)
    promised(scene)

    page = page_of(scene, AM, "accounts:account", account.pk)

    keys = [key for key in re.findall(r'id="kind-([a-z_]+)"', page) if key not in ("urgent", "soon")]
    firsts = {kind.key for kind in kinds() if kind.opens_with}
    assert firsts == {"promise", "conflict", "input", "handoff"}
    assert len(keys) > len(firsts & set(keys)) > 0
    assert [key in firsts for key in keys] == sorted((key in firsts for key in keys), reverse=True)
