"""Notes to the client about a period: drafted here, sent by the account manager, recorded as sent."""
