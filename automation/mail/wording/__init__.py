"""Every word of every mail and chat, in one place: `customer` for the public, `staff` for the office."""

from . import customer, staff

__all__ = ["customer", "staff"]
