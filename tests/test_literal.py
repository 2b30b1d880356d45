"""Nobody gets in: texts that are code elsewhere are texts here, and no page lets anything in from elsewhere."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit import literal
from handbook.cli import main
from handbook.load import addressable
from handbook.pipeline import Site
from handbooks import check, lay, tiny_text

# One text of each kind; tests/audit/literal.py takes them all.
ADDED = (
    """ </title></script><img src=x onerror=alert(1)>" onload='x' {{ 7*7 }} #read("/etc/passwd") """
    """]](javascript:alert(1)) %s {0} &lt; -->\\\nATTACH:x; ../../etc/passwd \u202e🏋"""
)
POLICY = {
    "default-src": "'none'",
    "img-src": "'self' data:",
    "style-src": "'self'",
    "script-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with plain words in every text field."""
    return literal.made(tmp_path_factory.mktemp("plain"), " ")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same with what is code elsewhere behind them."""
    return literal.made(tmp_path_factory.mktemp("attacked"), ADDED)


def test_every_text_field_is_tried(tmp_path: Path) -> None:
    """The handbook that is attacked fills every free text that the schema declares, a new field too."""
    assert literal.unfilled(literal.sources(tmp_path)) == []


def test_a_text_builds_nothing(plain: Site, attacked: Site) -> None:
    """Pages, documents, feeds, calendars, pictures and papers are built as with plain words, element by element."""
    assert list(literal.differences(plain, attacked)) == []


def test_a_text_stands_as_it_is_written(attacked: Site) -> None:
    """On the page, in the API, in the feed and on paper, where Typst's markup is printed and not run."""
    assert list(literal.unsaid(attacked, ADDED)) == []
    paper = literal.printed(attacked)
    assert '#read("/etc/passwd")' in paper
    assert "{{7*7}}" in paper
    assert "root:" not in paper


class Page(HTMLParser):
    """What of a page could run, load or send anything."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.policies: list[str] = []
        self.faults: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the policies, and what no page may have."""
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(given["content"])
        elif tag in {"script", "link"} and not self.policies:
            self.faults.append(f"<{tag}> before the policy")
        if tag == "script" and not given.get("src") and given.get("type") != "application/ld+json":
            self.faults.append("a script in the page")
        if tag in {"iframe", "object", "embed", "base", "style"}:
            self.faults.append(f"<{tag}>")
        self.faults += [f"{name} on <{tag}>" for name in given if name.startswith("on") or name == "style"]
        self.faults += [
            f"{name}={value}"
            for name, value in given.items()
            if name in {"href", "src", "action", "srcset", "poster"} and _lures(tag, value)
        ]


def _lures(tag: str, address: str) -> bool:
    """Whether an address runs something, or loads it from elsewhere without being asked."""
    scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):|//", address, re.IGNORECASE)
    if scheme is None:
        return False
    return (scheme[1] or "").lower() not in {"https", "http", "mailto", "tel"} or tag not in {"a", "link"}


def faults_of(address: str, html: str) -> Iterator[str]:
    """What is wrong with a page's policy, or is kept from working by it."""
    page = Page(html)
    if len(page.policies) != 1:
        yield f"{address}: {len(page.policies)} policies"
        return
    policy = dict(part.strip().split(" ", 1) for part in page.policies[0].split(";"))
    if address == "search/index.html":  # the search in full texts is a program in WebAssembly, which is not script
        policy["script-src"] = policy["script-src"].removesuffix(" 'wasm-unsafe-eval'")
    if policy != POLICY:
        yield f"{address}: {policy}"
    yield from (f"{address}: {fault}" for fault in page.faults)


def test_every_page_has_a_strict_policy(site: Site) -> None:
    """Nothing inline, nothing from other hosts, before anything is loaded; and no page has what it would refuse."""
    own = site.handbook.settings.base_url.encode()  # the page for what is not there names its files from the root
    pages = {name: text.replace(own, b"").decode() for name, text in site.files.items() if name.endswith(".html")}
    assert len(pages) > 200
    assert [fault for name, html in pages.items() for fault in faults_of(name, html)] == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("base_url: 'https://example.org/\" onload=\"x'", "is not a web address"),
        ('base_url: "https://example.org/\\nDisallow: /"', "is not a web address"),
        ("base_url: javascript:alert(1)//https://example.org", "is not a web address"),
        ("base_url: https:///etc/passwd", "is not a web address"),
        ("repository: {url: 'https://example.org/?a#'}", "is not a web address"),
        ("repository: {url: https://example.org, edit: 'javascript:alert(1)//{url}'}", "leads nowhere"),
        ("repository: {url: https://example.org, view: '//example.net/{path}'}", "leads nowhere"),
        ("repository: {url: https://example.org, new: '{url.__class__}'}", "is no part of an address"),
        ("repository: {url: https://example.org, issue: '{url}{0}'}", "is no part of an address"),
        ("redirects: {../../x: exercises/squat}", "is no entry"),
        ("redirects: {exercises/x: /etc/passwd}", "is no entry"),
        ("language: 'en\" onload=\"x'", "is not of the form"),
    ],
)
def test_settings_lead_nowhere_else(tmp_path: Path, field: str, said: str) -> None:
    """Addresses in the settings are the web's, in one line, and what they are made of are the parts that we name."""
    name = field.partition(":")[0]
    text = "\n".join(
        line for line in tiny_text("handbook.yaml").splitlines() if not line.startswith(f"{name}:")
    )  # fmt: skip
    (line,) = [one for one in check(lay(tmp_path, {"handbook.yaml": f"{text}\n{field}\n"})).said if "error" in one]
    assert said in line


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a b/", 'https://a/"', "https://a\n/", "//a", "file:///etc", "https://"]
)
def test_a_base_url_is_an_address(tmp_path: Path, address: str) -> None:
    """What the command is told is judged as what the settings say."""
    done = CliRunner().invoke(main, ["--root", str(lay(tmp_path, {})), "build", "--base-url", address])
    assert (done.exit_code, "is not a web address" in done.output) == (2, True)
    assert not (tmp_path / "site").exists()


ODD_NAMES = ("..", "", "a/b", "/a", "a\\b", "con", "lpt1", "a.b", "a\n", *"./-A%\u0430\uff41")


@pytest.mark.parametrize("slug", ODD_NAMES)
def test_a_name_is_no_path(slug: str) -> None:
    """An entry's name has neither folders nor letters that look like others, and is no system's own."""
    assert not addressable("exercises", slug)
