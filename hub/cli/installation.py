"""This installation as a scheduler has to call it: full paths, quoted the way each scheduler reads them."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import PurePath
from subprocess import list2cmdline
from typing import Final

from hub.language import Text

_PASTE_CRON: Final = Text("Paste this line with: crontab -e (mail goes to MAILTO, if anything is said)")
_SERVICE: Final = Text("Keep this as {file}", file="~/.config/systemd/user/verbund-hub.service")
_TIMER: Final = Text("Keep this as {file}", file="~/.config/systemd/user/verbund-hub.timer")
_START: Final = Text("Then: {command}", command="systemctl --user enable --now verbund-hub.timer")
_STAY: Final = Text(
    "So that it also runs while you are logged out: {command}", command="loginctl enable-linger"
)
_PASTE_WINDOWS: Final = Text("Paste these lines into PowerShell; the task then is in the Task Scheduler.")


@dataclass(frozen=True, slots=True)
class Installation:
    """Which Python, which hub.toml, and when: `at` as hours and minutes, 01:30. `warning` is printed along."""

    python: PurePath
    config: PurePath
    at: str
    language: str
    warning: Text | None = None

    @property
    def folder(self) -> str:
        return str(self.config.parent)

    @property
    def _arguments(self) -> list[str]:
        return ["-m", "hub", "--config", str(self.config), "--quiet", "sync"]

    @property
    def _warned(self) -> list[str]:
        return [] if self.warning is None else [f"# {self.warning.say(self.language)}"]

    def cron(self) -> str:
        """One line; cron takes a bare percent sign for a line break."""
        hour, minute = self.at.split(":")
        call = shlex.join([str(self.python), *self._arguments]).replace("%", r"\%")
        folder = shlex.quote(self.folder).replace("%", r"\%")
        line = f"{int(minute)} {int(hour)} * * * cd {folder} && {call}"
        return "\n".join([f"# {_PASTE_CRON.say(self.language)}", *self._warned, line, ""])

    def systemd(self) -> str:
        """A service and its timer, which makes up for a night when the machine was off."""
        call = " ".join(_for_systemd(part) for part in [str(self.python), *self._arguments])
        return "\n".join(
            [
                f"# {_SERVICE.say(self.language)}",
                "[Unit]",
                "Description=Verbund Hub",
                "",
                "[Service]",
                "Type=oneshot",
                f"WorkingDirectory={self.folder.replace('%', '%%')}",
                f"ExecStart={call}",
                "",
                f"# {_TIMER.say(self.language)}",
                "[Unit]",
                "Description=Verbund Hub",
                "",
                "[Timer]",
                *self._warned,
                f"OnCalendar=*-*-* {self.at}:00",
                "Persistent=true",
                "",
                "[Install]",
                "WantedBy=timers.target",
                "",
                f"# {_START.say(self.language)}",
                f"# {_STAY.say(self.language)}",
                "",
            ]
        )

    def windows(self) -> str:
        """PowerShell rather than schtasks, which cuts a call at 261 characters and mangles quotes."""
        call = list2cmdline(self._arguments)
        return "\n".join(
            [
                f"# {_PASTE_WINDOWS.say(self.language)}",
                *self._warned,
                f"$python = {_for_powershell(str(self.python))}",
                f"$call = {_for_powershell(call)}",
                f"$folder = {_for_powershell(self.folder)}",
                "$action = New-ScheduledTaskAction -Execute $python -Argument $call -WorkingDirectory $folder",
                f"$trigger = New-ScheduledTaskTrigger -Daily -At {self.at}",
                "$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew",
                "$task = New-ScheduledTask -Action $action -Trigger $trigger -Settings $settings",
                "Register-ScheduledTask -TaskName 'Verbund Hub' -InputObject $task",
                "",
            ]
        )


def _for_systemd(argument: str) -> str:
    """In double quotes; systemd expands percent and dollar signs and reads backslashes as C does."""
    escaped = re.sub(r'(["\\])', r"\\\1", argument).replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _for_powershell(words: str) -> str:
    """In single quotes; PowerShell takes the curly ones for the same."""
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", words) + "'"
