"""Who is who across networks, and what the region already offers (pure)."""

from hub.matching.directory import MemberDirectory
from hub.matching.regional import Catalogue, SameTitle

__all__ = ["Catalogue", "MemberDirectory", "SameTitle"]
