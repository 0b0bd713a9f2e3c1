// The field that opens over a cell: text, list of choices, or date.
import { cellName } from "./model.js";
import { choices, isoOf, typedDate } from "./fields.js";

export class Editor {
  constructor(grid, model) {
    this.grid = grid;
    this.model = model;
    this.box = document.createElement("div");
    this.box.className = "editor";
    this.box.hidden = true;
    document.body.append(this.box);
    grid.scroller.addEventListener("scroll", () => this.place(), { passive: true });
    window.addEventListener("resize", () => this.place());
    document.addEventListener("pointerdown", (event) => {
      if (!this.box.hidden && !this.box.contains(event.target)) this.close({ save: true });
    }, true);
  }

  get isOpen() { return !this.box.hidden; }

  open({ text = null, showAll = true } = {}) {
    const { row, column } = this.grid.active;
    this.at = { row, column };
    this.list = this.pointed = null;
    this.picked = false;
    this.rule = this.model.rule(row, column);
    this.before = this.model.typed(row, column);
    const failed = this.model.failed.get(`${row},${column}`);
    const start = text ?? failed?.text ?? this.before;
    const isList = this.rule?.kind === "list";
    this.box.innerHTML = `<textarea rows="1" spellcheck="false" autocomplete="off"></textarea><p class="why" role="alert" hidden></p>${isList ? '<ul class="options" role="listbox" id="options"></ul>' : ""}`;
    this.field = this.box.querySelector("textarea");
    this.field.value = start;
    this.field.setAttribute("aria-label", `${this.model.heading(column)}, sel ${cellName(row, column)}`);
    if (isList) this.#listen(text === null && showAll);
    else if (this.model.isDate(row, column)) this.#offerCalendar();
    this.field.addEventListener("input", () => this.place());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.box.hidden = false;
    this.place();
    this.field.focus({ preventScroll: true });
    if (isList && text === null) this.field.select();
    else this.field.setSelectionRange(start.length, start.length);
    if (failed) this.#say(failed.reason);
  }

