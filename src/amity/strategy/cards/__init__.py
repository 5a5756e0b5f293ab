"""The strategy card of an account: drafted, agreed, in force, superseded."""
