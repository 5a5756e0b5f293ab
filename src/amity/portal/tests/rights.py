"""Who reads the client's pages: the client, and as the client those who can edit the account."""

from tests.matrix.rights import AM, CLIENT, DIRECTOR, EVERYBODY, Rights, may

MANAGES = {AM, DIRECTOR}
VISITOR = {CLIENT}

RIGHTS: Rights = {
    "portal:sign_in": may(get=EVERYBODY, post=EVERYBODY, data={"mail": "dana@client.example"}, trail=False),
    "portal:enter_code": may(get=EVERYBODY, uncounted="it reads nothing"),
    "portal:sign_out": may(post=VISITOR),
    "portal:end_devices": may(post=MANAGES),
    "portal:home": may(get=VISITOR),
    "portal:as_home": may(get=MANAGES),
}
