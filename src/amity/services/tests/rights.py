"""Those with full access to an account see its services. Its manager and directors record who does them."""

from tests.matrix.rights import ADMIN, AM, BY_ROLE, DIRECTOR, OUTSIDER, SIGNED_IN, RestRights, Rights, may, rest

WHOLE = BY_ROLE | {AM, DIRECTOR}
OWN = {AM, DIRECTOR}
CELL = {"state": "competitor", "competitor": "Northword", "version": "0"}
CELL_REST: dict[str, object] = {"state": "competitor", "competitor": "Northword", "version": 0}
V1: dict[str, object] = {"version": 1}
RECORDED = {"service_id": "{recorded_service_id}"}

RIGHTS: Rights = {
    "services:map": may(get=WHOLE | {OUTSIDER}, also=("?all=1&sort=-delivered", "?cols=account&sort=health")),
    "services:map_file": may(get=WHOLE | {OUTSIDER}, also=("?export=xlsx",)),
    "services:account": may(get=WHOLE),
    "services:section": may(get=WHOLE),
    "services:record_service": may(get=OWN, post=OWN, data=CELL),
    "services:dismiss_service": may(post=OWN, data={"reason": "market"}),
    "services:confirm_service": may(post=OWN, data={"version": "1"}, where=RECORDED),
    "services:remove_record": may(post=OWN, data={"version": "1"}, where=RECORDED),
}

REST: RestRights = {
    "list_services": rest(SIGNED_IN),
    "add_service": rest({ADMIN}, {"name": "Podcasts"}),
    "edit_service": rest({ADMIN}, {"name": "Podcasts", "family": "Content"}),
    "read_services_map": rest(WHOLE | {OUTSIDER}),
    "read_account_services": rest(WHOLE),
    "record_account_service": rest(OWN, CELL_REST),
    "dismiss_account_service": rest(OWN, {"reason": "They sell to companies only."}),
    "confirm_account_service": rest(OWN, V1, service_id="{recorded_service_id}"),
    "remove_account_service": rest(OWN, V1, service_id="{recorded_service_id}"),
}
