"""Whatever people write stands in every document as the text it is."""

import pytest

from automation.domain.documents import DocumentKind
from automation.letters.filling import fill, words_in
from automation.letters.plain_text import printable
from tests.hostile import HOSTILE
from tests.letters.letter_lines import as_text
from tests.letters.samples import TEMPLATES, code_of, template


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if (TEMPLATES / f"{kind.value}.docx").exists()])
def test_a_word_stands_in_the_letter_as_it_was_written(kind, name):
    content = template(kind)
    asked = sorted(words_in(content) - {"qr"})
    words = dict.fromkeys(asked, "") | {"perihal" if "perihal" in asked else asked[-1]: HOSTILE[name]}
    told = " ".join(as_text(fill(content, words, code_of(kind), name=kind.title)).split())
    for line in printable(HOSTILE[name]).split("\n"):
        assert " ".join(line.split()) in told
