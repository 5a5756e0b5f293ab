"""Django's entry to the part."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "amity.demo"

    def ready(self) -> None:
        """List the sign-ins on a demo's sign-in page."""
        from amity.demo.crew import PASSWORD
        from amity.demo.doors import doors
        from amity.people import demo_doors

        demo_doors.come_from(doors, passwords=[PASSWORD])
