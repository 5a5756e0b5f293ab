"""Third-party rights recorded in agreements are in their own part, with all their values."""

from functools import partial

import pytest

from amity.accounts.models import Account
from amity.audit import queries, trail
from amity.files.models import StoredFile
from amity.rights.models import Right, RightOnLine, RightReminder, RightsSwitch
from amity.rights.tests.making import make_right
from amity.shared.refs import Ref
from tests.builders import MONDAY, acting, make_agreement, make_line
from tests.migrating import before

RIGHT = {
    "kind": "music", "title": "Theme", "holder": "Composer", "territory": "Europe", "media": "film", "version": 3,
    "until": MONDAY.date(), "note": "by letter", "wanted": True,
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_rights_keep_their_ids_lines_reminders_and_licences_there_and_back(mara, ada, osprey):
    line, other = (make_line(make_agreement(osprey)) for _number in range(2))
    RightsSwitch.objects.create(pk=1, is_on=True)
    today = make_right(mara, osprey, [other.pk])
    file = StoredFile.objects.create(
        name="licence.pdf", purpose="agreement.paper", path="a/b", sha256="0", size=1, owner_id=mara.pk,
        content_type="application/pdf", created_at=MONDAY,
    )  # fmt: skip
    with before(("agreements", "0006_rights_move_to_their_part")) as old:
        model = partial(old.get_model, "agreements")
        assert model("Right").objects.get().title == today.title
        model("RightsRegister")(pk=1, is_on=True, version=4).save()
        for pk in (7, 41):
            right = model("Right")(pk=pk, account_id=osprey.pk, **RIGHT)
            right.file_id = file.pk if pk == 41 else None
            right.save(force_insert=True)
        model("RightOnLine")(right_id=41, line_id=line.pk).save()
        model("RightWarned")(right_id=41, on=MONDAY.date(), step=30).save()
    trail.record("right.registered", subject=Ref("agreements.right", 41), by=acting(mara), at=MONDAY)

    moved = Right.objects.get(pk=41)
    assert {name: getattr(moved, name) for name in RIGHT} == RIGHT
    assert list(Right.objects.order_by("pk").values_list("pk", "file__purpose")) == [
        (today.pk, None), (7, None), (41, "right.licence"),
    ]  # fmt: skip
    assert set(RightOnLine.objects.values_list("right", "line")) == {(today.pk, other.pk), (41, line.pk)}
    assert RightReminder.objects.values_list("right", "on", "step").get() == (41, MONDAY.date(), 30)
    assert RightsSwitch.objects.values_list("pk", "is_on", "version").get() == (1, True, 4)
    assert make_right(mara, Account.objects.get(pk=osprey.pk)).pk > 41
    assert trail.actions_on(moved) == ["right.registered"]
    assert "Theme" in "".join(piece.text for piece in queries.trail_seen_by(acting(ada))[-1].sentence)
    assert trail.tampered() == []
