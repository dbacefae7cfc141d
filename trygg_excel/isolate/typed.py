"""Frozen records <-> what JSON can hold, by the records' own type hints; reading is strict.

A record is the list of its fields. A field that a record gains is carried without a change here, if it is made of str,
int, bool, None, enums, tuples, frozensets and records. Anything else is a TypeError as soon as the codec is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from trygg_excel.isolate.frames import Malformed

_LARGEST = 2**53  # of a whole number: sizes, counts and places all stay far below


@dataclass(frozen=True, slots=True)
class Codec:
    """`dump` gives what JSON can hold; `load` gives the value back, or raises Malformed."""

    dump: Callable[[Any], Any]
    load: Callable[[Any], Any]


@cache
def codec_of(hint: Any) -> Codec:
    """The codec of values with this type hint."""
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        return _optional(hint)
    if origin is tuple:
        return _tuple(get_args(hint))
    if origin is frozenset:
        items = codec_of(get_args(hint)[0])
        many = _list_of(items)
        return Codec(lambda value: [items.dump(each) for each in sorted(value)], lambda data: frozenset(many(data)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Codec(lambda value: value.value, lambda data: _member(hint, data))
    if is_dataclass(hint) and isinstance(hint, type):
        return record(hint)
    if hint in {str, int, bool, NoneType}:
        return Codec(lambda value: value, lambda data: _plain(hint, data))
    message = f"no way over the pipe for {hint!r}"
    raise TypeError(message)


@cache
def record(kind: type, without: frozenset[str] = frozenset()) -> Codec:
    """The codec of a dataclass. With fields left `without`, loading gives the others as a dict and not the record."""
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind) if each.name not in without]
    codecs = [codec_of(hints[name]) for name in names]

    def dump(value: Any) -> list[Any]:
        return [codec.dump(getattr(value, name)) for name, codec in zip(names, codecs, strict=True)]

    def load(data: Any) -> Any:
        if type(data) is not list or len(data) != len(names):
            raise Malformed(f"no {kind.__name__}")
        values = {name: codec.load(each) for name, codec, each in zip(names, codecs, data, strict=True)}
        return values if without else kind(**values)

    return Codec(dump, load)


def _optional(hint: Any) -> Codec:
    inner = [each for each in get_args(hint) if each is not NoneType]
    if len(inner) != 1 or len(get_args(hint)) != 2:
        message = f"no way over the pipe for {hint!r}"
        raise TypeError(message)
    codec = codec_of(inner[0])
    return Codec(
        lambda value: None if value is None else codec.dump(value),
        lambda data: None if data is None else codec.load(data),
    )


def _tuple(parts: tuple[Any, ...]) -> Codec:
    if len(parts) == 2 and parts[1] is Ellipsis:
        items = codec_of(parts[0])
        many = _list_of(items)
        return Codec(lambda value: [items.dump(each) for each in value], lambda data: tuple(many(data)))
    codecs = [codec_of(part) for part in parts]

    def load(data: Any) -> tuple[Any, ...]:
        if type(data) is not list or len(data) != len(codecs):
            raise Malformed("no tuple")
        return tuple(codec.load(each) for codec, each in zip(codecs, data, strict=True))

    return Codec(lambda value: [codec.dump(each) for codec, each in zip(codecs, value, strict=True)], load)


def _list_of(items: Codec) -> Callable[[Any], list[Any]]:
    def load(data: Any) -> list[Any]:
        if type(data) is not list:
            raise Malformed("no list")
        return [items.load(each) for each in data]

    return load


def _member(kind: type[Enum], data: Any) -> Enum:
    try:
        return kind(data)
    except ValueError as problem:
        raise Malformed(f"no {kind.__name__}") from problem


def _plain(kind: type, data: Any) -> Any:
    if type(data) is not kind or (isinstance(data, int) and abs(data) > _LARGEST):
        raise Malformed(f"no {kind.__name__}")
    return data
