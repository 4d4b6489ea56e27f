from django.apps import AppConfig


class CoachappConfig(AppConfig):
    name = "coachapp"

    def ready(self) -> None:
        # Importing registers them: the Celery app becomes the current one, the system checks are known.
        from coachapp import celery, checks  # noqa: F401, PLC0415 -- only safe once apps are loaded
