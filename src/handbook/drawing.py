"""A figure drawn from everything that it depends on, and nothing else: pure, so that it can be remembered."""

from handbook.figures.check import check
from handbook.figures.draw import strip, thumb
from handbook.figures.findings import failed
from handbook.figures.labels import Legend
from handbook.figures.motion import motion
from handbook.figures.movement import movement
from handbook.figures.reading import read
from handbook.figures.solve import solve
from handbook.figures.solved import Solved
from handbook.figures.stride import stride
from handbook.figures.words import describe
from handbook.wishes import STRIDE, Drawing, Running, Wish


def draw(wish: Wish) -> Drawing:
    """Draw one figure. Pure; where the data cannot be drawn there are findings and no files."""
    figure, unread = read(wish.data)
    if figure is None:
        return Drawing({}, "", unread)
    solved = solve(figure)
    found = (*unread, *check(figure, solved))
    if failed(found):
        return Drawing({}, "", found)
    words = describe(figure, solved)
    if wish.running is not None:
        return Drawing(_strides(solved, wish.title, wish.running), words, found)
    if wish.action:
        return Drawing({"movement": movement(solved, figure.arc, wish.title, words)}, words, found)
    worked = (wish.primary, wish.secondary, wish.title)
    files = {"strip": strip(solved, *worked, words), "thumb": thumb(solved, *worked), "motion": motion(solved, *worked)}
    return Drawing(files, words, found)


def _strides(solved: Solved, title: str, running: Running) -> dict[str, str]:
    """The stride for wide and for narrow pages."""
    legend = Legend(title, running.names, running.labels)
    wide, narrow = (stride(solved, legend, running.movements, columns=columns) for columns in (4, 2))
    return {"stride": wide, "stride_narrow": narrow, STRIDE: strip(solved, (), (), title)}
