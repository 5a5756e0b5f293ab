"""Rows by account, project, line or month: for `amity profit`, exports and the API."""
