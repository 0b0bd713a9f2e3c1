// Draws the rows in sight: heading rows and frozen columns stay, all other rows come and go while scrolling.
import { columnName } from "./model.js";

const NUMBERS = 46;
const SPARE = 12;
export const HEIGHTS = { low: 30, high: 72 };

export function escaped(text) {
  return String(text).replace(/[&<>"']/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[letter]);
}

export class Grid {
  constructor(scroller, model, view) {
    this.scroller = scroller;
    this.model = model;
    this.view = view;
    this.active = { row: 0, column: 0 };
    this.anchor = null;
    this.own = {};
    this.rowHeight = HEIGHTS.low;
    this.looks = new CSSStyleSheet();
    this.places = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.looks, this.places];
    scroller.addEventListener("scroll", () => {
      if (!this.due) this.due = requestAnimationFrame(() => { this.due = 0; this.drawBody(); });
    }, { passive: true });
    new ResizeObserver(() => this.table && (this.layOut(), this.drawBody(true))).observe(scroller);
  }

  get columns() {
    const found = [];
    for (let column = 0; column < this.model.frame.column_count; column += 1) if (!this.model.hidden.has(column)) found.push(column);
    return found;
  }

  // A short tab without headings is a page to read: its rows are as high as their texts.
  get reads() { return this.model.frame.heading < 0 && this.view.rows.length <= 200; }

  width(column) { return this.own[column] ?? this.model.frame.widths[column] ?? 100; }

  // Build the table anew: after another tab, other columns or other styles.
  build() {
    const { frame } = this.model;
    this.shownColumns = this.columns;
    this.#looks();
    const table = document.createElement("table");
    table.setAttribute("role", "presentation");
    table.innerHTML = `<colgroup><col>${this.shownColumns.map(() => "<col>").join("")}</colgroup><thead></thead><tbody></tbody>`;
    this.scroller.replaceChildren(table);
    this.scroller.setAttribute("aria-rowcount", frame.row_count);
    this.scroller.setAttribute("aria-colcount", frame.column_count);
    this.table = table;
    this.layOut();
    this.draw();
  }

  layOut() {
    const { frame } = this.model;
    const cols = this.table.querySelectorAll("col");
    cols[0].style.width = `${NUMBERS}px`;
    let total = NUMBERS;
    let rules = "";
    let left = NUMBERS;
    const room = this.scroller.clientWidth * 0.55;
    this.shownColumns.forEach((column, place) => {
      const width = this.width(column);
      cols[place + 1].style.width = `${width}px`;
      total += width;
      if (column < frame.frozen_columns && left + width <= room) {
        rules += `.scroller .c${column}{position:sticky;left:${left}px}.scroller tbody .c${column}{z-index:2}.scroller thead .c${column}{z-index:4}`;
        left += width;
        this.frozenEdge = left;
      }
    });
    if (left === NUMBERS) this.frozenEdge = NUMBERS;
    this.table.style.width = `${total}px`;
    this.places.replaceSync(rules);
  }

  #looks() {
    const fit = (color, background) => readable(color, background);
    this.looks.replaceSync(this.model.frame.styles.map((style, number) => {
      if (!number) return "";
      const lines = [style.underline && "underline", style.strikethrough && "line-through"].filter(Boolean).join(" ");
      const text = [
        style.background && `background-color:${style.background}`,
        (style.color || style.background) && `color:${fit(style.color || "#000000", style.background || "#ffffff")}`,
        style.bold && "font-weight:650", style.italic && "font-style:italic", lines && `text-decoration:${lines}`,
        style.size && `font-size:${Math.max(11, Math.min(28, style.size * 1.3))}px`,
        style.side && `text-align:${style.side}`, style.height && `vertical-align:${style.height}`,
      ].filter(Boolean).join(";");
      return `.scroller td.s${number}{${text}}`;
    }).join(""));
    this.stylesKnown = this.model.frame.styles.length;
  }

  draw() {
    if (this.model.frame.styles.length !== this.stylesKnown) this.#looks();
    this.#drawHead();
    this.drawBody(true);
  }

  #drawHead() {
    const { frame } = this.model;
    const letters = this.shownColumns.map((column) => `<th class="letter c${column}" scope="col" aria-colindex="${column + 1}">${columnName(column)}<span class="grip" data-grip="${column}"></span></th>`);
    let html = `<tr role="row"><td class="corner"></td>${letters.join("")}</tr>`;
    for (let row = 0; row < this.view.firstRow; row += 1) html += this.#row(row, true);
    this.table.tHead.innerHTML = html;
  }

  drawBody(force = false) {
    if (!this.table) return;
    const { rows } = this.view;
    const height = this.rowHeight;
    const first = this.reads ? 0 : Math.max(0, Math.floor(this.scroller.scrollTop / height) - SPARE);
    const last = this.reads ? rows.length : Math.min(rows.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + SPARE);
    if (!force && this.drawn && first >= this.drawn[0] && last <= this.drawn[1] && this.drawn[2] === rows
      && (first - this.drawn[0] < SPARE) && (this.drawn[1] - last < SPARE)) return;
    this.drawn = [first, last, rows];
    const span = this.shownColumns.length + 1;
    const gap = (count) => (count > 0 ? `<tr class="gap" aria-hidden="true"><td colspan="${span}" data-height="${count * height}"></td></tr>` : "");
    let html = gap(first);
    for (let place = first; place < last; place += 1) html += this.#row(rows[place], false);
    html += gap(rows.length - last);
    const body = this.table.tBodies[0];
    body.className = this.reads ? "reads" : height > HEIGHTS.low ? "high" : "low";
    body.innerHTML = html;
    body.querySelectorAll("[data-height]").forEach((cell) => { cell.style.height = `${cell.dataset.height}px`; });
    this.#mark();
  }

  #row(row, isHead) {
    const cells = [];
    const merged = this.#merges(row);
    let skip = 0;
    for (const column of this.shownColumns) {
      if (skip > 0) { skip -= 1; continue; }
      const span = merged.get(column) || 1;
      cells.push(this.#cell(row, column, isHead, span));
      skip = span - 1;
    }
    return `<tr role="row" aria-rowindex="${row + 1}"><th class="number" scope="row" data-row="${row}">${row + 1}</th>${cells.join("")}</tr>`;
  }

  #merges(row) {
    const found = new Map();
    for (const [top, left, bottom, right] of this.model.frame.merges) {
      if (top <= row && row < bottom) found.set(left, this.shownColumns.filter((column) => left <= column && column < right).length);
    }
    return found;
  }

  #cell(row, column, isHead, span) {
    const { model } = this;
    const cell = model.cell(row, column);
    const key = `${row},${column}`;
    const isHeading = row === model.frame.heading;
    const rule = cell.v === undefined ? null : model.frame.validations[cell.v];
    const lock = isHead && !isHeading ? model.lock(row, column) : model.lock(row, column);
    const failed = model.failed.get(key);
    const classes = [`c${column}`];
    if (cell.s) classes.push(`s${cell.s}`);
    if (lock && !isHead) classes.push("locked");
    if (isHeading) classes.push("heading");
    if (model.pending.has(key)) classes.push("pending");
    if (failed) classes.push("failed");
    if (cell.w) classes.push("warned");
    if (cell.n) classes.push("noted");
    const until = model.fresh.get(key);
    if (until) { if (until > Date.now()) classes.push("fresh"); else model.fresh.delete(key); }
    const text = failed ? failed.text : model.text(row, column);
    let inner = escaped(text);
    if (rule?.kind === "check") {
      const on = model.pending.has(key) ? model.pending.get(key) === "TRUE" : cell.x === true || (rule.words.length > 0 && text === rule.words[0]);
      inner = `<span class="box${on ? " on" : ""}" role="checkbox" aria-checked="${on}" aria-label="${escaped(model.heading(column))}"></span>`;
    } else if (cell.l && !failed) {
      inner = `<a href="${escaped(cell.l)}" tabindex="-1"${cell.l.startsWith("/") ? "" : ' rel="noopener noreferrer"'} target="_blank">${inner}</a>`;
    }
    const title = failed ? failed.reason : cell.w ? `Periksa: ${rule?.message ?? ""}` : cell.n || "";
    const arrow = rule?.kind === "list" && rule.arrow && !lock ? '<span class="arrow" data-arrow aria-hidden="true"></span>' : "";
    const menu = isHeading && text.trim() ? `<button type="button" class="more${this.view.filters.has(column) ? " filtered" : ""}${this.view.sort?.column === column ? (this.view.sort.down ? " down" : " up") : ""}" data-menu="${column}" tabindex="-1" aria-label="Saring dan urutkan ${escaped(text)}"></button>` : "";
    return `<td id="k${row}-${column}" role="${isHeading && text.trim() ? "columnheader" : "gridcell"}" aria-colindex="${column + 1}" class="${classes.join(" ")}"${span > 1 ? ` colspan="${span}"` : ""}`
      + `${lock ? ' aria-readonly="true"' : ""}${cell.w ? ' aria-invalid="true"' : ""} data-row="${row}" data-column="${column}"${title ? ` title="${escaped(title)}"` : ""}>`
      + `${text || inner || arrow || menu ? `<div class="in">${inner}</div>` : ""}${arrow}${menu}</td>`;
  }

  element(row, column) { return document.getElementById(`k${row}-${column}`); }

  get selection() {
    const { row, column } = this.active;
    const other = this.anchor || this.active;
    const place = (one) => this.view.rows.indexOf(one);
    if (!this.anchor) return { rows: [row], columns: [column] };
    const [from, to] = [place(row), place(other.row)].sort((a, b) => a - b);
    const [left, right] = [column, other.column].sort((a, b) => a - b);
    const rows = from < 0 ? [row] : this.view.rows.slice(from, to + 1);
    return { rows, columns: this.shownColumns.filter((one) => left <= one && one <= right) };
  }

  select(row, column, { extend = false, scroll = true } = {}) {
    if (extend) this.anchor = this.anchor || { ...this.active };
    else this.anchor = null;
    this.active = { row, column };
    if (scroll) this.reveal();
    this.#mark();
    this.onSelect?.();
  }

  #mark() {
    this.table.querySelectorAll(".active, .chosen").forEach((cell) => { cell.classList.remove("active", "chosen"); cell.removeAttribute("aria-selected"); });
    if (this.anchor) {
      const { rows, columns } = this.selection;
      const inRows = new Set(rows);
      const inColumns = new Set(columns);
      this.table.querySelectorAll("td[data-row]").forEach((cell) => {
        if (inRows.has(Number(cell.dataset.row)) && inColumns.has(Number(cell.dataset.column))) cell.classList.add("chosen");
      });
    }
    const cell = this.element(this.active.row, this.active.column);
    this.table.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
    if (cell) {
      cell.classList.add("active");
      cell.setAttribute("aria-selected", "true");
      cell.parentElement.firstElementChild.classList.add("here");
      this.scroller.setAttribute("aria-activedescendant", cell.id);
    } else {
      this.scroller.removeAttribute("aria-activedescendant");
    }
  }

  reveal() {
    const { row, column } = this.active;
    const place = this.view.rows.indexOf(row);
    const head = this.table.tHead.offsetHeight;
    if (place >= 0) {
      const cell = this.reads ? document.getElementById(`k${row}-${column}`) : null;
      const top = cell ? cell.offsetTop - head : place * this.rowHeight;
      const height = cell ? cell.offsetHeight : this.rowHeight;
      const room = this.scroller.clientHeight - head;
      if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
      else if (top + height > this.scroller.scrollTop + room) this.scroller.scrollTop = top + height - room;
    }
    let left = NUMBERS;
    for (const one of this.shownColumns) { if (one === column) break; left += this.width(one); }
    const edge = this.frozenEdge || NUMBERS;
    if (column >= this.model.frame.frozen_columns || left >= edge) {
      const width = this.width(column);
      if (left - edge < this.scroller.scrollLeft) this.scroller.scrollLeft = left - edge;
      else if (left + width > this.scroller.scrollLeft + this.scroller.clientWidth) this.scroller.scrollLeft = Math.min(left - edge, left + width - this.scroller.clientWidth);
    }
    this.drawBody();
  }

  move(down, right, extend) {
    const { row, column } = this.active;
    const columns = this.shownColumns;
    const nextColumn = columns[Math.max(0, Math.min(columns.length - 1, columns.indexOf(column) + right))] ?? column;
    const place = this.view.rows.indexOf(row);
    let next = row;
    if (place < 0) {
      if (down > 0 && row + 1 >= this.view.firstRow) next = this.view.rows[0] ?? row;
      else next = Math.max(0, row + Math.sign(down));
    } else if (place + down < 0) next = down === -1 && this.view.firstRow > 0 && !extend ? this.view.firstRow - 1 : this.view.rows[0];
    else next = this.view.rows[Math.min(this.view.rows.length - 1, place + down)];
    this.select(next, nextColumn, { extend });
  }
}

// A format chosen for looks may be too pale to read: keep its colour only where the contrast is at least 4.5.
function readable(color, background) {
  const bright = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const [one, other] = [bright(color), bright(background)].sort((a, b) => b - a);
  if ((one + 0.05) / (other + 0.05) >= 4.5) return color;
  return bright(background) > 0.18 ? "#1b1f24" : "#ffffff";
}
