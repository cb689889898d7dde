"""A company's name in the form in which two spellings of it are the same; its legal form stays part of it.

`X GmbH & Co. KG` and `X Verwaltungs-GmbH` are different legal persons, so nothing telling is ever dropped:
only case, blanks, punctuation, umlaut spelling and the way a legal form is written are evened out.
"""

from __future__ import annotations

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

# Spellings of one legal form, longest first; checked against the ELF list of the GLEIF (ISO 20275).
_LEGAL_FORMS = (
    (r"gesellschaft mit beschraenkter haftung|gesellschaft mbh|ges m b h|gesmbh|ges mbh|g m b h", "gmbh"),
    (r"gmbh und co(mpany)? k ?g|gmbh co k ?g|gmbh und compagnie k ?g", "gmbh co kg"),
    (r"unternehmergesellschaft haftungsbeschraenkt|ug haftungsbeschraenkt|unternehmergesellschaft", "ug"),
    (r"eingetragener kaufmann|eingetragene kauffrau|e k(fm|fr)?", "ek"),
    (r"eingetragener verein|e v", "ev"),
    (r"eingetragene genossenschaft|e g", "eg"),
    (r"aktiengesellschaft|a g", "ag"),
    (r"offene handelsgesellschaft|o h g", "ohg"),
    (r"kommanditgesellschaft|k g", "kg"),
    (r"gesellschaft buergerlichen rechts|gesellschaft des buergerlichen rechts|g b r", "gbr"),
    (r"eingetragene gbr|e gbr|egbr", "egbr"),
    (r"in liquidation|i l", "il"),
)
_FORMS = tuple((re.compile(rf"\b(?:{spellings})(?=\s|$)"), form) for spellings, form in _LEGAL_FORMS)


def plain_name(name: str) -> str:
    """`Müller & Söhne Ges. m. b. H.` and `MUELLER UND SOEHNE GmbH` both become `mueller und soehne gmbh`."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = text.replace("&", " und ").replace("+", " und ")
    text = re.sub(r"[^a-z0-9]+", " ", text).strip()
    for spelling, form in _FORMS:
        text = spelling.sub(form, text)
    return text


def plain_town(town: str) -> str:
    """`Osterode/Harz`, `Osterode am Harz` and `OSTERODE` all become `osterode`; `Hann. Münden` is `muenden`."""
    text = plain_name(town)
    text = re.sub(r"^(hann|hannoversch)\s+", "", text)
    return re.sub(r"\s+(am|im|a d|a)?\s*(harz|suedharz|leine|weser|fulda|werra)$", "", text)
