"""What stands on the athletes becomes their first measurements, without a day: nobody wrote down when it was."""

from typing import Any

from django.db import migrations

KINDS = {"max_hr": "max_hr_bpm", "threshold_hr": "lthr_bpm", "resting_hr": "resting_hr_bpm"}
CHUNK = 1_000


def note_what_is_known(apps: Any, _: Any) -> None:
    athletes, measurements = (apps.get_model("athletes", name) for name in ("Athlete", "Measurement"))
    for kind, column in KINDS.items():
        known = athletes.objects.filter(**{f"{column}__range": (20, 250)}).exclude(measurements__kind=kind)
        rows = (
            measurements(athlete_id=pk, kind=kind, bpm=bpm, at=at)
            for pk, bpm, at in known.values_list("pk", column, "created_at").iterator(chunk_size=CHUNK)
        )
        measurements.objects.bulk_create(rows, batch_size=CHUNK)


class Migration(migrations.Migration):
    dependencies = [("athletes", "0009_measurement")]

    # Backwards nothing is lost: the columns still hold what is in force.
    operations = [migrations.RunPython(note_what_is_known, migrations.RunPython.noop)]
