"""The page of a mail: the very words of its plain text, and no link but our own."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.prose import Line, Paragraph
from automation.mail.html import html_page
from automation.mail.plain import plain_text
from automation.mail.wording import customer

from .golden_messages import CASE, OFFICE, messages

MESSAGES = messages()


class Page(HTMLParser):
    """Reads a page: its words, and where its links lead."""

    def __init__(self, source):
        super().__init__()
        self.words = []
        self.links = {}
        self.tags = set()
        self._link = None
        self._silent = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self._silent = tag == "title"
        if tag == "a":
            self._link = dict(attrs)["href"]

    def handle_endtag(self, tag):
        self._silent = False
        if tag == "a":
            self._link = None

    def handle_data(self, data):
        if self._link is not None:
            self.links[self._link] = data
        elif not self._silent:
            self.words += data.split()


def page_of(message):
    return Page(html_page(message.subject, message.body))


def unnamed(body):
    return [Paragraph(tuple(replace(line, link="", link_name="") for line in part.lines)) for part in body]


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_page_says_what_the_plain_text_says(name):
    told = plain_text(unnamed(MESSAGES[name].body)).split()
    plain = [word for word in told if word not in (":", ">") and not word.startswith("-----")]
    assert page_of(MESSAGES[name]).words == plain


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_link_of_the_plain_text_can_be_followed_on_the_page_and_nothing_is_fetched(name):
    message = MESSAGES[name]
    links = {line.link for part in message.body for line in part.lines if line.link}
    page = page_of(message)
    assert page.links.keys() == links
    assert all(link in message.text for link in links)
    assert page.tags <= {"html", "head", "meta", "title", "body", "div", "p", "h2", "table", "tr", "th", "td", "a"}


@settings(max_examples=60)
@given(
    st.text(max_size=60)
    | st.sampled_from(
        ["https://jahat.example/", "<a href=x>", "</td></table><script>", '"onload="x', "&lt;", "\u202e", "\ud800"]
    )
)
def test_nothing_of_the_public_becomes_a_link_or_markup(text):
    plain = page_of(customer.acknowledgement(CASE, OFFICE))
    page = page_of(customer.acknowledgement(replace(CASE, complainant=text, subject=text, channel=text), OFFICE))
    assert page.links == plain.links == {OFFICE.website: OFFICE.website}
    assert page.tags == plain.tags


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "bspji.example", "HTTPS"])
def test_what_is_no_web_address_is_shown_and_leads_nowhere(link):
    page = Page(html_page("x", [Paragraph((Line("Situs:", link=link),))]))
    assert page.links == {}
    assert page.words == ["Situs:", *link.split()]
