"""The catalogue of the education providers in Osterode: one CSV file, read only.

The hub uses it to see which contents the region offers already.
"""

from __future__ import annotations

from collections.abc import Callable

from hub import CoursesTable, Sheet, TableSettings, hookimpl


class Catalogue(CoursesTable):
    """`path` names the CSV file; each row is one dated course of one provider."""

    courses = Sheet(columns={"provider": "Anbieter", "price_guest": "Preis"})


@hookimpl
def register_connectors(register: Callable[..., None]) -> None:
    register("bildung-osterode", Catalogue, TableSettings)
