"""Ways to make a plan stale by its file: a slip of the finger, a mail program, half a copy, a forgery."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from tests.proofs.desks import BUSY, EVERYWHERE, Desk
from tests.proofs.ways import Act, Way, in_turn

Document = dict[str, Any]
NO_PLAN: Final = "This file is no plan"
CHANGED: Final = "was changed after the hub wrote it"
ANY: Final = "no plan|is not whole|was changed after the hub wrote it"
_PLACES: Final = 24
_TWICE: Final = frozenset({"first", "later"})  # what is refused while it is read, is so in every world


def rewritten(change: Callable[[str], str]) -> Act:
    """The text of the file becomes another one."""

    def act(desk: Desk) -> None:
        before, desk.plan = desk.plan, change(desk.plan)
        assert desk.plan != before

    return act


def forged(change: Callable[[Document], object]) -> Act:
    """The document says something else, and its checksum fits."""
    return lambda desk: desk.forge(change)


def _at(part: int, change: Callable[[str, int], str]) -> Act:
    """A change at one of the places that are spread over the file."""
    return rewritten(lambda text: change(text, part * (len(text) - 1) // (_PLACES - 1)))


def _flipped(text: str, place: int) -> str:
    return f"{text[:place]}{chr(ord(text[place]) ^ 1)}{text[place + 1 :]}"


def _deleted(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def _inserted(text: str, place: int) -> str:
    return f"{text[:place]}0{text[place:]}"


def _doubled(text: str, place: int) -> str:
    lines = text.splitlines(keepends=True)
    line = place * len(lines) // len(text)
    return "".join([*lines[: line + 1], *lines[line:]])


SLIPS: Final = [
    way
    for name, slip in (("flipped", _flipped), ("deleted", _deleted), ("inserted", _inserted))
    for way in in_turn(f"one letter {name}", ANY, [_at(part, slip) for part in range(_PLACES)])
] + [
    *in_turn("cut off", ANY, [_at(part, lambda text, place: text[:place]) for part in range(_PLACES)]),
    *in_turn("a line twice", ANY, [_at(part, _doubled) for part in range(_PLACES)]),
]

COPIES: Final = [
    Way("with CRLF", rewritten(lambda text: text.replace("\n", "\r\n")), CHANGED),
    Way("with CR", rewritten(lambda text: text.replace("\n", "\r")), CHANGED),
    Way("with a mark at its front", rewritten(lambda text: f"\ufeff{text}"), NO_PLAN),
    Way("with a blank line more", rewritten(lambda text: f"{text}\n"), CHANGED),
    Way("without its last line break", rewritten(str.rstrip), CHANGED),
    Way("indented otherwise", rewritten(lambda text: json.dumps(json.loads(text), indent=4)), CHANGED),
    Way("on one line", rewritten(lambda text: json.dumps(json.loads(text))), CHANGED),
    Way(
        "sorted by key",
        rewritten(lambda text: json.dumps(json.loads(text), indent=2, sort_keys=True)),
        CHANGED,
    ),
    Way("in ASCII", rewritten(lambda text: json.dumps(json.loads(text), indent=2) + "\n"), CHANGED),
    Way("read as Latin-1", rewritten(lambda text: f"{text}ü".encode().decode("latin-1")), ANY),
    Way("in NFD", rewritten(lambda text: text.replace("e", "e\u0301", 1)), ANY),
    Way("in capitals", rewritten(str.upper), ANY),
    Way("twice", rewritten(lambda text: text + text), NO_PLAN),
    Way("empty", rewritten(lambda text: ""), NO_PLAN),
    Way("as a list", rewritten(lambda text: f"[{text}]"), "holds no JSON object"),
    Way("with a key twice", rewritten(lambda text: text.replace("{", '{"held": [],', 1)), CHANGED),
    Way("with zeros for letters", rewritten(lambda text: "\0" * len(text)), NO_PLAN),
]

KEYS: Final = ("fingerprint", "created", "basis", "changes", "held", "missing", "schema")
TORN: Final = [
    *(Way(f"without {key}", forged(lambda document, key=key: document.pop(key)), ANY) for key in KEYS),
    *(
        Way(f"with {key} of another kind", forged(lambda document, key=key: document.update({key: 7})), ANY)
        for key in KEYS
    ),
    Way("without its checksum", rewritten(lambda text: text.replace('"checksum"', '"sum"')), CHANGED),
    Way("of a newer kind", forged(lambda document: document.update(schema="hub-plan/2")), "hub-plan/2"),
    Way("of a night", forged(lambda document: document.update(schema="hub-night/1")), "hub-night/1"),
]


def _change(document: Document, *, at: int = 0) -> Document:
    """One of the changes, or of those that are held."""
    found: Document = [*document["changes"], *document["held"]][at]
    return found


def _set(**values: object) -> Act:
    return forged(lambda document: _change(document).update(values))


def _of_a_field(**values: object) -> Act:
    return forged(lambda document: next(iter(_change(document)["fields"].values())).update(values))


def _of_the_basis(part: str) -> Act:
    return forged(lambda document: document["basis_of"].update({part: "0" * 16}))


def _list(document: Document) -> list[Document]:
    found: list[Document] = document["changes"] or document["held"]
    return found


def _held_and_not(document: Document) -> None:
    """What is held stands among the changes, and the other way round."""
    document["changes"], document["held"] = document["held"], document["changes"]


def _swapped(document: Document) -> None:
    changes = _list(document)
    changes[0], changes[-1] = changes[-1], changes[0]


_ABSENCE: Final = {"ref": "guild/booking/B-1", "network": "guild", "title": "Forged", "since": "2013-01-01"}
_OTHER: Final = "other values, or another order|would become|planned"

FORGERIES: Final = [
    Way("another fingerprint", forged(lambda d: d.update(fingerprint=f"sha256:{'0' * 64}")), "fingerprint was changed"),
    Way("another basis", forged(lambda d: d.update(basis="0" * 16)), "made from something else"),
    Way("no parts of its basis", forged(lambda d: d.pop("basis_of")), "another version of the hub"),
    Way("another version", _of_the_basis("hub"), "made by version 0000"),
    Way("another place", _of_the_basis("place"), "another hub.toml, or in another folder"),
    Way("other agreements", _of_the_basis("agreements"), "an agreement has begun or ended"),
    Way("another ledger", _of_the_basis("ledger"), "not the same ledger"),
    Way("other decisions", _of_the_basis("decisions"), "a question was answered"),
    Way("other limits", forged(lambda d: d["basis_of"]["settings"].update(limits="0")), "limits"),
    Way("another plugin", forged(lambda d: d["basis_of"]["plugins"].update(other="0")), "code of the connectors in use.*other"),
    Way("made long ago", forged(lambda d: d.update(created="2012-01-14T02:00:00+01:00")), "a plan holds for 7 days"),
    Way("made in the future", forged(lambda d: d.update(created="2031-01-14T02:00:00+01:00")), "and here it is"),
    Way("no changes any more", forged(lambda d: d.update(changes=[], held=[])), "newly planned", BUSY),
    Way("one change less", forged(lambda d: _list(d).pop()), "newly planned", BUSY),
    Way("one change twice", forged(lambda d: _list(d).append(_list(d)[0])), "in another order, or one of them twice", BUSY - {"held"}),
    Way("two changes swapped", forged(_swapped), "in another order", BUSY - {"held"}),
    Way("held for not held", forged(_held_and_not), "is held now|is not held any more", BUSY),
    Way("an absence invented", forged(lambda d: d["missing"].append(_ABSENCE)), "no longer missing since 2013-01-01: Forged"),
    Way("another night undone", forged(lambda d: d.update(undoes=1)), "planned|would become", frozenset({"undo"})),
    Way("no undo any more", forged(lambda d: d.pop("undoes")), "planned|would become", frozenset({"undo"})),
    Way("an undo where there was none", forged(lambda d: d.update(undoes=1)), "planned|would become|has no night 1|fingerprint was changed", EVERYWHERE - {"undo"}),
    Way("an absence hidden", forged(lambda d: d["missing"].clear()), "missing since", frozenset({"absent"})),
    Way("another value after", _of_a_field(after="Forged"), "not “Forged”", BUSY - {"held", "undo"}),
    Way("another status after", _of_a_field(after="closed"), "would become", frozenset({"held", "undo"})),
    Way("another value before", _of_a_field(before="Forged"), _OTHER, BUSY),
    Way("a field more", forged(lambda d: _change(d)["fields"].update(note={"before": None, "after": "x"})), "note", BUSY),
    Way("a field less", forged(lambda d: _change(d)["fields"].popitem()), "would become", BUSY),
    *(
        Way(f"another {key}", _set(**{key: "Forged"}), _OTHER, BUSY)
        for key in ("id", "title", "kind", "network", "ref", "action", "follows", "cause")
    ),
    Way("an answer awaited", _set(awaits_answer=True), _OTHER, BUSY),
]  # fmt: skip

WAYS: Final = [*(replace(way, scenes=_TWICE) for way in (*SLIPS, *COPIES, *TORN)), *FORGERIES]
