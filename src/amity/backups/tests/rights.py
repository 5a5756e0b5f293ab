"""Administrators manage backups."""

from tests.matrix.rights import ADMIN, Rights, may

RIGHTS: Rights = {
    "backups:backups": may(get={ADMIN}),
    "backups:change_schedule": may(
        get={ADMIN}, post={ADMIN}, data={"folder": "", "hour": "3", "keep_days": "30", "version": "1"}
    ),
    "backups:back_up_now": may(post={ADMIN}, trail=False),
}
