"""Where money stands on pages of other parts."""


def register() -> None:
    """Nothing yet."""
