"""The one door to the web: one session per system, bounded in time and size, with its troubles in our words."""

from hub.transport.answer import Answer
from hub.transport.bounds import Bounds
from hub.transport.login import Login, basic_login
from hub.transport.session import Request, Web
from hub.transport.troubles import Unanswered, refusal_of, showed_a_page

__all__ = [
    "Answer",
    "Bounds",
    "Login",
    "Request",
    "Unanswered",
    "Web",
    "basic_login",
    "refusal_of",
    "showed_a_page",
]
