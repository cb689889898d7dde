"""What is wrong with a command line, in the reader's language; click says it in English only."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import click
from click.core import ParameterSource

from hub.cli.codes import USAGE
from hub.errors import ConfigError, HubError
from hub.language import Text, listed, verbatim


class Misuse(HubError):
    """The command was called in a way that makes no sense."""

    exit_code = USAGE


def why(error: OSError) -> Text:
    """Why a file could not be read or written; the system itself says it in a language of its own."""
    match error:
        case FileNotFoundError():
            return Text("there is no such file or folder")
        case PermissionError():
            return Text("this user is not allowed to")
        case IsADirectoryError():
            return Text("it is a folder")
        case _:
            return verbatim(error.strerror or type(error).__name__)


def in_words(error: click.UsageError) -> HubError:
    """What is wrong and what to type instead; a variable is mended where variables are set."""
    if isinstance(error, click.BadParameter) and (variable := _variable_behind(error)) is not None:
        return ConfigError(
            _bad_value(error, name=variable), remedy=Text("Correct the variable, or take it away.")
        )
    path = error.ctx.command_path if error.ctx is not None else "hub"
    what, nearest = _what(error)
    if nearest:
        return Misuse(what, remedy=Text("Did you mean {words}?", words=listed(nearest)))
    return Misuse(what, remedy=Text("What is possible: {command} --help", command=path))


def _what(error: click.UsageError) -> tuple[Text, Sequence[str]]:
    match error:
        case click.NoSuchOption():
            what = Text("There is no option {name}.", name=error.option_name)
            return what, error.possibilities or ()
        case click.exceptions.NoSuchCommand():
            what = Text("There is no command {name}.", name=error.command_name)
            return what, _nearest(error)
        case click.MissingParameter(param=click.Parameter() as parameter):
            return Text("{name} is missing.", name=_name(parameter)), ()
        case click.BadParameter(param=click.Parameter() as parameter):
            return _bad_value(error, name=_name(parameter)), ()
        case click.BadOptionUsage():
            return Text("The option {name} needs a value, or must not have one.", name=error.option_name), ()
        case _:
            return Text(
                "This command line cannot be understood: {why}", why=verbatim(error.format_message())
            ), ()


def _nearest(error: click.exceptions.NoSuchCommand) -> Sequence[str]:
    """click asks the group for commands that it has at hand; a lazy one has none."""
    match error.ctx:
        case click.Context(command=click.Group() as group) as context:
            return get_close_matches(error.command_name, group.list_commands(context), n=1)
        case _:
            return ()


def _variable_behind(error: click.BadParameter) -> str | None:
    """The HUB_* variable that a wrong value came from."""
    parameter, context = error.param, error.ctx
    if parameter is None or not parameter.name or context is None:
        return None
    if context.get_parameter_source(parameter.name) is not ParameterSource.ENVIRONMENT:
        return None
    return f"{context.auto_envvar_prefix}_{parameter.name.upper()}"


def _bad_value(error: click.BadParameter, *, name: str) -> Text:
    match error.param and error.param.type:
        case click.Choice(choices=choices):
            words = tuple(str(choice) for choice in choices)
            return Text("{name} must be one of {words}.", name=name, words=words)
        case click.IntRange(min=int(least)):
            return Text("{name} must be a whole number, {least} or more.", name=name, least=least)
        case _:
            return Text("{name}: {why}", name=name, why=verbatim(error.message))


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return parameter.human_readable_name
    return max(parameter.opts, key=len)
