"""Whom the office knows by an e-mail address, so that papers and mails can name people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from automation.domain.address import EmailAddress
from automation.domain.groups import Person, WorkingGroup
from automation.domain.rules import Rules


def everybody(groups: Iterable[WorkingGroup], rules: Rules) -> tuple[Person, ...]:
    """Return the people of the settings, and of the tabs Pejabat and Pokja, each once."""
    of_groups = [person for group in groups for person in (group.lead, group.deputy)]
    people = [*of_groups, *rules.officers, *rules.others, rules.head_deputy, rules.head]
    return tuple(dict.fromkeys(person for person in people if person))


def known_people(groups: Iterable[WorkingGroup], rules: Rules) -> Mapping[str, Person]:
    """Return everybody by their address in small letters."""
    people = everybody(groups, rules)
    return {person.email.casefold(): person for person in people if person.email and person.name}


def named(participant: str, known: Mapping[str, Person]) -> str:
    """Return the name of somebody written down by address; whoever is not known stays as written."""
    address = EmailAddress.found_in(participant)
    person = known.get(address.folded) if address else None
    return person.name if person else participant
