"""Which forms a caller reaches, and with which role."""

from __future__ import annotations

from local_workspace.api.errors import Refusal

from .keeping import Form, Forms


def permitted(forms: Forms, who: str, id: str, least: str) -> Form:
    """Return a form to somebody with at least the role `least`.

    Raises:
        Refusal: 404 when there is no such form, 403 when the role does not suffice.
    """
    form = forms.find(id)
    if not forms.files.allows(who, id, least):
        raise Refusal(403, "The caller does not have permission")
    return form
