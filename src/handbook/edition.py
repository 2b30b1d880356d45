"""The edition of a handbook: the date that its papers, calendars and files carry."""

from datetime import date

from handbook.handbook import Handbook

UNDATED = date(1970, 1, 1)


def version(handbook: Handbook) -> date:
    """The handbook's date: when an entry was last reviewed, so that the same texts always carry the same."""
    return max((one.meta.reviewed for one in handbook.entries.values() if one.meta.reviewed), default=UNDATED)
