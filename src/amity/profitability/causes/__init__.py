"""Why a project earns less than its target: its price, its hours, or both."""
