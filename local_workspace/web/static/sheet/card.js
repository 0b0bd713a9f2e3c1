// One row as a form: a label and a field for each column, what this person fills first.
import { escaped } from "./grid.js";
import { isoOf, timeOf, typedDate } from "./fields.js";

export class Card {
  constructor(dialog, model, view) {
    this.dialog = dialog;
    this.model = model;
    this.view = view;
    dialog.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act === "close") dialog.close();
      if (act === "before") this.#step(-1);
      if (act === "after") this.#step(1);
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("change", (event) => this.#save(event.target));
    dialog.addEventListener("input", (event) => { if (event.target.matches("textarea")) grow(event.target); });
    dialog.addEventListener("close", () => this.onClose?.(this.row));
  }

  get isOpen() { return this.dialog.open; }

  open(row) {
    this.row = row;
    this.saved = new Map();
    this.#draw();
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector(".fields").scrollTop = 0;
    this.dialog.querySelectorAll("textarea").forEach(grow);
  }

  // Somebody's edit came in: show it, except in the field that is being filled.
  refresh() {
    if (!this.dialog.open) return;
    const focused = document.activeElement?.closest?.("[data-column]");
    this.dialog.querySelectorAll(".field[data-column]").forEach((field) => {
      if (field !== focused) this.#fill(field);
    });
    this.dialog.querySelectorAll(".field[data-column]").forEach((field) => this.#tell(field));
    this.#title();
  }

  #step(by) {
    const place = this.view.rows.indexOf(this.row);
    const next = this.view.rows[place + by];
    if (next !== undefined && this.model.hasData(next)) this.open(next);
  }

