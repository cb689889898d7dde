"""The boundary: runs one command line and turns whatever comes out of it into an exit code and a sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from hub.cli.codes import INTERRUPTED, USAGE
from hub.cli.group import HUB
from hub.cli.streams import prepare_streams
from hub.cli.talk import Talk
from hub.cli.tongue import config_of, language_of
from hub.cli.usage import in_words
from hub.cli.wishes import Wishes
from hub.errors import HubError
from hub.language import Text


def run(arguments: Sequence[str]) -> int:
    """Runs `hub ARGUMENTS…` and returns its exit code."""
    prepare_streams()
    wishes = Wishes(language_of(arguments, os.environ), config=config_of(arguments, os.environ))
    talk = Talk(wishes)
    try:
        code = HUB.main(list(arguments), prog_name="hub", standalone_mode=False, obj=wishes)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.UsageError as error:
        return _told(in_words(error), talk)
    except (click.Abort, KeyboardInterrupt):
        talk.error(Text("Interrupted."), code=INTERRUPTED)
        return INTERRUPTED
    except HubError as error:
        if error.exit_code == HubError.exit_code:
            return _crashed(error, arguments, talk)
        return _told(error, talk)
    except Exception as error:  # noqa: BLE001 - the last boundary: it is reported, with a file to send
        return _crashed(error, arguments, talk)
    return int(code or 0)


def _told(error: HubError, talk: Talk) -> int:
    talk.error(Text("{error}", error=error.say(talk.wishes.language)), code=error.exit_code)
    return error.exit_code


def _crashed(error: Exception, arguments: Sequence[str], talk: Talk) -> int:
    from hub.cli.crash import crash_report

    what = crash_report(error, arguments=arguments, config=talk.wishes.config)
    talk.error(what, code=HubError.exit_code)
    return HubError.exit_code
