"""What every test may ask for."""

from hypothesis import HealthCheck, settings

settings.register_profile("busy machine", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("busy machine")

pytest_plugins = ["tests.cast", "tests.rig.marks", "tests.rig.browser", "tests.rig.real", "tests.rig.pseudo_locale"]
