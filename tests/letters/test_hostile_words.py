"""Whatever people write stands in every document as the text it is."""

import pytest

from automation.domain.documents import DocumentKind
from automation.letters.filling import fill, words_in
from automation.letters.plain_text import printable
from tests.hostile import HOSTILE
from tests.letters.reading import as_text
from tests.letters.samples import TEMPLATES, code_of, template


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if (TEMPLATES / f"{kind.value}.docx").exists()])
def test_a_word_stands_in_the_letter_as_it_was_written(kind, name):
    content = template(kind)
    words = dict.fromkeys(words_in(content) - {"qr"}, "") | {"perihal": HOSTILE[name]}
    told = " ".join(as_text(fill(content, words, code_of(kind), name=kind.title)).split())
    for line in printable(HOSTILE[name]).split("\n"):
        assert " ".join(line.split()) in told
