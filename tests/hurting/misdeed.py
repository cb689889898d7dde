"""One way in which a plugin misbehaves: a small plugin, and what the hub has to say about it."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Final, NamedTuple

_READER = '''\
"""A plugin that hurts."""

import asyncio, atexit, concurrent.futures, ctypes, io, itertools, locale, logging, os, queue, random
import signal, socket, subprocess, sys, threading, time, warnings
from collections import UserList
from collections.abc import Sequence
from pathlib import Path

from hub import (
    Complete, ConfigError, HubError, Member, NetworkError, Partial, Reading, Record, Reject, Settings, Text,
    Unreachable, hookimpl,
)
{top}

class Table(Settings):
    """No key of its own."""


class Sick:
    def __init__(self, settings):
{made}

    @hookimpl
    def fetch_members(self, network):
{body}


@hookimpl
def register_connectors(register):
    register("{kind}", Sick, Table)
'''

_WRITER = '''\
"""A plugin that hurts where it writes."""

import os, subprocess, sys, threading, time

from hub import Done, Finding, HubError, Member, Record, Refused, Unknown, Unreachable, Unusable, hookimpl
from hub.testing.system import MakeBelieve, MakeBelieveSettings


class Sick(MakeBelieve):
    @hookimpl
    def {hook}(self, {arguments}):
{body}


@hookimpl
def register_connectors(register):
    register("{kind}", Sick, MakeBelieveSettings)
'''


_ARGUMENTS: Final = {
    "publish_courses": "network, changes",
    "sync_bookings": "network, changes",
    "check_system": "network",
    "after_night": "night",
}


class Misdeed(NamedTuple):
    """What a plugin does, and what is said about it; nothing where it harms nobody."""

    name: str
    body: str
    said: str = ""
    top: str = ""
    made: str = "pass"
    hook: str = "fetch_members"
    code: int = 5

    def plugin(self, kind: str) -> str:
        """The whole file."""
        body = indent(dedent(self.body).strip("\n"), " " * 8)
        if self.hook == "fetch_members":
            made = indent(dedent(self.made).strip("\n"), " " * 8)
            return _READER.format(top=dedent(self.top), made=made, body=body, kind=kind)
        return _WRITER.format(hook=self.hook, arguments=_ARGUMENTS[self.hook], body=body, kind=kind)


LATE: Final = "did not answer within"
MUST: Final = "must return"
GOOD: Final = 'return Reading([Record.of(Member(id="M-1", name="Beispiel GmbH"), "here")])'
RECORDS: Final = "records = [Record.of(Member(id=f'M-{n}', name='x'), 'here') for n in range(3)]\n"
