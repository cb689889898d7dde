"""Whole pages, reviewed by a person: what an office reads before and after a night."""

from __future__ import annotations

from typing import Final

import pytest

from hub.report import Length, NightFacts, as_text, restored, stored, view_of
from tests.report.sample import the_dry_run, the_night

PLAN_SHORT: Final = """\
Plan for 2013-01-14, nothing is written yet: 12 changes (3 to add, 7 to amend, 2 to cancel), 1 failure, 1 held, 1 question, 4 withheld, 1 missing, 1 row not readable.
x VerpackungsCluster: no answer in 30 s. Ask the office. (crm.example.org)
- cancel course VA-2013-04 Rüstzeiten in MEKOM: status open -> cancelled (cancelled by VerpackungsCluster)
- cancel booking VA-2013-04: T. H., Autohaus Radspur GmbH in VerpackungsCluster: status requested -> cancelled by the company (the course was cancelled by VerpackungsCluster)
! cancel booking VA-2013-02: S. E., Stollen Guss GmbH in VerpackungsCluster: status requested -> cancelled by the company (gone from MEKOM since 2013-01-13): MEKOM had 40 bookings and now has 3
~ amend course VA-2013-03 Folienkunde in MEKOM: place “Nörten” -> “Osterode am Harz” (edited in MEKOM; VerpackungsCluster owns it, so it is put right)
? VA-2013-01: F. S., Vorharz Blech GmbH: Has somebody of this name a seat already? (mekom.xlsx, sheet Buchungen, row 24)
+ add booking VA-2013-01: K. M., Harz-Metallbau GmbH in VerpackungsCluster (requested through MEKOM; price for guests; row gets its number in MEKOM; answer goes to MEKOM)
+ add booking VA-2013-01: J. L., Sösebank eG in VerpackungsCluster (requested through MEKOM; price for guests; row gets its number in MEKOM; answer goes to MEKOM)
+ add course VA-2013-01 Gut verkaufen in MEKOM (released for MEKOM, not offered in the region)
~ amend course VA-2013-02 Neue Kunden in MEKOM: price for guests 280.00 -> 310.00 (changed in VerpackungsCluster)
~ amend booking VA-2013-41: V. S., Spedition Weg GmbH in MEKOM: note entered (the hub tells the office why; there is no course VA-2013-41)
"""

PLAN_NORMAL: Final = """\
Plan for 2013-01-14, nothing is written yet: 12 changes (3 to add, 7 to amend, 2 to cancel), 1 failure, 1 held, 1 question, 4 withheld, 1 missing, 1 row not readable.

Cancellations
- cancel course VA-2013-04 Rüstzeiten in MEKOM: status open -> cancelled (cancelled by VerpackungsCluster)
- cancel booking VA-2013-04: T. H., Autohaus Radspur GmbH in VerpackungsCluster: status requested -> cancelled by the company (the course was cancelled by VerpackungsCluster)

Held until somebody confirms
! cancel booking VA-2013-02: S. E., Stollen Guss GmbH in VerpackungsCluster: status requested -> cancelled by the company (gone from MEKOM since 2013-01-13): MEKOM had 40 bookings and now has 3

Edited in the wrong place
~ amend course VA-2013-03 Folienkunde in MEKOM: place “Nörten” -> “Osterode am Harz” (edited in MEKOM; VerpackungsCluster owns it, so it is put right)

For people to decide
? VA-2013-01: F. S., Vorharz Blech GmbH: Has somebody of this name a seat already? (mekom.xlsx, sheet Buchungen, row 24)
    Answers: 1 two different people: pass it on

Changes in VerpackungsCluster Südniedersachsen e.V.
+ add booking VA-2013-01: K. M., Harz-Metallbau GmbH in VerpackungsCluster (requested through MEKOM; price for guests; row gets its number in MEKOM; answer goes to MEKOM)
+ add booking VA-2013-01: J. L., Sösebank eG in VerpackungsCluster (requested through MEKOM; price for guests; row gets its number in MEKOM; answer goes to MEKOM)

Changes in MEKOM Regionalmanagement Osterode am Harz e.V.
+ add course VA-2013-01 Gut verkaufen in MEKOM (released for MEKOM, not offered in the region)
~ amend course VA-2013-02 Neue Kunden in MEKOM: price for guests 280.00 -> 310.00 (changed in VerpackungsCluster)
~ amend booking VA-2013-41: V. S., Spedition Weg GmbH in MEKOM: note entered (the hub tells the office why; there is no course VA-2013-41)

Withheld
. not in MEKOM: VA-2013-11 Excel, VA-2013-12 Excel, VA-2013-13 Excel: not released for MEKOM
. VA-2013-41: V. S., Spedition Weg GmbH, stays in MEKOM: there is no course VA-2013-41. Correct the course number. (mekom.xlsx, sheet Buchungen, row 23)

Missing
! VA-1: K. M. is gone from MEKOM since 2013-01-13; if it stays away, it is cancelled where it was copied to

Could not be read
x MEKOM: mekom.xlsx, row 12: “maybe” is no status. Write one of: requested, confirmed.

Failures
x VerpackungsCluster: no answer in 30 s. Ask the office. (crm.example.org)

Notes
. The agreement “akademie” ends on 2013-01-13.

Total: 12 changes (3 to add, 7 to amend, 2 to cancel, 4 of them on the line of another), 1 failure, 1 held, 1 question, 4 withheld, 1 missing, 1 row not readable.
Next: look at what is held; `hub sync` does the rest. To have it done too: `hub plan --out plan.json`, then `hub apply plan.json --confirm-held`.
"""

