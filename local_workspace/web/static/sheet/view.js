// What one person sees of a tab: a filter view of the workbook, and their own search, filters and order, which nobody saves.
const compare = new Intl.Collator("id", { numeric: true, sensitivity: "base" }).compare;
export const BLANK = "(kosong)";

function* range(from, end) { for (let row = from; row < end; row += 1) yield row; }

export class View {
  constructor(model) {
    this.model = model;
    this.rows = [];
    this.reset();
  }

  reset() {
    this.search = "";
    this.filters = new Map();
    this.sort = null;
  }

  get active() { return Boolean(this.search || this.filters.size || this.sort || this.model.frame.view); }

  get firstRow() { return Math.max(this.model.frame.frozen_rows, this.model.frame.heading + 1, 0); }

  recompute() {
    const { row_count: count, hidden_rows: hidden } = this.model.frame;
    const skip = new Set(hidden);
    const rows = [];
    const chosen = this.model.frame.view?.rows;
    for (const row of chosen ?? range(this.firstRow, count)) if (!skip.has(row) && this.matches(row)) rows.push(row);
    if (this.sort) this.#order(rows);
    this.rows = rows;
  }

  // After somebody's edit rows stay where they are, so that none jumps away under a reader; new ones come last.
  follow(resized) {
    if (!this.active || resized) { this.recompute(); return; }
    const shown = new Set(this.rows);
    for (const row of this.model.frame.view?.rows ?? range(this.firstRow, this.model.rows.length)) {
      if (!shown.has(row) && this.model.hasData(row) && this.matches(row) && !this.dismissed?.has(row)) this.rows.push(row);
    }
  }

  matches(row) {
    if (!this.search && !this.filters.size) return true;
    if (!this.model.hasData(row)) return false;
    for (const [column, kept] of this.filters) if (!kept.has(this.#value(row, column))) return false;
    if (!this.search) return true;
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    const whole = (this.model.rows[row] || [])
      .map((cell, column) => (this.model.hidden.has(column) ? "" : typeof cell === "string" ? cell : cell?.t ?? "")).join("\n").toLowerCase();
    return words.every((word) => whole.includes(word));
  }

  values(column) {
    const counts = new Map();
    for (let row = this.firstRow; row < this.model.rows.length; row += 1) {
      if (!this.model.hasData(row)) continue;
      const value = this.#value(row, column);
      counts.set(value, (counts.get(value) || 0) + 1);
    }
    return [...counts].sort((one, other) => (one[0] === BLANK ? 1 : other[0] === BLANK ? -1 : compare(one[0], other[0])));
  }

  total() {
    let count = 0;
    for (let row = this.firstRow; row < this.model.rows.length; row += 1) if (this.model.hasData(row)) count += 1;
    return count;
  }

  shown() { return this.rows.reduce((count, row) => count + (this.model.hasData(row) ? 1 : 0), 0); }

  #value(row, column) { return this.model.text(row, column) || BLANK; }

  #order(rows) {
    const { column, down } = this.sort;
    const keys = new Map(rows.map((row) => {
      const cell = this.model.cell(row, column);
      return [row, typeof cell.x === "number" ? cell.x : cell.t ?? ""];
    }));
    rows.sort((one, other) => {
      const a = keys.get(one);
      const b = keys.get(other);
      if (a === "" || b === "") return a === b ? one - other : a === "" ? 1 : -1;
      const order = typeof a === "number" && typeof b === "number" ? a - b : typeof a === typeof b ? compare(a, b) : typeof a === "number" ? -1 : 1;
      return (down ? -order : order) || one - other;
    });
  }
}
