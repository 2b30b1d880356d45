"""The page of what a reader's device keeps: pages for offline use, and the history of training."""

from handbook import addresses
from handbook.handbook import Handbook
from handbook.pages.lists import programs_in_order
from handbook.pages.page import Page


def device_page(handbook: Handbook) -> Page:
    """What can be saved, what is there, and the history to take out and bring back; scripts fill it in."""
    facts = {"programs": programs_in_order(handbook), "units": handbook.settings.units}
    summary = "The handbook without a network, and what you have lifted: kept on this device and nowhere else."
    return Page(addresses.DEVICE, "device.html", "On this device", summary, facts, index=False)