PLAN_FULL: Final = """\
Plan for 2013-01-14, nothing is written yet: 12 changes (3 to add, 7 to amend, 2 to cancel), 1 failure, 1 held, 1 question, 4 withheld, 1 missing, 1 row not readable.

Cancellations
- cancel course VA-2013-04 Rüstzeiten in MEKOM (cancelled by VerpackungsCluster)
    status: open -> cancelled
    from verpackungscluster.xlsx, sheet Programm, row 7; ref cluster/course/VA-2013-04, change e3e9f628d402
- cancel booking VA-2013-04: T. H., Autohaus Radspur GmbH in VerpackungsCluster (the course was cancelled by VerpackungsCluster)
    status: requested -> cancelled by the company
    from mekom.xlsx, sheet Buchungen, row 12; ref mekom/booking/B-0007, change 88adc456db61

Held until somebody confirms
! cancel booking VA-2013-02: S. E., Stollen Guss GmbH in VerpackungsCluster (gone from MEKOM since 2013-01-13): MEKOM had 40 bookings and now has 3
    status: requested -> cancelled by the company
    from verpackungscluster.xlsx, sheet Buchungen, row 3; ref mekom/booking/B-0009, change 6457a274e0d0

Edited in the wrong place
~ amend course VA-2013-03 Folienkunde in MEKOM (edited in MEKOM; VerpackungsCluster owns it, so it is put right)
    place: “Nörten” -> “Osterode am Harz”
    from mekom.xlsx, sheet Kurse, row 9; ref cluster/course/VA-2013-03, change fbbb48db5fa9

For people to decide
? VA-2013-01: F. S., Vorharz Blech GmbH: Has somebody of this name a seat already? (mekom.xlsx, sheet Buchungen, row 24)
    Answers: 1 two different people: pass it on
    ref mekom/booking/B-0024, question a55352b9da9a

Changes in VerpackungsCluster Südniedersachsen e.V.
+ add booking VA-2013-01: K. M., Harz-Metallbau GmbH in VerpackungsCluster (requested through MEKOM; price for guests; row gets its number in MEKOM; answer goes to MEKOM)
    course: “VA-2013-01”
    company: “Harz-Metallbau GmbH”
    participant: “K. M.”
    participant's e-mail: “k…@muster.example”
    price: 310.00
    from mekom.xlsx, sheet Buchungen, row 21; ref mekom/booking/B-0021, change 53a14872ab48
    and amend booking VA-2013-01: K. M., Harz-Metallbau GmbH in MEKOM: number “B-0021” entered (the row has no number yet)
    from mekom.xlsx, sheet Buchungen, row 21; ref mekom/booking/B-0021, change 7edbee8bb5a2
    and amend booking VA-2013-01: K. M., Harz-Metallbau GmbH in MEKOM: status requested -> what the organiser answers (the answer of VerpackungsCluster)
    from mekom.xlsx, sheet Buchungen, row 21; ref mekom/booking/B-0021, change 842865c1cecf
+ add booking VA-2013-01: J. L., Sösebank eG in VerpackungsCluster (requested through MEKOM; price for guests; row gets its number in MEKOM; answer goes to MEKOM)
    course: “VA-2013-01”
    company: “Sösebank eG”
    participant: “K. M.”
    participant's e-mail: “k…@muster.example”
    price: 310.00
    from mekom.xlsx, sheet Buchungen, row 22; ref mekom/booking/B-0022, change ffe489fe2702
    and amend booking VA-2013-01: J. L., Sösebank eG in MEKOM: number “B-0022” entered (the row has no number yet)
    from mekom.xlsx, sheet Buchungen, row 22; ref mekom/booking/B-0022, change f98f5c96eb5c
    and amend booking VA-2013-01: J. L., Sösebank eG in MEKOM: status requested -> what the organiser answers (the answer of VerpackungsCluster)
    from mekom.xlsx, sheet Buchungen, row 22; ref mekom/booking/B-0022, change cc92442527ed

Changes in MEKOM Regionalmanagement Osterode am Harz e.V.
+ add course VA-2013-01 Gut verkaufen in MEKOM (released for MEKOM, not offered in the region)
    title: “Gut verkaufen”
    price for guests: nothing
    from verpackungscluster.xlsx, sheet Programm, row 4; ref cluster/course/VA-2013-01, change b94c1040681d
~ amend course VA-2013-02 Neue Kunden in MEKOM (changed in VerpackungsCluster)
    price for guests: 280.00 -> 310.00
    from verpackungscluster.xlsx, sheet Programm, row 5; ref cluster/course/VA-2013-02, change 99decec8a6c0
~ amend booking VA-2013-41: V. S., Spedition Weg GmbH in MEKOM (the hub tells the office why; there is no course VA-2013-41)
    note: nothing -> …
    from mekom.xlsx, sheet Buchungen, row 23; ref mekom/booking/B-0023, change a3973c3567a8

Withheld
. VA-2013-11 Excel, not in MEKOM: not released for MEKOM (verpackungscluster.xlsx, sheet Programm)
. VA-2013-12 Excel, not in MEKOM: not released for MEKOM (verpackungscluster.xlsx, sheet Programm)
. VA-2013-13 Excel, not in MEKOM: not released for MEKOM (verpackungscluster.xlsx, sheet Programm)
. VA-2013-41: V. S., Spedition Weg GmbH, stays in MEKOM: there is no course VA-2013-41. Correct the course number. (mekom.xlsx, sheet Buchungen, row 23)

Missing
! VA-1: K. M. is gone from MEKOM since 2013-01-13; if it stays away, it is cancelled where it was copied to

Could not be read
x MEKOM: mekom.xlsx, row 12: “maybe” is no status. Write one of: requested, confirmed.

Failures
x VerpackungsCluster: no answer in 30 s. Ask the office. (crm.example.org)

Notes
. The agreement “akademie” ends on 2013-01-13.

Total: 12 changes (3 to add, 7 to amend, 2 to cancel, 4 of them on the line of another), 1 failure, 1 held, 1 question, 4 withheld, 1 missing, 1 row not readable.
Next: look at what is held; `hub sync` does the rest. To have it done too: `hub plan --out plan.json`, then `hub apply plan.json --confirm-held`.
"""

