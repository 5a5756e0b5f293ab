"""What every part speaks: money, periods, actors, permission, errors, references. Knows no part and no page."""
