"""Forms' parts, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local_workspace.web.form_editor import Editor
from local_workspace.web.public_form import PublicForm

from .keeping import Forms
from .linking import Linker
from .service import serve_forms

if TYPE_CHECKING:
    from local_workspace.workspace import Workspace


def join_forms(workspace: Workspace) -> Forms:
    """Add the Forms API, the public form pages and the editor to a workspace; give its forms."""
    forms = Forms(workspace.store, workspace.files)
    linker = Linker(workspace.api, forms)
    serve_forms(workspace.api, forms, lambda: workspace.base)
    PublicForm(workspace, forms, linker)
    Editor(workspace, forms, linker)
    return forms
