"""PDF of a .docx: by LibreOffice where it is installed, otherwise by a plain typesetting of our own."""

from .renderer import Renderer

__all__ = ["Renderer"]
