"""Every word of every mail and chat, in one place: `customer` and `chat` for the public, `staff` for the office."""

from . import chat, customer, staff

__all__ = ["chat", "customer", "staff"]
