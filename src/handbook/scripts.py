"""Scripts as they travel: without the comments and the room that are for people. The only module that knows rjsmin."""

import rjsmin


def lean(script: bytes) -> bytes:
    """The same script without comments and needless room."""
    return str(rjsmin.jsmin(script.decode())).encode()
