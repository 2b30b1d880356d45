"""Where a long program breaks: weeks into groups that share a page, items into pages."""

from collections.abc import Iterator, Sequence


def week_groups(phases: Sequence[Sequence[int]], most: int) -> tuple[tuple[int, ...], ...]:
    """Weeks in groups of at most `most`, phases kept whole where they fit and short ones put together.

    `phases` are the weeks in order, one sequence a phase; a phase that is too long is divided evenly.
    """
    if sum(map(len, phases)) <= most:
        return (tuple(week for phase in phases for week in phase),)
    groups: list[tuple[int, ...]] = []
    for phase in phases:
        for part in _even(tuple(phase), most):
            if groups and len(groups[-1]) + len(part) <= most:
                groups[-1] += part
            else:
                groups.append(part)
    return tuple(groups)


def _even(weeks: tuple[int, ...], most: int) -> Iterator[tuple[int, ...]]:
    count = -(-len(weeks) // most)
    for part in range(count):
        yield weeks[part * len(weeks) // count : (part + 1) * len(weeks) // count]


def pages(heights: Sequence[float], room: float) -> tuple[range, ...]:
    """Which of the things of such heights stand on each page: as few pages as will do, filled as evenly as can be."""
    fewest = len(_filled(heights, room))
    cap = max([sum(heights) / fewest, *heights]) if heights else room
    while cap < room and len(_filled(heights, cap)) > fewest:
        cap += room / 50
    return _filled(heights, min(cap, room))


def _filled(heights: Sequence[float], room: float) -> tuple[range, ...]:
    starts, used = [0], 0.0
    for at, height in enumerate(heights):
        if at > starts[-1] and used + height > room:
            starts.append(at)
            used = 0.0
        used += height
    ends = [*starts[1:], len(heights)]
    return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))
