"""A spreadsheet in the cloud, over WebDAV: Nextcloud, ownCloud, SharePoint and their like.

A colleague's edit is never overwritten. The file is locked where the server offers it, looked at once more, and
replaced only while it is still the version that the hub has read (If-Match). A server that offers neither a lock nor
an If-Match that it keeps is read, and never written. Earlier versions are kept on the hub's own machine.

Every night downloads the file once; within a night it is asked whether it is still the same (If-None-Match). No copy
stays behind for the next night: it would be people's data in one more place, for the seconds it saves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from hub.changes import Finding
from hub.connectors.spreadsheet.backups import Backups
from hub.connectors.spreadsheet.copies import findings_about_copies
from hub.connectors.spreadsheet.dav import DavFile, LockedByOther
from hub.connectors.spreadsheet.drive_trouble import read_only
from hub.connectors.spreadsheet.findings import finding_of
from hub.connectors.spreadsheet.lock_files import has_it_open, open_now
from hub.connectors.spreadsheet.patience import Patience
from hub.connectors.spreadsheet.saving import changed_again, saved_meanwhile
from hub.connectors.spreadsheet.snapshot import Snapshot
from hub.errors import NetworkError, Unreachable, Unusable
from hub.language import Text
from hub.transport import Unanswered, Web


class CloudFile:
    """The file at the address of `web`; earlier versions go into the folder `backups` of this machine."""

    def __init__(self, web: Web, *, backups: Path, wait_seconds: float) -> None:
        self._name = name_at(web.address)
        self._host = web.host
        self._backups = backups
        self._dav = DavFile(web)
        self._patience = Patience(wait_seconds)

    @property
    def name(self) -> str:
        return self._name

    def take(self, *, last: Snapshot | None = None) -> Snapshot:
        """The version that the server has now. Raises: Unreachable, Unusable."""
        answer = self._dav.content(known=str(last.stamp) if last else "")
        if answer is None and last is not None:
            return last
        assert answer is not None
        stamp = answer.headers.get("ETag", "")
        if last is not None and (stamp, answer.content) == (last.stamp, last.content):
            return last
        return Snapshot(self.name, answer.content, stamp)

    def obstacle(self, snapshot: Snapshot) -> NetworkError | None:
        """Locked, read-only, changed since, or on a server that gives no safe way to write."""
        try:
            found = self._dav.properties()
            if found.is_locked:
                return self._locked_by(found.locked_by)
            if not found.may_be_written:
                return read_only(self.name)
            now = self.take(last=snapshot)
            if now.content != snapshot.content:
                return saved_meanwhile(self.name)
            return None if _is_strong(now) or self._dav.offers_locks() else self._not_safe()
        except NetworkError as error:
            return error

    def refuse_unless_writable(self, snapshot: Snapshot) -> None:
        """Waits a little while somebody holds a lock. Raises: Unreachable, Unusable."""
        while self._dav.properties().is_locked and self._patience.lasts():
            pass
        found = self.obstacle(snapshot)
        if found is not None:
            raise found

    def save(self, snapshot: Snapshot, content: bytes, *, backups: int) -> Snapshot:
        """Replaces exactly this version. Raises: Unreachable, Unusable."""
        kept = Backups(self._backups, self._backups / self.name, backups)
        self.refuse_unless_writable(snapshot)
        try:
            with kept.keeping(snapshot.content, is_untouched=lambda: self._holds(snapshot.content)):
                return self._replaced(snapshot, content)
        except OSError as error:
            raise Unreachable(
                Text("the earlier version cannot be kept in {folder} ({why})", folder=str(self._backups), why=error.strerror or str(error)),
                remedy=Text("Nothing was written. Give the hub a folder that it may write: backup_folder in hub.toml."),
                place=self.name,
            ) from error  # fmt: skip

    def remarks(self) -> Sequence[Finding]:
        """Who has it locked, and what a sync client has left beside it."""
        try:
            found, beside = self._dav.properties(), self._dav.names_beside()
        except NetworkError as error:
            return [finding_of(error)]
        is_open = [open_now(self.name, found.locked_by)] if found.is_locked else []
        return [*is_open, *findings_about_copies(self.name, beside)]

    def _replaced(self, snapshot: Snapshot, content: bytes) -> Snapshot:
        try:
            with self._dav.locked() as token:
                now = self.take()
                if now.content != snapshot.content:
                    raise saved_meanwhile(self.name)
                self._put(content, self._conditions(now, token))
                saved = self.take()
        except LockedByOther:
            raise self._locked_by(self._dav.properties().locked_by) from None
        if saved.content != content:
            raise changed_again(self.name)
        return saved

    def _conditions(self, now: Snapshot, token: str | None) -> Mapping[str, str]:
        """What has to hold while the server writes. Raises: Unusable when it keeps no condition."""
        if_match = {"If-Match": str(now.stamp)} if _is_strong(now) else {}
        if token is not None:
            return {"If": f"({token})", **if_match}
        if not if_match or not self._dav.honours_if_match():
            raise self._not_safe()
        return if_match

    def _put(self, content: bytes, conditions: Mapping[str, str]) -> None:
        try:
            status = self._dav.put(content, conditions=conditions)
        except Unanswered:
            if not self._holds(content):
                raise
            return
        if status == HTTPStatus.PRECONDITION_FAILED:
            raise saved_meanwhile(self.name)
        if status == HTTPStatus.LOCKED:
            raise LockedByOther

    def _holds(self, content: bytes) -> bool:
        """Whether this is what the server has now; False as well when nobody can say."""
        try:
            return self.take().content == content
        except NetworkError:
            return False

    def _locked_by(self, who: str | None) -> Unreachable:
        remedy = Text("Close it and run the night again; or take the lock off on {host}.", host=self._host)
        return has_it_open(who, name=self.name, remedy=remedy)

    def _not_safe(self) -> Unusable:
        return Unusable(
            Text("{host} keeps neither locks nor If-Match: the hub could overwrite what a colleague saves", host=self._host),
            remedy=Text("Nothing was written. Let a sync client keep a copy on this machine, and name that as path."),
            place=self.name,
        )  # fmt: skip


def name_at(address: str) -> str:
    """The file's name in its address, as people write it."""
    return unquote(PurePosixPath(urlsplit(address).path).name)


def _is_strong(snapshot: Snapshot) -> bool:
    """Whether the ETag may be used with If-Match (RFC 9110, 8.8.3): a weak one stands for versions that only look alike."""
    return str(snapshot.stamp).startswith('"')
