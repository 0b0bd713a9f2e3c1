"""Lines and cells of a template that have nothing to say, taken out with what belongs to them."""

from __future__ import annotations

from docx.oxml.ns import qn

from .package import Element, text_of


def leave_out(paragraph: Element) -> None:
    """Take a line out: its row of a table where it is the row's only value, else the paragraph with its title.

    The title is the line just before, such as "Tembusan:". Where a cell would be left empty, an empty line stays.
    """
    holder = paragraph.getparent()
    if holder.tag == qn("w:tc"):
        row = holder.getparent()
        if _is_labelled(row, holder, paragraph):
            row.getparent().remove(row)
            return
        if len(holder.findall(qn("w:p"))) == 1:
            _empty(paragraph)
            return
    before = paragraph.getprevious()
    if before is not None and before.tag == qn("w:p") and text_of(before).strip().endswith(":"):
        holder.remove(before)
    holder.remove(paragraph)


def leave_out_cell(paragraph: Element) -> None:
    """Take out the cell that a paragraph fills, and give its room to the next; elsewhere empty the paragraph."""
    cell = paragraph.getparent()
    following = cell.getnext()
    if not _fills_a_cell(paragraph) or following is None or following.tag != qn("w:tc"):
        _empty(paragraph)
        return
    row = cell.getparent()
    cells = row.findall(qn("w:tc"))
    columns = row.getparent().findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    if len(columns) == len(cells):
        place = cells.index(cell)
        _widen(columns[place + 1], columns[place])
        columns[place].getparent().remove(columns[place])
    wide, narrow = (one.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for one in (following, cell))
    if wide is not None and narrow is not None:
        _widen(wide, narrow)
    row.remove(cell)


def _fills_a_cell(paragraph: Element) -> bool:
    """Return whether a paragraph is all that stands in a cell of a table with one row."""
    cell = paragraph.getparent()
    if cell.tag != qn("w:tc") or len(cell.findall(qn("w:p"))) > 1:
        return False
    return len(cell.getparent().getparent().findall(qn("w:tr"))) == 1


def _widen(one: Element, by: Element) -> None:
    widths = [element.get(qn("w:w"), "") for element in (one, by)]
    if all(width.isdigit() for width in widths):
        one.set(qn("w:w"), str(sum(map(int, widths))))


def _is_labelled(row: Element, cell: Element, paragraph: Element) -> bool:
    """Return whether a row holds a label and this line alone, and is not the only row of its table."""
    cells = row.findall(qn("w:tc"))
    values = [one for one in cell.findall(qn("w:p")) if text_of(one).strip()]
    others = "".join(text_of(one) for each in cells if each is not cell for one in each.iter(qn("w:p")))
    rows = row.getparent().findall(qn("w:tr"))
    is_last = cells[-1] is cell
    return values == [paragraph] and is_last and len(rows) > 1 and "{{" not in others and bool(others.strip(" :"))


def _empty(paragraph: Element) -> None:
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)
