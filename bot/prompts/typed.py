"""What people type: times of day, time zones, dates and numbers of hours, as they come to mind."""

import difflib
import re
from datetime import date, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from bot.prompts.errors import DateUnknown, TimeUnknown, WindowUnknown, ZoneUnknown

SHORTEST_WINDOW: Final = timedelta(hours=12)
LONGEST_WINDOW: Final = timedelta(hours=72)

_HOUR: Final = timedelta(hours=1)
_TIME: Final = re.compile(r"(?P<hour>\d{1,2})(?:[:.：](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
_SHOWN: Final = 40  # characters of what was typed
_OFFERED: Final = 3

# Where many live whose city the IANA database does not know, and how Chinese speakers call those that it does.
_CITIES: Final = {
    "beijing": "Asia/Shanghai",
    "北京": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "广州": "Asia/Shanghai",
    "成都": "Asia/Shanghai",
    "台北": "Asia/Taipei",
    "臺北": "Asia/Taipei",
    "台中": "Asia/Taipei",
    "香港": "Asia/Hong_Kong",
    "澳门": "Asia/Macau",
    "吉隆坡": "Asia/Kuala_Lumpur",
    "新加坡": "Asia/Singapore",
    "墨尔本": "Australia/Melbourne",
    "悉尼": "Australia/Sydney",
    "伦敦": "Europe/London",
    "倫敦": "Europe/London",
    "纽约": "America/New_York",
    "紐約": "America/New_York",
    "洛杉矶": "America/Los_Angeles",
    "洛杉磯": "America/Los_Angeles",
    "温哥华": "America/Vancouver",
    "多伦多": "America/Toronto",
    "多倫多": "America/Toronto",
    "san_francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "boston": "America/New_York",
    "washington": "America/New_York",
}


def time_typed(typed: str) -> time:
    """Return the time of day that *typed* says: `13:00`, `9`, `8:30 pm`.

    Raises:
        TimeUnknown: It says none.
    """
    said = _TIME.fullmatch(typed.strip())
    hour, minute = (int(said["hour"]), int(said["minute"] or 0)) if said else (24, 0)
    if said and said["half"]:
        hour = hour % 12 + 12 * said["half"].lower().startswith("p") if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise TimeUnknown(time=typed[:_SHOWN])
    return time(hour, minute)


def zone_typed(typed: str) -> str:
    """Return the IANA name of the time zone that *typed* says, by that name or by its city.

    Raises:
        ZoneUnknown: It says none; those that are called alike are named.
    """
    said = _folded(typed)
    if known := _zones().get(said) or _by_city().get(said):
        return known
    # A city is more often mistyped than the continent before it.
    alike = difflib.get_close_matches(said, [*_by_city(), *_zones()], n=12, cutoff=0.5)
    close = dict.fromkeys(_by_city().get(one) or _zones()[one] for one in alike)
    offered = [*close][:_OFFERED] or ["America/New_York", "Asia/Shanghai", "Asia/Taipei"]
    raise ZoneUnknown(zone=typed[:_SHOWN], close=", ".join(offered))


def zones_like(typed: str, limit: int) -> list[str]:
    """Return at most *limit* zones in whose names is what was *typed* so far."""
    said = _folded(typed)
    cities = [zone for city, zone in _CITIES.items() if said and said in city]
    names = [zone for folded, zone in sorted(_zones().items()) if said in folded]
    return [*dict.fromkeys([*cities, *names])][:limit]


def date_typed(typed: str) -> date:
    """Return the date that *typed* says, as `2026-12-24`.

    Raises:
        DateUnknown: It says none.
    """
    try:
        return date.fromisoformat(typed.strip().replace("/", "-"))
    except ValueError:
        raise DateUnknown(date=typed[:_SHOWN]) from None


def window_typed(typed: str) -> timedelta:
    """Return for how long answers are waited for, by the number of hours that *typed* says.

    Raises:
        WindowUnknown: It says none, or too few or too many.
    """
    said = typed.strip()
    window = int(said) * _HOUR if said.isdecimal() and len(said) < 4 else timedelta(0)
    if not SHORTEST_WINDOW <= window <= LONGEST_WINDOW:
        raise WindowUnknown(least=SHORTEST_WINDOW // _HOUR, most=LONGEST_WINDOW // _HOUR)
    return window


def _folded(typed: str) -> str:
    return typed.strip().casefold().replace(" ", "_")


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones() if "/" in zone or zone == "UTC"}


@cache
def _by_city() -> dict[str, str]:
    cities = {folded.rpartition("/")[2]: zone for folded, zone in sorted(_zones().items(), reverse=True)}
    return cities | _CITIES
