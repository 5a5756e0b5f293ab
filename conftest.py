"""What every test may ask for."""

pytest_plugins = ["tests.cast", "tests.rig.marks", "tests.rig.browser", "tests.rig.real", "tests.rig.pseudo_locale"]
