"""An item of a log with its texts and rows set, and its height still open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handbook.sheets.sheet import Item, Row

LEAST_ROW = 7.0
HEADING = 7.0
STEP = 0.5
_PEN = 6.5


@dataclass(frozen=True, slots=True)
class Sketch:
    """An item with the height that its texts need and the rows that it writes; the page decides how high they are."""

    item: Item
    words: float
    least: tuple[float, ...]

    @property
    def lead(self) -> float:
        """Height of the heading over the item."""
        return HEADING if self.item.heading else 0

    def heights(self, row: float) -> tuple[float, ...]:
        """The rows' heights when each is at least `row`, and all together hold the item's texts."""
        extra = [max(0.0, least - LEAST_ROW) for least in self.least]
        short = max(0.0, self.words - sum(extra) - row * len(extra)) / len(extra)
        step = -(-short // STEP) * STEP
        return tuple(row + step + more for more in extra)

    def height(self, row: float) -> float:
        """Height of the whole item when each row is at least `row`."""
        return self.lead + sum(self.heights(row))

    def laid(self, row: float) -> Item:
        """The item with its rows as high as the page has decided."""
        heights = self.heights(row)
        rows = tuple(Row(one.label, height, one.cells) for one, height in zip(self.item.rows, heights, strict=True))
        return replace(self.item, rows=rows, line=sum(heights) >= self.words + _PEN)

    def parts(self, most: int) -> Iterator["Sketch"]:
        """The sketch in pieces of at most `most` rows, so that no page is too small for one."""
        rows = self.item.rows
        for start in range(0, len(rows), most):
            some = slice(start, start + most)
            part = replace(self.item, rows=rows[some], heading="" if start else self.item.heading)
            yield Sketch(part, self.words, self.least[some])
