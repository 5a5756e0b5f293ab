"""The status of a project for its client, written and sent as an item of the gate."""
