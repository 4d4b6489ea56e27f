"""What a person types into the page where a runner enters."""

from typing import Any

ENTRY: dict[str, Any] = {
    "name": "Frida Falk",
    "birth_date": "1990-05-17",
    "sex": "F",
    "years_running": "6",
    "unit": "mi",
    "week_start": "mon",
    "time_zone": "America/New_York",
    "usual_run_days": "5",
    "long_run_day": "sun",
    "long_run_every": "1",
    "home_min": "20",
    "injury": "none",
    "lifting_experience": "some",
    "equipment": "home",
    "club_night": "wed",
    "baseline_m": "48",
    "baseline_long_m": "17",
    "available_mon": "0",
    "available_tue": "60",
    "fall-name": "New York",
    "fall-date": "2026-11-01",
    "fall-distance": "42195",
    "fall-status": "finished",
    "fall-duration_s": "3:45:00",
    "goal-name": "Boston",
    "goal-date": "2027-04-19",
    "goal-distance": "42195",
    "health-is_well": "on",
}
