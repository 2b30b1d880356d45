"""The house style: what each class of a figure looks like, on light and on dark ground.

Near parts are light with a dark outline, far parts grey; shirt, shorts, hair and shoes make the mannequin readable
when it is small. Worked muscles are solid (primary) or hatched (secondary), so that grey print keeps them apart.
Class names are single letters because every byte is repeated in every file; a capital is the far twin.
"""

import re

_INK, _FAR, _ACCENT = "#22272b", "#8d949b", "#c2410c"
_DARK_INK, _DARK_FAR, _DARK_ACCENT = "#eceff1", "#7d868e", "#ff8f57"

_LIGHT = (
    (
        "path,circle,ellipse",
        f"stroke:{_INK};stroke-width:19;stroke-linejoin:round;stroke-linecap:round;paint-order:stroke",
    ),
    (".s", "fill:#fff"),
    (".S", "fill:#f1f2f3"),
    (".t,.T", "fill:#dfe6eb"),
    (".h", "fill:#a9b6c1"),
    (".H", "fill:#d3d9de"),
    (".S,.T,.H", f"stroke:{_FAR};stroke-width:16"),
    (".f", f"fill:{_INK}"),
    (".F", "fill:#9aa1a7;stroke:#9aa1a7"),
    (".r", "fill:#6b757e"),
    (".e", "fill:#fff"),
    (".p", "fill:#efece5"),
    (".P", "fill:#d8d3c8"),
    (".p,.P", "stroke-width:10"),
    (".b,.B,.l", "fill:none;stroke-width:12"),
    (".l", "stroke-width:7"),
    (".B", f"stroke:{_FAR}"),
    (".k", f"fill:{_INK};stroke-width:6"),
    (".K", f"fill:{_FAR};stroke:{_FAR};stroke-width:6"),
    (".g", "fill:none;stroke-width:13"),
    (".w", "fill:#fff;fill-opacity:.3;stroke:#fff;stroke-width:26"),
    (".G", f"fill:#d5d9dc;stroke:{_FAR};stroke-width:9"),
    (".d", "fill:none;stroke-width:16;stroke-dasharray:40 14;stroke-linecap:butt"),
    (".a", f"fill:none;stroke:{_ACCENT};stroke-width:14"),
    (".m,.c", f"fill:{_ACCENT}"),
    (".n", f"fill:url(#h);stroke:{_ACCENT};stroke-width:4"),
    (".q,.r,.e,.m,.c,.v", "stroke:none"),
    (".v", "fill:#fff"),
    (".o", f"stroke:{_INK};stroke-width:6"),
    (".i", "fill:#e4e6e8;stroke:#a8aeb3;stroke-width:8"),
)
_DARK = (
    ("path,circle,ellipse", f"stroke:{_DARK_INK}"),
    (".s,.e", "fill:#343b42"),
    (".S", "fill:#20252a"),
    (".t", "fill:#4f5a64"),
    (".T", "fill:#2c3339"),
    (".h", "fill:#78858f"),
    (".H", "fill:#3b444c"),
    (".S,.T,.H,.B", f"stroke:{_DARK_FAR}"),
    (".f,.k", f"fill:{_DARK_INK}"),
    (".F,.K", "fill:#69727a;stroke:#69727a"),
    (".r", "fill:#b9c1c7"),
    (".p", "fill:#262c31"),
    (".P", "fill:#191d21"),
    (".w", "fill:#14181b;stroke:#14181b"),
    (".G", "fill:#2b3136;stroke:#7d868e"),
    (".a,.n", f"stroke:{_DARK_ACCENT}"),
    (".m,.c", f"fill:{_DARK_ACCENT}"),
    (".v", "fill:#343b42"),
    (".o", f"stroke:{_DARK_INK}"),
    (".i", "fill:#2b3136;stroke:#69727a"),
    (".q,.r,.e,.m,.c,.v", "stroke:none"),
)
HATCH = (
    '<pattern id="h" width="18" height="18" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="v" d="M0 0h18v18H0z"/><path class="c" d="M0 0h9v18H0z"/></pattern>'
)
"""Stripes 4.5 cm apart and half as wide: at 120 pixels they melt into a tone between idle and primary."""


def _kept(rules: tuple[tuple[str, str], ...], used: set[str]) -> str:
    out = ""
    for selectors, declarations in rules:
        kept = [one for one in selectors.split(",") if not one.startswith(".") or one[1:] in used]
        if kept:
            out += f"{','.join(kept)}{{{declarations}}}"
    return out


def style(drawn: str) -> str:
    """Give the rules that a drawing's classes need, light and dark."""
    used = {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}
    return f"{_kept(_LIGHT, used)}@media(prefers-color-scheme:dark){{{_kept(_DARK, used)}}}"
