"""The standing split: weekly time of a person for the care of accounts, confirmed week by week."""
