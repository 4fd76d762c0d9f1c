"""Answers and requests of old: what was once on the wire decodes for ever.

The files are never changed. A field that is new gets a default; a type that is new gets a file; a type that changes
in a way that breaks one of these files needs another name or another version of the API.
"""

import importlib
import inspect
import json
import pkgutil
from pathlib import Path

import msgspec
import pytest

import licensewire
from licensewire.shape import Answer, Request
from qtclient.api.client import Api

GOLDEN = Path(__file__).parent / "golden"
ANSWERS = sorted(GOLDEN.glob("answers/*.json"))
REQUESTS = sorted(GOLDEN.glob("requests/*.json"))


def structs(kind):
    found = {}
    for module in pkgutil.iter_modules(licensewire.__path__):
        for value in vars(importlib.import_module(f"licensewire.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, kind) and value is not kind:
                found[value.__name__] = value
    return found


def typed(path, kind):
    return structs(kind)[path.stem.partition(".")[0]]


def with_a_field_of_tomorrow(thing):
    if isinstance(thing, dict):
        return {"field_of_tomorrow": {"x": [1]}} | {
            name: with_a_field_of_tomorrow(value) for name, value in thing.items()
        }
    return [with_a_field_of_tomorrow(value) for value in thing] if isinstance(thing, list) else thing


def is_kept(old, new):
    """Whether everything in `old` is in `new` as well."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(is_kept(value, new.get(name)) for name, value in old.items())
    if isinstance(old, list):
        return isinstance(new, list) and len(old) == len(new) and all(map(is_kept, old, new))
    return old == new


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_an_answer_of_old_decodes_and_keeps_every_field(path):
    kind = typed(path, Answer)
    answer = msgspec.json.decode(path.read_bytes(), type=kind)
    assert is_kept(json.loads(path.read_bytes()), json.loads(msgspec.json.encode(answer)))


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_an_answer_of_tomorrow_decodes_to_the_same(path):
    kind = typed(path, Answer)
    today = json.loads(path.read_bytes())
    # In a free mapping (texts by language, cells by feature) a name is data and not a field.
    tomorrow = {"field_of_tomorrow": {"x": [1]}} | today
    assert msgspec.convert(tomorrow, kind) == msgspec.json.decode(path.read_bytes(), type=kind)


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_a_request_of_old_is_taken_and_a_misspelt_one_refused(path):
    kind = typed(path, Request)
    request = json.loads(path.read_bytes())
    assert is_kept(request, json.loads(msgspec.json.encode(msgspec.convert(request, kind))))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(with_a_field_of_tomorrow(request), kind)


def test_every_type_that_the_client_sends_or_gets_has_a_file():
    held = {path.stem.partition(".")[0] for path in ANSWERS + REQUESTS}
    used = set()
    for name, method in inspect.getmembers(Api, inspect.isfunction):
        if not name.startswith("_") and name != "tokenise":  # which speaks to the gateway
            used |= {kind.rpartition(".")[2] for kind in method.__annotations__.values() if isinstance(kind, str)}
    assert used & (structs(Answer) | structs(Request)).keys() <= held
    assert len(used & held) > 12
