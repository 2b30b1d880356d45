"""Amounts as coaches write them: read, refused with a sentence, and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.quantities import Quantity, read

COUNT, HOLD, REST, STEP = ("",), ("s", "min", "max"), ("s", "min"), ("%", "kg", "lb", "s", "")
EVERY = ("", "s", "min", "m", "kg", "lb", "%")


@pytest.mark.parametrize(
    ("text", "units", "amount"),
    [
        ("8", COUNT, Quantity(8, 8)),
        ("8-12", COUNT, Quantity(8, 12)),
        ("8\u201312", COUNT, Quantity(8, 12)),
        (" 8 - 12 ", COUNT, Quantity(8, 12)),
        ("8 reps", COUNT, Quantity(8, 8)),
        ("max", HOLD, Quantity(0, 0, "max")),
        ("MAX", HOLD, Quantity(0, 0, "max")),
        ("30 s", HOLD, Quantity(30, 30, "s")),
        ("30s", HOLD, Quantity(30, 30, "s")),
        ("30 sec", HOLD, Quantity(30, 30, "s")),
        ("20-40 seconds", HOLD, Quantity(20, 40, "s")),
        ("1:30", HOLD, Quantity(90, 90, "s")),
        ("0:05", HOLD, Quantity(5, 5, "s")),
        ("2-3 min", REST, Quantity(2, 3, "min")),
        ("1.5 minutes", REST, Quantity(1.5, 1.5, "min")),
        ("20 metres", ("m",), Quantity(20, 20, "m")),
        ("2-5 %", STEP, Quantity(2, 5, "%")),
        ("2,5 kg", STEP, Quantity(2.5, 2.5, "kg")),
        ("5 lb", STEP, Quantity(5, 5, "lb")),
    ],
)
def test_amounts_are_read_as_coaches_write_them(text: str, units: tuple[str, ...], amount: Quantity) -> None:
    """Ranges with either dash, units in a word or a sign, a decimal comma, a time on the clock, and `max`."""
    assert read(text, units) == amount


@pytest.mark.parametrize(
    ("text", "units", "sentence"),
    [
        ("", COUNT, "`` is not an amount; write it like `8` or `6-8`"),
        ("many", COUNT, "`many` is not an amount; write it like `8` or `6-8`"),
        ("-3", COUNT, "`-3` is not an amount; write it like `8` or `6-8`"),
        ("8-", COUNT, "`8-` is not an amount; write it like `8` or `6-8`"),
        ("1-2-3", COUNT, "`1-2-3` is not an amount; write it like `8` or `6-8`"),
        ("1e3", COUNT, "`1e3` is not an amount; write it like `8` or `6-8`"),
        ("max", COUNT, "`max` is not an amount; write it like `8` or `6-8`"),
        ("30", HOLD, "`30` has no unit; write it like `30 s` or `2-3 min` or `max`"),
        ("30 kg", REST, "`30 kg` has the unit `kg`; write it like `30 s` or `2-3 min`"),
        ("8 s", COUNT, "`8 s` has the unit `s`; write it like `8` or `6-8`"),
        ("1:30", COUNT, "`1:30` is not an amount; write it like `8` or `6-8`"),
        ("1:75", REST, "`1:75` is not an amount; write it like `30 s` or `2-3 min`"),
        ("12-8", COUNT, "`12-8` runs backwards; write the smaller number first"),
        ("0", COUNT, "`0` is outside 1 to 100"),
        ("99-101", COUNT, "`99-101` is outside 1 to 100"),
        ("2:00", REST, "`2:00` is outside 1 to 100"),
        ("٣", COUNT, "`٣` is not an amount; write it like `8` or `6-8`"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_way_out(text: str, units: tuple[str, ...], sentence: str) -> None:
    """The sentence quotes what was written and shows how to write it; bounds hold for a time on the clock as well."""
    with pytest.raises(ValueError, match=r".") as refused:
        read(text, units, least=1, most=100)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Quantity(8, 8), "8"),
        (Quantity(8, 12), "8\u201312"),
        (Quantity(2.5, 2.5, "kg"), "2.5 kg"),
        (Quantity(2, 3, "min"), "2\u20133 min"),
        (Quantity(0, 0, "max"), "max"),
    ],
)
def test_amounts_are_shown_with_an_en_dash_and_a_space(amount: Quantity, shown: str) -> None:
    """As print has it: an en dash between the ends, a space before the unit, no zeros behind the point."""
    assert str(amount) == shown


def test_seconds_are_seconds() -> None:
    """Minutes and seconds compare as seconds."""
    assert Quantity(2, 3, "min").seconds == (120, 180)
    assert Quantity(20, 40, "s").seconds == (20, 40)


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(EVERY))
def test_what_is_shown_can_be_read_again(one: int, other: int, unit: str) -> None:
    """Nothing is lost between showing and reading."""
    amount = Quantity(min(one, other), max(one, other), unit)
    assert read(str(amount), EVERY) == amount


@given(st.text() | st.text("0123456789-.,: smin%kglb\u2013", max_size=12))
def test_any_text_is_an_amount_or_a_sentence(text: str) -> None:
    """Whatever is written, it is an amount whose ends are in order and within bounds, or it is refused in words."""
    try:
        amount = read(text, (*EVERY, "max"), least=1, most=500)
    except ValueError as refused:
        assert str(refused).startswith(f"`{text}` ")  # noqa: PT017 - either outcome is right
    else:
        assert amount == Quantity(0, 0, "max") or 1 <= amount.low <= amount.high <= 500
