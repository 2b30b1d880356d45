"""A reading of JSON Schema (draft 2020-12) for the keywords that our schemas use; an unknown one is an error."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
_SAID = {"$schema", "$id", "$defs", "title", "description", "default", "examples", "markdownDescription"}


class Reader:
    """Holds documents against a schema; with `closed`, what an object's schema does not name may not be there."""

    def __init__(self, root: dict[str, Any], *, closed: bool = False) -> None:
        self.root = root
        self.closed = closed

    def faults(self, document: Any, schema: Any = None, at: str = "$") -> Iterator[str]:
        """Every place where `document` does not conform."""
        schema = self.root if schema is None else schema
        if schema is True or schema is False:
            if schema is False:
                yield f"{at}: nothing may be here"
            return
        for keyword, said in schema.items():
            if keyword not in _SAID:
                yield from getattr(self, f"_{keyword.removeprefix('$')}")(document, said, schema, at)
        if self.closed and "properties" in schema and "additionalProperties" not in schema:
            yield from self._additionalProperties(document, False, schema, at)  # noqa: FBT003 - the keyword's value

    def _ref(self, document: Any, said: str, _schema: Any, at: str) -> Iterator[str]:
        goal: Any = self.root
        for part in said.removeprefix("#/").split("/"):
            goal = goal[part]
        yield from self.faults(document, goal, at)

    def _type(self, document: Any, said: str | list[str], _schema: Any, at: str) -> Iterator[str]:
        names = [said] if isinstance(said, str) else said
        allowed = tuple(kind for name in names for kind in _TYPES[name])
        if not isinstance(document, allowed) or (isinstance(document, bool) and bool not in allowed):
            yield f"{at}: {document!r} is not {said}"

    def _enum(self, document: Any, said: list[Any], _schema: Any, at: str) -> Iterator[str]:
        if document not in said:
            yield f"{at}: {document!r} is none of {said}"

    def _const(self, document: Any, said: Any, _schema: Any, at: str) -> Iterator[str]:
        if document != said:
            yield f"{at}: {document!r} is not {said!r}"

    def _required(self, document: Any, said: list[str], _schema: Any, at: str) -> Iterator[str]:
        if isinstance(document, dict):
            yield from (f"{at}: lacks {name}" for name in said if name not in document)

    def _properties(self, document: Any, said: dict[str, Any], _schema: Any, at: str) -> Iterator[str]:
        if isinstance(document, dict):
            for name, inner in said.items():
                if name in document:
                    yield from self.faults(document[name], inner, f"{at}.{name}")

    def _additionalProperties(self, document: Any, said: Any, schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(document, dict):
            for name in document.keys() - schema.get("properties", {}).keys():
                yield from self.faults(document[name], said, f"{at}.{name}")

    def _propertyNames(self, document: Any, said: Any, _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(document, dict):
            for name in document:
                yield from self.faults(name, said, f"{at} key {name}")

    def _minProperties(self, document: Any, said: int, _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(document, dict) and len(document) < said:
            yield f"{at}: too few"

    def _maxProperties(self, document: Any, said: int, _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(document, dict) and len(document) > said:
            yield f"{at}: too many"

    def _items(self, document: Any, said: Any, _schema: Any, at: str) -> Iterator[str]:
        if isinstance(document, list):
            for number, item in enumerate(document):
                yield from self.faults(item, said, f"{at}[{number}]")

    def _minItems(self, document: Any, said: int, _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(document, list) and len(document) < said:
            yield f"{at}: too short"

    def _maxItems(self, document: Any, said: int, _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(document, list) and len(document) > said:
            yield f"{at}: too long"

    def _minLength(self, document: Any, said: int, _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        if isinstance(document, str) and len(document) < said:
            yield f"{at}: too short"

    def _minimum(self, document: Any, said: float, _schema: Any, at: str) -> Iterator[str]:
        if isinstance(document, int | float) and document < said:
            yield f"{at}: {document} is less than {said}"

    def _maximum(self, document: Any, said: float, _schema: Any, at: str) -> Iterator[str]:
        if isinstance(document, int | float) and document > said:
            yield f"{at}: {document} is more than {said}"

    def _pattern(self, document: Any, said: str, _schema: Any, at: str) -> Iterator[str]:
        if isinstance(document, str) and re.search(said, document) is None:
            yield f"{at}: {document!r} is not like {said}"

    def _format(self, document: Any, said: str, _schema: Any, at: str) -> Iterator[str]:
        if said == "date" and isinstance(document, str):
            try:
                date.fromisoformat(document)
            except ValueError:
                yield f"{at}: {document!r} is no date"

    def _allOf(self, document: Any, said: list[Any], _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        for one in said:
            yield from self.faults(document, one, at)

    def _anyOf(self, document: Any, said: list[Any], _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        tries = [list(self.faults(document, one, at)) for one in said]
        if all(tries):
            yield min(tries, key=len)[0]

    def _oneOf(self, document: Any, said: list[Any], _schema: Any, at: str) -> Iterator[str]:  # noqa: N802
        tries = [list(self.faults(document, one, at)) for one in said]
        fits = sum(not faults for faults in tries)
        if fits > 1:
            yield f"{at}: fits {fits} alternatives"
        elif fits == 0:
            yield from min(tries, key=len)