  #columns() {
    const found = [];
    for (let column = 0; column < this.model.frame.column_count; column += 1) {
      if (this.model.hidden.has(column)) continue;
      const named = this.model.frame.heading < 0 || this.model.text(this.model.frame.heading, column) !== "";
      if (named || this.model.text(this.row, column) !== "") found.push(column);
    }
    return found;
  }

  // What is filled at this step stands first, under what the row is about; everything else is folded away.
  #planned() {
    const { title, text, lines, state, fields, tasks } = this.model.frame.card;
    const columns = this.#columns();
    const named = (names) => (names ?? []).map((name) => columns.find((column) => this.model.heading(column) === name)).filter((column) => column !== undefined);
    const filled = (column) => this.model.text(this.row, column) !== "";
    const [stateColumn] = named([state]);
    const now = stateColumn === undefined ? "" : this.model.text(this.row, stateColumn);
    // The title stands above, and the lines in one: the words of who wrote come before anything else.
    const [headed] = named([title]), about = named(text).filter(filled), step = named(fields[now]).filter((column) => !about.includes(column));
    const rest = columns.filter((column) => column !== headed && !about.includes(column) && !step.includes(column));
    const mine = rest.filter((column) => !this.model.lock(this.row, column));
    const others = rest.filter((column) => !mine.includes(column) && filled(column));
    const head = named(lines).filter(filled);
    return [
      { title: "Tentang baris ini", said: head.map((column) => this.model.text(this.row, column)).join(" · "), columns: about, open: true },
      { title: now ? `Langkah ini: ${now}` : "Langkah ini", said: tasks[now] ?? "", columns: step, open: true },
      { title: "Isian lain yang dapat Anda isi", columns: mine, folded: true },
      { title: "Data lainnya", columns: others.filter((column) => !head.includes(column)), folded: true },
    ].filter((group) => group.columns.length || group.said);
  }

  #groups() {
    if (this.model.frame.card && this.model.frame.heading >= 0) return this.#planned();
    const mine = { title: "Dapat Anda isi", columns: [], open: true };
    const others = new Map();
    for (const column of this.#columns()) {
      const lock = this.model.lock(this.row, column);
      if (!lock) { mine.columns.push(column); continue; }
      const title = lock.text || (lock.who ? `Diisi oleh ${lock.who}` : "Hanya untuk dilihat");
      if (!others.has(title)) others.set(title, { title, columns: [], open: true });
      others.get(title).columns.push(column);
    }
    return [mine, ...others.values()].filter((group) => group.columns.length);
  }

  #draw() {
    const groups = this.#groups().map((group) => {
      const said = group.said ? `<p class="hint">${escaped(group.said)}</p>` : "";
      const fields = `${said}${group.columns.map((column) => this.#field(column)).join("")}`;
      if (group.folded) return `<details><summary>${escaped(group.title)} (${group.columns.length})</summary>${fields}</details>`;
      return `<fieldset><legend>${escaped(group.title)}</legend>${fields}</fieldset>`;
    });
    this.dialog.innerHTML = `<header><h2 id="card-title" tabindex="-1" autofocus></h2><div class="doings"><button type="button" data-act="before" aria-label="Baris sebelumnya">‹</button><button type="button" data-act="after" aria-label="Baris berikutnya">›</button><button type="button" class="main" data-act="close">Selesai</button></div></header><div class="fields">${groups.join("")}</div>`;
    this.dialog.querySelectorAll(".field[data-column]").forEach((field) => { this.#fill(field); this.#tell(field); });
    this.#title();
  }

  #title() {
    const wanted = this.model.frame.card?.title;
    const filled = this.#columns().filter((column) => this.model.text(this.row, column) !== "");
    const first = filled.find((column) => this.model.heading(column) === wanted) ?? filled[0];
    this.dialog.querySelector("h2").textContent = first === undefined ? `Baris ${this.row + 1}` : this.model.text(this.row, first);
    const place = this.view.rows.indexOf(this.row);
    const at = (number) => this.view.rows[number] !== undefined && this.model.hasData(this.view.rows[number]);
    this.dialog.querySelector("[data-act=before]").disabled = place <= 0 || !at(place - 1);
    this.dialog.querySelector("[data-act=after]").disabled = !at(place + 1);
  }

  #field(column) {
    const { model, row } = this;
    const lock = model.lock(row, column);
    const rule = model.rule(row, column);
    const id = `field-${column}`;
    const label = escaped(model.heading(column));
    const note = model.frame.heading >= 0 ? model.cell(model.frame.heading, column).n : "";
    const hint = note ? `<p class="hint" id="${id}-hint">${escaped(note)}</p>` : "";
    const described = `aria-describedby="${note ? `${id}-hint ` : ""}${id}-state"`;
    let input;
    if (lock) input = `<div class="value" id="${id}" tabindex="0" role="textbox" aria-readonly="true" aria-labelledby="${id}-label"></div>`;
    else if (rule?.kind === "check") input = `<label class="tick"><input type="checkbox" id="${id}" ${described}> ${label}</label>`;
    else if (rule?.kind === "list" && rule.strict) input = `<select id="${id}" ${described}></select>`;
    else if (rule?.kind === "list") input = `<input id="${id}" list="${id}-list" autocomplete="off" ${described}><datalist id="${id}-list">${rule.choices.map((one) => `<option value="${escaped(one)}">`).join("")}</datalist>`;
    else if (model.isDate(row, column)) input = `<div class="moment"><input type="date" id="${id}" ${described}><input type="time" id="${id}-time" aria-label="${label}: jam"${model.cell(row, column).d === 2 || timeOf(model, row, column) ? "" : " hidden"}></div>`;
    else input = `<textarea id="${id}" rows="1" ${described}></textarea>`;
    const name = rule?.kind === "check" && !lock ? "" : lock ? `<span class="label" id="${id}-label">${label}</span>` : `<label class="label" for="${id}" id="${id}-label">${label}</label>`;
    return `<div class="field" data-column="${column}">${name}${hint}${input}<p class="said" id="${id}-state" role="status"></p></div>`;
  }

  #fill(field) {
    const column = Number(field.dataset.column);
    const { model, row } = this;
    const rule = model.rule(row, column);
    const cell = model.cell(row, column);
    const value = field.querySelector(".value");
    if (value) {
      const text = model.text(row, column);
      if (cell.l) value.innerHTML = `<a href="${escaped(cell.l)}" target="_blank" rel="noopener noreferrer">${escaped(text)}</a>`;
      else value.textContent = rule?.kind === "check" ? (cell.x === true ? "Ya" : "Tidak") : text || "–";
      return;
    }
    const input = field.querySelector("input:not([type=time]), select, textarea");
    if (input.type === "checkbox") { input.checked = cell.x === true || (rule.words.length > 0 && cell.t === rule.words[0]); return; }
    if (input.matches("select")) {
      const own = model.typed(row, column);
      const options = ["", ...rule.choices, ...(own && !rule.choices.includes(own) ? [own] : [])];
      input.replaceChildren(...options.map((one) => new Option(one || "— belum diisi —", one, false, one === own)));
      return;
    }
    if (input.type === "date") {
      input.value = isoOf(model, row, column);
      field.querySelector("[type=time]").value = timeOf(model, row, column);
      return;
    }
    input.value = model.typed(row, column);
    if (input.matches("textarea")) grow(input);
  }

  #tell(field) {
    const column = Number(field.dataset.column);
    const key = `${this.row},${column}`;
    const said = field.querySelector(".said");
    const failed = this.model.failed.get(key);
    const cell = this.model.cell(this.row, column);
    field.classList.toggle("failed", Boolean(failed));
    field.classList.toggle("warned", Boolean(cell.w) && !failed);
    const unreadable = cell.t && this.model.isDate(this.row, column) && typeof cell.x !== "number" ? `Tertulis “${cell.t}”, bukan tanggal. ` : "";
    if (failed) said.textContent = failed.reason;
    else if (this.model.pending.has(key)) said.textContent = "Menyimpan…";
    else if (cell.w) said.textContent = `${unreadable}Periksa: ${this.model.rule(this.row, column)?.message ?? ""}`;
    else if (this.saved.has(column)) said.textContent = "Tersimpan";
    else said.textContent = unreadable;
  }

  async #save(input) {
    const field = input.closest(".field[data-column]");
    if (!field) return;
    const column = Number(field.dataset.column);
    let text;
    if (input.type === "checkbox") {
      const { words } = this.model.rule(this.row, column);
      text = words.length ? (input.checked ? words[0] : words[1] ?? "") : input.checked ? "TRUE" : "FALSE";
    } else if (input.type === "date" || input.type === "time") {
      const day = field.querySelector("[type=date]").value;
      const time = field.querySelector("[type=time]").value;
      if (!day && time) return;
      text = day ? typedDate(this.model, day) + (time ? ` ${time}` : "") : "";
    } else text = input.value;
    if (text === this.model.typed(this.row, column)) return;
    const { row } = this;
    const reason = await this.model.write([[row, column, text]]);
    if (row !== this.row) return;
    if (reason) this.saved.delete(column); else this.saved.set(column, true);
    this.#tell(field);
  }
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(420, area.scrollHeight + 2)}px`;
}