NIGHT_SHORT: Final = """\
Night 7 of 2013-01-14: 10 changes (2 added, 6 amended, 2 cancelled), 2 not done, 1 failure, 1 held, 1 shown otherwise, 1 question, 4 withheld, 1 missing, 1 row not readable.
x VerpackungsCluster: no answer in 30 s. Ask the office. (crm.example.org)
x not added: booking VA-2013-01: J. L., Sösebank eG in VerpackungsCluster (requested through MEKOM; price for guests): the course is full. Ask for the waiting list.
x not amended: booking VA-2013-01: J. L., Sösebank eG in MEKOM: status requested -> what the organiser answers (the answer of VerpackungsCluster): not tried: what it follows was not done
- cancelled course VA-2013-04 Rüstzeiten in MEKOM: status open -> cancelled (cancelled by VerpackungsCluster)
- cancelled booking VA-2013-04: T. H., Autohaus Radspur GmbH in VerpackungsCluster: status requested -> cancelled by the company (the course was cancelled by VerpackungsCluster)
! cancel booking VA-2013-02: S. E., Stollen Guss GmbH in VerpackungsCluster: status requested -> cancelled by the company (gone from MEKOM since 2013-01-13): MEKOM had 40 bookings and now has 3
~ amended course VA-2013-03 Folienkunde in MEKOM: place “Nörten” -> “Osterode am Harz” (edited in MEKOM; VerpackungsCluster owns it, so it is put right)
? VA-2013-01: F. S., Vorharz Blech GmbH: Has somebody of this name a seat already? (mekom.xlsx, sheet Buchungen, row 24)
+ added booking VA-2013-01: K. M., Harz-Metallbau GmbH in VerpackungsCluster (requested through MEKOM; price for guests; numbered in MEKOM; MEKOM is told: confirmed)
+ added course VA-2013-01 Gut verkaufen in MEKOM (released for MEKOM, not offered in the region)
~ amended course VA-2013-02 Neue Kunden in MEKOM: price for guests 280.00 -> 310.00 (changed in VerpackungsCluster)
~ amended booking VA-2013-01: J. L., Sösebank eG in MEKOM: number “B-0022” entered (the row has no number yet)
~ amended booking VA-2013-41: V. S., Spedition Weg GmbH in MEKOM: note entered (the hub tells the office why; there is no course VA-2013-41)
"""

