"""Those who can see a job and stop it: the person who started it (here finance), and administrators, who see all."""

from tests.matrix.rights import ADMIN, FINANCE, Rights, may

RIGHTS: Rights = {
    "jobs:jobs": may(get={ADMIN}, also=("?view=failed",)),
    "jobs:job": may(get={FINANCE, ADMIN}),
    "jobs:act_on_job": [
        may(post={FINANCE, ADMIN}, where={"verb": "cancel"}, trail=False),
        may(post={FINANCE, ADMIN}, where={"verb": "resume", "job_id": "{halted_job_id}"}, trail=False),
    ],
}
