"""What clients ask for beyond the work agreed: requests, from their words to what became of them.

Terms: request (open until closed with what became of it), through (how it reached the agency), outcome (what became of
it, which the client reads). Main commands: `log_request`, `edit_request`, `close_request`, `reopen_request`.
"""
