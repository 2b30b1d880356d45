"""The house style: what each class of a figure looks like, on light and on dark ground.

Near parts are light with a dark outline, far parts grey; shirt, shorts, hair and shoes make the mannequin readable
when it is small. Worked muscles are solid (primary) or hatched (secondary), so that grey print keeps them apart.
Class names are single letters because every byte is repeated in every file; a capital is the far twin.
"""

import re

_FAR, _ACCENT = "#999", "#c2410c"
_DARK_FAR, _DARK_ACCENT = "#888", "#ff8f57"

_LIGHT = (
    ("svg", "color:#222"),
    (
        "path,circle,ellipse",
        "stroke:currentColor;stroke-width:19;stroke-linejoin:round;stroke-linecap:round;paint-order:stroke",
    ),
    (".s,.e,.v", "fill:#fff"),
    (".S", "fill:#f1f2f3"),
    (".t,.T", "fill:#dfe6eb"),
    (".h", "fill:#b5c1cb"),
    (".H", "fill:#d3d9de"),
    (".S,.T,.H", f"stroke:{_FAR};stroke-width:16"),
    (".f,.k", "fill:currentColor"),
    (".F,.K", f"fill:{_FAR};stroke:{_FAR}"),
    (".r", "fill:#6b757e"),
    (".p", "fill:#efece5"),
    (".P", "fill:#d8d3c8"),
    (".p,.P", "stroke-width:10"),
    (".b,.B,.l,.g,.a,.u", "fill:none;stroke-width:13"),
    (".l", "stroke-width:7"),
    (".B", f"stroke:{_FAR}"),
    (".k,.K,.o", "stroke-width:6"),
    (".u", "stroke:#56819e;stroke-width:20"),
    (".w", "fill:#fff;fill-opacity:.3;stroke:#fff;stroke-width:26"),
    (".G", f"fill:#d5d9dc;stroke:{_FAR};stroke-width:9"),
    (".a", f"stroke:{_ACCENT}"),
    (".y", "fill:none;stroke:#fff;stroke-width:26"),
    (".m,.c,.j", f"fill:{_ACCENT}"),
    (".j", "stroke:#fff;stroke-width:9"),
    (".n", f"fill:url(#h);stroke:{_ACCENT};stroke-width:4"),
    (".q,.r,.e,.m,.c,.v", "stroke:none"),
    (".i", "fill:#ececec;stroke:#aaa;stroke-width:8"),
)
_DARK = (
    ("svg", "color:#eee"),
    (".s,.e,.v", "fill:#343b42"),
    (".S", "fill:#20252a"),
    (".t", "fill:#4f5a64"),
    (".T", "fill:#2c3339"),
    (".h", "fill:#78858f"),
    (".H", "fill:#3b444c"),
    (".S,.T,.H,.B,.G", f"stroke:{_DARK_FAR}"),
    (".F,.K", "fill:#666;stroke:#666"),
    (".r", "fill:#a3adb4"),
    (".p,.G,.i", "fill:#262c31"),
    (".P", "fill:#191d21"),
    (".w", "fill:#14181b;stroke:#14181b"),
    (".u", "stroke:#8ab4cf"),
    (".a,.n", f"stroke:{_DARK_ACCENT}"),
    (".y,.j", "stroke:#14181b"),
    (".m,.c,.j", f"fill:{_DARK_ACCENT}"),
    (".i", "stroke:#666"),
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


def _used(drawn: str) -> set[str]:
    return {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}


def light(drawn: str) -> str:
    """Give the rules that a drawing's classes need on light ground."""
    return _kept(_LIGHT, _used(drawn))


def style(drawn: str) -> str:
    """Give the rules that a drawing's classes need, light and dark."""
    return f"{light(drawn)}@media(prefers-color-scheme:dark){{{_kept(_DARK, _used(drawn))}}}"
