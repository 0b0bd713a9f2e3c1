// What the page knows of one tab: its cells as last fetched, what is being saved, and what was refused.
const EVERY = 2000;

export function columnName(column) {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function cellName(row, column) { return `${columnName(column)}${row + 1}`; }

const NOTHING = Object.freeze({});

export class Model {
  constructor(id, identity) {
    this.id = id;
    this.identity = identity;
    this.gid = null;
    this.view = 0;
    this.frame = { tabs: [], row_count: 0, column_count: 0, protected: [], validations: [], styles: [{}], widths: {}, hidden_columns: [], hidden_rows: [], merges: [], views: [], view: null };
    this.rows = [];
    this.token = "";
    this.revision = -1;
    this.pending = new Map();
    this.failed = new Map();
    this.fresh = new Map();
    this.undoing = [];
    this.on = { changed() {}, state() {}, refused() {} };
    this.queue = Promise.resolve();
    this.unsaved = 0;
  }

  async ask(path, body) {
    const options = { headers: { "X-Workspace-Identity": encodeURIComponent(this.identity) }, credentials: "same-origin" };
    if (body !== undefined) {
      options.method = "POST";
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(body);
    }
    let answer;
    try {
      answer = await fetch(`/spreadsheets/d/${this.id}/${path}`, options);
    } catch (error) {
      throw new Refused("Tidak tersambung dengan ruang kerja. Periksa apakah programnya masih berjalan.", 0);
    }
    const found = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(found.error?.message || `Gagal (${answer.status}).`, answer.status);
    return found;
  }

  async open(gid, view = 0) {
    this.gid = gid;
    this.view = view;
    this.token = "";
    this.revision = -1;
    this.pending.clear();
    this.failed.clear();
    this.undoing = [];
    await this.sync({ quiet: true });
  }

  async sync({ quiet = false } = {}) {
    const gid = this.gid;
    const found = await this.ask(`tab/${gid}?token=${this.token}&revision=${this.revision}&fvid=${this.view}`);
    if (gid !== this.gid) return;
    const { rows, changed, count, ...frame } = found;
    const before = this.frame.row_count;
    this.frame = frame;
    this.token = frame.token;
    this.revision = frame.revision;
    this.hidden = new Set(frame.hidden_columns);
    const touched = [];
    if (rows) {
      this.rows = rows;
    } else {
      this.rows.length = count;
      for (const [index, row] of Object.entries(changed)) {
        this.#markFresh(Number(index), this.rows[index] || [], row);
        this.rows[index] = row;
        touched.push(Number(index));
      }
    }
    if (quiet) this.fresh.clear();
    this.on.changed({ whole: Boolean(rows), resized: before !== frame.row_count, touched });
  }

  #markFresh(index, old, row) {
    const until = Date.now() + 4000;
    for (let column = 0; column < Math.max(old.length, row.length); column += 1) {
      const was = typeof old[column] === "object" ? old[column]?.t : old[column];
      const is = typeof row[column] === "object" ? row[column]?.t : row[column];
      if ((was ?? "") !== (is ?? "") && !this.pending.has(`${index},${column}`)) this.fresh.set(`${index},${column}`, until);
    }
  }

  startPolling() {
    const look = async () => {
      if (!document.hidden && this.gid !== null) {
        try {
          const { revision } = await this.ask("state");
          if (revision !== this.revision && !this.unsaved) await this.sync();
          this.on.state("connected");
        } catch (refused) {
          this.on.state(refused.status === 0 ? "offline" : "refused", refused.message);
        }
      }
      this.timer = setTimeout(look, EVERY);
    };
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) { clearTimeout(this.timer); look(); }
    });
    this.timer = setTimeout(look, EVERY);
  }

  cell(row, column) {
    const found = this.rows[row]?.[column];
    if (found === undefined || found === null) return NOTHING;
    return typeof found === "string" ? { t: found } : found;
  }

  text(row, column) {
    const waiting = this.pending.get(`${row},${column}`);
    return waiting !== undefined ? waiting : this.cell(row, column).t ?? "";
  }

  typed(row, column) {
    const waiting = this.pending.get(`${row},${column}`);
    if (waiting !== undefined) return waiting;
    const cell = this.cell(row, column);
    return cell.e ?? cell.t ?? "";
  }

  rule(row, column) {
    const number = this.cell(row, column).v;
    return number === undefined ? null : this.frame.validations[number];
  }

  isDate(row, column) { return Boolean(this.cell(row, column).d) || this.rule(row, column)?.kind === "date"; }

  heading(column) {
    const { heading } = this.frame;
    const text = heading >= 0 ? this.text(heading, column) : "";
    return text || `Kolom ${columnName(column)}`;
  }

  // The first protected range that keeps this person out of a cell, or null.
  lock(row, column) {
    if (!this.frame.may_edit) return { who: "", text: "", reason: "Anda hanya dapat melihat lembar kerja ini." };
    for (const one of this.frame.protected) {
      if (one.may || !holds(one.range, row, column) || one.free.some((free) => holds(free, row, column))) continue;
      return { ...one, reason: `Terkunci bagi Anda. Yang dapat mengisi: ${one.who}.` };
    }
    return null;
  }

  protection(row, column) {
    let best = null;
    for (const one of this.frame.protected) {
      if (!holds(one.range, row, column) || one.free.some((free) => holds(free, row, column))) continue;
      if (!best || size(one.range) < size(best.range)) best = one;
    }
    return best;
  }

  hasData(row) {
    return (this.rows[row] || []).some((cell) => (typeof cell === "string" ? cell !== "" : cell?.t !== undefined && cell.t !== "" && cell.x !== false));
  }

  // Save typed texts, `[[row, column, text], …]`; resolves to "" or to the reason of the refusal.
  write(cells, { undo = true } = {}) {
    const before = cells.map(([row, column]) => [row, column, this.typed(row, column)]);
    for (const [row, column, text] of cells) {
      this.pending.set(`${row},${column}`, text);
      this.failed.delete(`${row},${column}`);
    }
    this.unsaved += 1;
    this.on.state("saving");
    this.on.changed({ whole: false, resized: false, touched: cells.map(([row]) => row) });
    const gid = this.gid;
    const done = this.queue.then(async () => {
      let reason = "";
      try {
        await this.ask("write", { gid, cells });
        if (undo) this.undoing.push(before);
      } catch (refused) {
        reason = refused.message;
      }
      this.unsaved -= 1;
      if (gid === this.gid) {
        if (!this.unsaved) await this.sync().catch(() => {});
        for (const [row, column, text] of cells) {
          if (this.pending.get(`${row},${column}`) === text) this.pending.delete(`${row},${column}`);
          if (reason) this.failed.set(`${row},${column}`, { text, reason });
        }
      }
      this.on.state(reason ? "failed" : this.unsaved ? "saving" : "saved", reason);
      if (reason) this.on.refused(reason, cells);
      this.on.changed({ whole: false, resized: false, touched: cells.map(([row]) => row) });
      return reason;
    });
    this.queue = done.catch(() => {});
    return done;
  }

  undo() {
    const last = this.undoing.pop();
    return last ? this.write(last, { undo: false }) : null;
  }

  changeRows(act, row, count) {
    return this.ask("rows", { gid: this.gid, act, row, count }).then(() => this.sync());
  }
}

export class Refused extends Error {
  constructor(message, status) { super(message); this.status = status; }
}

function holds([top, left, bottom, right], row, column) {
  return top <= row && row < bottom && left <= column && column < right;
}

function size([top, left, bottom, right]) { return (bottom - top) * (right - left); }