NIGHT_NORMAL: Final = """\
Night 7 of 2013-01-14: 10 changes (2 added, 6 amended, 2 cancelled), 2 not done, 1 failure, 1 held, 1 shown otherwise, 1 question, 4 withheld, 1 missing, 1 row not readable.

Not done
x not added: booking VA-2013-01: J. L., Sösebank eG in VerpackungsCluster (requested through MEKOM; price for guests): the course is full. Ask for the waiting list.
x not amended: booking VA-2013-01: J. L., Sösebank eG in MEKOM: status requested -> what the organiser answers (the answer of VerpackungsCluster): not tried: what it follows was not done

Cancellations
- cancelled course VA-2013-04 Rüstzeiten in MEKOM: status open -> cancelled (cancelled by VerpackungsCluster)
- cancelled booking VA-2013-04: T. H., Autohaus Radspur GmbH in VerpackungsCluster: status requested -> cancelled by the company (the course was cancelled by VerpackungsCluster)

Held until somebody confirms
! cancel booking VA-2013-02: S. E., Stollen Guss GmbH in VerpackungsCluster: status requested -> cancelled by the company (gone from MEKOM since 2013-01-13): MEKOM had 40 bookings and now has 3

Edited in the wrong place
~ amended course VA-2013-03 Folienkunde in MEKOM: place “Nörten” -> “Osterode am Harz” (edited in MEKOM; VerpackungsCluster owns it, so it is put right)

Shown otherwise than written
! VA-2013-03 Folienkunde in MEKOM: place is shown otherwise than it was written: “OSTERODE” instead of “Osterode am Harz”

For people to decide
? VA-2013-01: F. S., Vorharz Blech GmbH: Has somebody of this name a seat already? (mekom.xlsx, sheet Buchungen, row 24)
    Answers: 1 two different people: pass it on
    To answer: `hub review a55352b9da9a --answer NUMBER`

Changes in VerpackungsCluster Südniedersachsen e.V.
+ added booking VA-2013-01: K. M., Harz-Metallbau GmbH in VerpackungsCluster (requested through MEKOM; price for guests; numbered in MEKOM; MEKOM is told: confirmed)

Changes in MEKOM Regionalmanagement Osterode am Harz e.V.
+ added course VA-2013-01 Gut verkaufen in MEKOM (released for MEKOM, not offered in the region)
~ amended course VA-2013-02 Neue Kunden in MEKOM: price for guests 280.00 -> 310.00 (changed in VerpackungsCluster)
~ amended booking VA-2013-01: J. L., Sösebank eG in MEKOM: number “B-0022” entered (the row has no number yet)
~ amended booking VA-2013-41: V. S., Spedition Weg GmbH in MEKOM: note entered (the hub tells the office why; there is no course VA-2013-41)

Withheld
. not in MEKOM: VA-2013-11 Excel, VA-2013-12 Excel, VA-2013-13 Excel: not released for MEKOM
. VA-2013-41: V. S., Spedition Weg GmbH, stays in MEKOM: there is no course VA-2013-41. Correct the course number. (mekom.xlsx, sheet Buchungen, row 23)

Missing
! VA-1: K. M. is gone from MEKOM since 2013-01-13; if it stays away, it is cancelled where it was copied to

Could not be read
x MEKOM: mekom.xlsx, row 12: “maybe” is no status. Write one of: requested, confirmed.

Failures
x VerpackungsCluster: no answer in 30 s. Ask the office. (crm.example.org)

Notes
. The agreement “akademie” ends on 2013-01-13.

Total: 10 changes (2 added, 6 amended, 2 cancelled, 2 of them on the line of another), 2 not done, 1 failure, 1 held, 1 shown otherwise, 1 question, 4 withheld, 1 missing, 1 row not readable.
Next: look at what is held; to have it done, `hub plan --out plan.json`, then `hub apply plan.json --confirm-held`.
"""

_PAGES = [
    (the_dry_run(), "short", PLAN_SHORT),
    (the_dry_run(), "normal", PLAN_NORMAL),
    (the_dry_run(), "full", PLAN_FULL),
    (the_night(), "short", NIGHT_SHORT),
    (the_night(), "normal", NIGHT_NORMAL),
]


@pytest.mark.parametrize(
    ("night", "length", "page"), _PAGES, ids=[f"{n.run}-{length}" for n, length, _ in _PAGES]
)
def test_the_page_reads_as_it_was_reviewed(night: NightFacts, length: Length, page: str) -> None:
    assert as_text(view_of(night), language="en", length=length) == page


@pytest.mark.parametrize(
    ("night", "length", "page"), _PAGES, ids=[f"{n.run}-{length}" for n, length, _ in _PAGES]
)
def test_a_stored_night_gives_the_very_same_page(night: NightFacts, length: Length, page: str) -> None:
    assert as_text(restored(stored(view_of(night))), language="en", length=length) == page
