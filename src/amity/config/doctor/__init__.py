"""The checks of `amity doctor`, and their wording."""
