"""The standing split: weekly service time of a person for accounts, confirmed week by week."""