  place() {
    if (this.box.hidden) return;
    const cell = this.grid.element(this.at.row, this.at.column);
    if (!cell) return;
    const around = cell.getBoundingClientRect();
    const width = Math.min(window.innerWidth - 16, Math.max(around.width, this.field.value.length > 24 || !this.box.querySelector(".why").hidden ? 340 : this.list ? 240 : 170));
    this.box.style.width = `${width}px`;
    this.box.style.left = `${Math.max(8, Math.min(around.left, window.innerWidth - width - 8))}px`;
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(320, Math.max(around.height, this.field.scrollHeight + 4))}px`;
    const below = window.innerHeight - around.top - this.field.offsetHeight - 8;
    const list = this.box.querySelector(".options");
    const up = list && below < 200 && around.top > below;
    this.box.classList.toggle("upwards", Boolean(up));
    if (list) list.style.maxHeight = `${Math.max(120, Math.min(320, up ? around.top - 16 : below))}px`;
    const height = this.box.offsetHeight;
    this.box.style.top = up ? `${around.bottom - height}px` : `${Math.max(8, Math.min(around.top, window.innerHeight - this.field.offsetHeight - 12))}px`;
  }

  #listen(showAll) {
    this.list = this.box.querySelector(".options");
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-expanded", "true");
    this.field.setAttribute("aria-controls", "options");
    this.field.setAttribute("aria-autocomplete", "list");
    this.filtering = !showAll;
    this.#fill();
    this.field.addEventListener("input", () => { this.filtering = true; this.picked = false; this.#fill(); });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#choose(option);
    });
  }

  #fill() {
    const words = this.filtering ? this.field.value : "";
    this.list.replaceChildren(...choices(this.rule, words, this.before).map((one, number) => {
      const option = document.createElement("li");
      option.setAttribute("role", "option");
      option.id = `option-${number}`;
      option.dataset.value = one.value;
      option.textContent = one.label;
      option.classList.toggle("empty", one.value === "");
      option.setAttribute("aria-selected", String(one.value === this.before && this.before !== ""));
      return option;
    }));
    const options = [...this.list.children];
    const chosen = options.findIndex((one) => one.dataset.value === this.before && this.before !== "" && !this.filtering);
    this.#point(this.filtering && this.field.value ? 0 : chosen);
  }

  #point(number) {
    const options = [...this.list.children];
    options.forEach((one, index) => one.classList.toggle("pointed", index === number));
    this.pointed = options[number] || null;
    if (this.pointed) { this.field.setAttribute("aria-activedescendant", this.pointed.id); this.pointed.scrollIntoView({ block: "nearest" }); } else this.field.removeAttribute("aria-activedescendant");
  }

  #pick(number) {
    this.picked = true;
    this.#point(number);
  }

  #choose(option) {
    this.field.value = option.dataset.value;
    this.close({ save: true });
    this.grid.scroller.focus({ preventScroll: true });
  }

  #offerCalendar() {
    const wrap = document.createElement("label");
    wrap.className = "calendar";
    wrap.innerHTML = '<span class="unseen">Pilih tanggal</span><input type="date">';
    const picker = wrap.querySelector("input");
    picker.value = isoOf(this.model, this.at.row, this.at.column);
    picker.addEventListener("change", () => {
      if (!picker.value) return;
      const time = /(\d{1,2}[:.]\d{2})/.exec(this.field.value);
      this.field.value = typedDate(this.model, picker.value) + (time ? ` ${time[1].replace(".", ":")}` : "");
      this.field.focus();
      this.place();
    });
    this.box.append(wrap);
  }

  #key(event) {
    if (event.isComposing) return;
    const options = this.list ? [...this.list.children] : [];
    const at = options.indexOf(this.pointed);
    if (event.key === "Escape") { event.preventDefault(); this.close({ save: false }); this.grid.scroller.focus({ preventScroll: true }); }
    else if (event.key === "ArrowDown" && options.length) { event.preventDefault(); this.#pick((at + 1) % options.length); }
    else if (event.key === "ArrowUp" && options.length) { event.preventDefault(); this.#pick((at - 1 + options.length) % options.length); }
    else if (event.key === "Enter" && (event.altKey || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.field.setRangeText("\n", this.field.selectionStart, this.field.selectionEnd, "end");
      this.place();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      if (this.pointed && (this.field.value || !this.filtering) && this.field.value.trim() !== "") this.field.value = this.#pointedValue();
      else if (this.pointed && at >= 0) this.field.value = this.pointed.dataset.value;
      if (!this.close({ save: true })) return;
      this.grid.scroller.focus({ preventScroll: true });
      if (event.key === "Tab") this.grid.move(0, event.shiftKey ? -1 : 1);
      else this.grid.move(event.shiftKey ? -1 : 1, 0);
    }
  }

  // A choice taken with the arrow keys counts; then what was typed, if it is a choice itself; otherwise the choice
  // pointed at, unless free text is allowed.
  #pointedValue() {
    if (this.picked) return this.pointed.dataset.value;
    const typed = this.field.value;
    const exact = this.rule.choices.find((one) => one.toLowerCase() === typed.trim().toLowerCase());
    if (this.filtering) return exact ?? (this.rule.strict ? this.pointed.dataset.value : typed);
    return this.pointed.dataset.value;
  }

  #say(reason) {
    const why = this.box.querySelector(".why");
    why.hidden = !reason;
    why.textContent = reason;
    this.field.setAttribute("aria-invalid", String(Boolean(reason)));
    this.place();
  }

  // Close; when saving, a text that a strict list refuses keeps the field open and says why.
  close({ save }) {
    if (this.box.hidden) return true;
    const text = this.field.value;
    const { row, column } = this.at;
    const changed = text !== this.before || this.model.failed.has(`${row},${column}`);
    if (save && changed && text !== "" && this.rule?.kind === "list" && this.rule.strict && !this.rule.choices.includes(text)) {
      this.#say(`“${text}” tidak ada dalam pilihan. ${this.rule.message}`);
      this.field.focus();
      return false;
    }
    this.box.hidden = true;
    if (save && changed) this.model.write([[row, column, text]]);
    else if (!save) { this.model.failed.delete(`${row},${column}`); this.model.on.changed({ whole: false, resized: false, touched: [row] }); }
    return true;
  }
}
