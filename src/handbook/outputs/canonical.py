"""Addresses of the published site as the world knows them: whole, percent-encoded, folders without `index.html`."""

from urllib.parse import quote

from handbook.settings import Settings


def canonical(settings: Settings, address: str) -> str:
    """The one web address of a page: of `programs/index.html` it is the folder's."""
    path, mark, fragment = address.partition("#")
    short = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return settings.base_url + quote(short) + mark + quote(fragment)
