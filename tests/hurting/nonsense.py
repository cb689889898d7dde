"""Plugins that hand back what nobody can use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tests.hurting.misdeed import MUST, RECORDS, Misdeed

TALKING_NONSENSE: Final[Sequence[Misdeed]] = [
    Misdeed("hands back nothing", "return None", f"{MUST} a Reading, but returned nothing (None)"),
    Misdeed("hands back a word", "return 'all members'", f"{MUST} a Reading"),
    Misdeed(
        "hands back a generator", "return (row for row in [])", f"{MUST} a Reading, but returned a generator"
    ),
    Misdeed("hands back a list of its own", "return [{'id': 1}]", f"{MUST} a Reading"),
    Misdeed("hands back the class", "return Reading", f"{MUST} a Reading"),
    Misdeed("hands back rows", "return Reading([{'id': 1}])", f"{MUST} a list of Records"),
    Misdeed("works only later", "return Reading(row for row in [])", f"{MUST} a list of Records"),
    Misdeed(
        "has numbers as ids", f"{RECORDS}records[0].id = 7\nreturn Reading(records)", f"{MUST} texts as ids"
    ),
    Misdeed("has one id twice", f"{RECORDS}return Reading(records + records)", f"{MUST} every id once"),
    Misdeed(
        "has ids without end",
        f"{RECORDS}records[0].id = 'x' * 10**7\nreturn Reading(records)",
        f"{MUST} texts as ids",
    ),
    Misdeed(
        "has ids that no file can hold",
        f"{RECORDS}records[0].id = '\\ud83d'\nreturn Reading(records)",
        f"{MUST} texts as ids",
    ),
    Misdeed("has rejects without a reason", "return Reading([], ['row 7'])", f"{MUST} a list of Rejects"),
    Misdeed(
        "has rejects with numbers for words",
        "return Reading([], [Reject(place=7, why=7, remedy=7)])",
        f"{MUST} words as place",
    ),
    Misdeed("is whole, somehow", "return Reading([], coverage=True)", f"{MUST} Complete() or Partial(…)"),
    Misdeed(
        "is partial without a word", "return Reading([], coverage=Partial(None))", f"{MUST} words as reason"
    ),
    Misdeed("has columns without names", "return Reading([], columns=['id'])", f"{MUST} columns by field"),
    Misdeed(
        "has members that nobody checked",
        "return Reading([Record('M-1', fingerprint=b'1', source=Raw())])",
        "one whose name is wrong",
        top="""
        class Raw:
            def value(self, key):
                return Member.model_construct(id="M-1", name=7)

            def place(self, key):
                return "here"
        """,
    ),
    Misdeed(
        "has records that fail when they are looked at",
        "return Reading([Shy('M-1', fingerprint=b'1', source=None)])",
        "raised SystemExit",
        top="""
        class Shy(Record):
            @property
            def value(self):
                sys.exit(0)
        """,
    ),
    Misdeed(
        "has records that nobody can place",
        "return Reading([Record('M-1', fingerprint=b'1', source=Nowhere())])",
        "raised OSError: gone",
        top="""
        class Nowhere:
            def value(self, key):
                return Member(id="M-1", name="x")

            def place(self, key):
                raise OSError("gone")
        """,
    ),
    Misdeed(
        "has a reading that fails when it is looked at",
        "return Late([])",
        "raised ConnectionError: closed",
        top="""
        class Late(Reading):
            def __getattribute__(self, name):
                if name == "records":
                    raise ConnectionError("closed")
                return super().__getattribute__(name)
        """,
    ),
    Misdeed(
        "lies about its length",
        "return Reading(Liar())",
        "raised MemoryError",
        top="""
        class Liar(UserList):
            def __iter__(self):
                return iter([None] * 2**60)
        """,
    ),
    Misdeed(
        "says that it is everything",
        "return Everything()",
        f"{MUST} a Reading",
        top="""
        class Everything:
            def __getattr__(self, name):
                return self

            def __call__(self, *_, **__):
                return self

            def __iter__(self):
                return itertools.repeat(self)
        """,
    ),
]
