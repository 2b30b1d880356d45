"""Scripts as they travel: without the comments and indentation that are for people."""

import re

_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_TYPE = re.compile(r"/\*\* @\w[^*\n]*\*/ ?")
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]*\n|^[ \t]+", re.MULTILINE)


def lean(script: bytes) -> bytes:
    """The same script without comments that have their own line, types said in comments, indentation and empty lines.

    It reads lines, not the language: comments behind code stay, and no text of a script may span lines.
    """
    text = script.decode()
    for needless in (_BLOCK, _TYPE, _LINE, _INDENT):
        text = needless.sub("", text)
    return text.encode()
