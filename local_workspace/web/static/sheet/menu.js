// The menu of a heading (order, filter) and of a row number (insert, delete).
import { escaped } from "./grid.js";

export class Menu {
  constructor(element, model, view, onView, onRows) {
    Object.assign(this, { element, model, view, onView, onRows });
    element.addEventListener("click", (event) => this.#click(event));
    element.addEventListener("input", (event) => { if (event.target.matches("[type=search]")) this.#narrow(event.target.value); });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" && event.target.matches("[type=search]")) this.#apply();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!element.hidden && !element.contains(event.target) && !event.target.closest("[data-menu]")) this.close();
    }, true);
  }

  ofColumn(column, button) {
    this.column = column;
    const values = this.view.values(column);
    const kept = this.view.filters.get(column);
    const options = values.slice(0, 1000).map(([value, count], number) => `<li><label><input type="checkbox" value="${number}" ${!kept || kept.has(value) ? "checked" : ""}> <span>${escaped(value)}</span> <small>${count}</small></label></li>`);
    this.values = values.map(([value]) => value);
    this.element.innerHTML = `<p class="title">${escaped(this.model.heading(column))}</p>
      <button type="button" data-act="up">Urutkan A → Z</button><button type="button" data-act="down">Urutkan Z → A</button>
      <fieldset><legend>Tampilkan hanya</legend><input type="search" aria-label="Cari nilai" placeholder="Cari nilai">
      <p class="both"><button type="button" data-act="all">Semua</button><button type="button" data-act="none">Kosongkan</button></p>
      <ul>${options.join("")}</ul></fieldset>
      <p class="both"><button type="button" class="main" data-act="apply">Terapkan</button><button type="button" data-act="clear">Hapus saringan</button></p>
      <p class="quiet">Hanya tampilan Anda yang berubah.</p>`;
    this.#show(button, `Saring dan urutkan ${this.model.heading(column)}`);
  }

  ofRow(row, button) {
    this.row = row;
    this.element.innerHTML = `<p class="title">Baris ${row + 1}</p>
      <button type="button" data-act="card">Buka baris</button>
      <button type="button" data-act="above">Sisipkan baris di atas</button><button type="button" data-act="below">Sisipkan baris di bawah</button>
      <button type="button" data-act="delete" class="danger">Hapus baris</button>`;
    this.#show(button, `Baris ${row + 1}`);
  }

  #show(button, label) {
    const { element } = this;
    this.opener = button;
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", label);
    element.hidden = false;
    const around = button.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(around.left, window.innerWidth - element.offsetWidth - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(around.bottom + 2, window.innerHeight - element.offsetHeight - 8))}px`;
    element.querySelector("button, input").focus();
  }

  close() {
    if (this.element.hidden) return;
    this.element.hidden = true;
    document.getElementById("scroller").focus({ preventScroll: true });
  }

  #narrow(words) {
    const wanted = words.trim().toLowerCase();
    this.element.querySelectorAll("li").forEach((item) => {
      item.hidden = !item.querySelector("span").textContent.toLowerCase().includes(wanted);
    });
    this.narrowed = wanted !== "";
  }

  #click(event) {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (!act) return;
    if (act === "all" || act === "none") {
      this.element.querySelectorAll("li:not([hidden]) input").forEach((box) => { box.checked = act === "all"; });
      return;
    }
    if (act === "apply") { this.#apply(); return; }
    if (act === "up" || act === "down") this.view.sort = { column: this.column, down: act === "down" };
    if (act === "clear") { this.view.filters.delete(this.column); if (this.view.sort?.column === this.column) this.view.sort = null; }
    this.close();
    if (["card", "above", "below", "delete"].includes(act)) this.onRows(act, this.row);
    else this.onView();
  }

  #apply() {
    const boxes = [...this.element.querySelectorAll("li")];
    // A search among the values narrows the choice to what it found.
    const chosen = boxes.filter((item) => item.querySelector("input").checked && !item.hidden).map((item) => this.values[Number(item.querySelector("input").value)]);
    if (chosen.length === this.values.length) this.view.filters.delete(this.column);
    else this.view.filters.set(this.column, new Set(chosen));
    this.close();
    this.onView();
  }
}
