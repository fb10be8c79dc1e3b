"""Tables of other programs, taken by the Arrow PyCapsule interface.

The structures are those of Arrow's C data and C stream interfaces, whose binary layout is stable:
https://arrow.apache.org/docs/format/CDataInterface.html. A program hands over pointers, which safe Rust
can't follow; here each buffer is copied once, as a whole, and no value becomes a Python object.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_int, c_int64, c_void_p
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class ArrowStreamExportable(Protocol):
    """Anything that gives a table by the Arrow PyCapsule interface: frames of polars, pyarrow, pandas, duckdb."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class _Schema(ctypes.Structure):
    pass


_Schema._fields_ = [
    ("format", c_char_p),
    ("name", c_char_p),
    ("metadata", c_void_p),
    ("flags", c_int64),
    ("n_children", c_int64),
    ("children", POINTER(POINTER(_Schema))),
    ("dictionary", POINTER(_Schema)),
    ("release", ctypes.CFUNCTYPE(None, POINTER(_Schema))),
    ("private_data", c_void_p),
]


class _Array(ctypes.Structure):
    pass


_Array._fields_ = [
    ("length", c_int64),
    ("null_count", c_int64),
    ("offset", c_int64),
    ("n_buffers", c_int64),
    ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)),
    ("children", POINTER(POINTER(_Array))),
    ("dictionary", POINTER(_Array)),
    ("release", ctypes.CFUNCTYPE(None, POINTER(_Array))),
    ("private_data", c_void_p),
]


class _Stream(ctypes.Structure):
    pass


_Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(c_int, POINTER(_Stream), POINTER(_Schema))),
    ("get_next", ctypes.CFUNCTYPE(c_int, POINTER(_Stream), POINTER(_Array))),
    ("get_last_error", ctypes.CFUNCTYPE(c_char_p, POINTER(_Stream))),
    ("release", ctypes.CFUNCTYPE(None, POINTER(_Stream))),
    ("private_data", c_void_p),
]

# A prototype of our own: the one in `pythonapi` is shared with whoever else uses it.
_pointer_of = ctypes.PYFUNCTYPE(c_void_p, ctypes.py_object, c_char_p)(("PyCapsule_GetPointer", ctypes.pythonapi))


class Chunk(NamedTuple):
    """Some rows of a column: ``length`` values from ``offset`` on, in the buffers of its Arrow type."""

    length: int
    offset: int
    buffers: list[bytes | None]
    dictionary: Chunk | None


class Column(NamedTuple):
    """A column with its Arrow type, that of its categories if it has any, and its rows."""

    name: str
    format: str
    dictionary: str | None
    chunks: list[Chunk]


def read(frame: ArrowStreamExportable) -> list[Column]:
    """The columns of a table, in its own types.

    Raises
    ------
    TypeError
        It is no table, or has no ``__arrow_c_stream__``.
    ValueError
        The program that holds the table can't give it.
    """
    export = getattr(frame, "__arrow_c_stream__", None)
    if export is None:
        raise TypeError(
            f"expected a frame with __arrow_c_stream__ (of polars, pyarrow, pandas 2.2 or duckdb), "
            f"found {type(frame).__qualname__}"
        )
    # The capsule owns the stream, and releases it when it goes.
    capsule = export()
    stream = _Stream.from_address(_pointer_of(capsule, b"arrow_array_stream"))
    schema = _Schema()
    _check(stream, stream.get_schema(ctypes.byref(stream), ctypes.byref(schema)))
    try:
        if schema.format != b"+s":
            raise TypeError(f"expected a table, found a single column ({type(frame).__qualname__})")
        fields = [schema.children[at].contents for at in range(schema.n_children)]
        columns = [Column(_text(field.name), _text(field.format), _dictionary(field), []) for field in fields]
        for batch in _batches(stream):
            for at, column in enumerate(columns):
                column.chunks.append(
                    _chunk(column.format, column.dictionary, batch.children[at].contents, batch.length, batch.offset)
                )
        return columns
    finally:
        schema.release(ctypes.byref(schema))


def _text(text: bytes | None) -> str:
    return (text or b"").decode()


def _dictionary(field: _Schema) -> str | None:
    return _text(field.dictionary.contents.format) if field.dictionary else None


def _check(stream: _Stream, status: int) -> None:
    if status != 0:
        reason = stream.get_last_error(ctypes.byref(stream))
        raise ValueError(f"the frame can't be read: {_text(reason) or status}")


def _batches(stream: _Stream) -> Iterator[_Array]:
    while True:
        batch = _Array()
        _check(stream, stream.get_next(ctypes.byref(stream), ctypes.byref(batch)))
        if not batch.release:
            return
        try:
            yield batch
        finally:
            batch.release(ctypes.byref(batch))


def _chunk(format: str, dictionary: str | None, array: _Array, length: int, offset: int) -> Chunk:
    offset += array.offset
    categories = None
    if dictionary is not None:
        values = array.dictionary.contents
        categories = _chunk(dictionary, None, values, values.length, 0)
    return Chunk(length, offset, _buffers(format, array, offset + length), categories)


# Bits of a value by the first character of the type.
_BITS = {"b": 1, "c": 8, "C": 8, "s": 16, "S": 16, "i": 32, "I": 32, "l": 64, "L": 64, "f": 32, "g": 64}


def _bits(format: str) -> int:
    """How many bits a value of a type has; 0 where its values are not needed."""
    if format.startswith("d:"):
        parts = format[2:].split(",")
        return int(parts[2]) if len(parts) > 2 else 128
    if format == "tdD":
        return 32
    if format == "tdm" or format.startswith("ts"):
        return 64
    return _BITS.get(format, 0)


def _buffers(format: str, array: _Array, end: int) -> list[bytes | None]:
    """The buffers of an array up to the value before ``end``, validity first; none of a type that nothing reads."""

    def taken(at: int, size: int) -> bytes | None:
        address = array.buffers[at]
        return ctypes.string_at(address, size) if address else None

    if format in ("u", "U"):
        width: Any = ctypes.c_int32 if format == "u" else c_int64
        offsets = taken(1, (end + 1) * ctypes.sizeof(width))
        size = width.from_buffer_copy(offsets, end * ctypes.sizeof(width)).value if offsets else 0
        return [taken(0, (end + 7) // 8), offsets, taken(2, size)]
    if format == "vu":
        parts = array.n_buffers - 3
        sizes = (c_int64 * parts).from_address(array.buffers[array.n_buffers - 1]) if parts > 0 else ()
        return [taken(0, (end + 7) // 8), taken(1, end * 16), *(taken(2 + at, size) for at, size in enumerate(sizes))]
    bits = _bits(format)
    if bits == 0:
        return []
    return [taken(0, (end + 7) // 8), taken(1, (end * bits + 7) // 8)]


def to_polars(table: ArrowStreamExportable) -> Any:
    """The table as a frame of polars."""
    import polars

    return polars.DataFrame(table)


def to_pandas(table: ArrowStreamExportable) -> Any:
    """The table as a frame of pandas, by way of pyarrow, as pandas itself does it."""
    import pandas

    if hasattr(pandas.DataFrame, "from_arrow"):
        return pandas.DataFrame.from_arrow(table)
    import pyarrow

    return pyarrow.table(table).to_pandas()
