import { drawn } from "./charts.js";
import { Card } from "./card.js";
import { copied, parsed } from "./clipboard.js";
import { Editor } from "./editor.js";
import { Grid, HEIGHTS, escaped } from "./grid.js";
import { Menu } from "./menu.js";
import { Model, cellName } from "./model.js";
import { View } from "./view.js";

const $ = (id) => document.getElementById(id);
const root = $("sheet");
const identity = document.querySelector("meta[name=identity]").content;
const model = new Model(root.dataset.id, identity);
const view = new View(model);
const grid = new Grid($("scroller"), model, view);
const editor = new Editor(grid, model);
const card = new Card($("card"), model, view);
const menu = new Menu($("menu"), model, view, showView, changeRows);
const narrow = window.matchMedia("(max-width: 40rem)");
const views = new Map();
let asList = null;
let cardsShown = 60;

const kept = {
  key: () => `sheet ${model.id} ${model.gid} ${identity}`,
  read() { try { return JSON.parse(localStorage.getItem(this.key())) || {}; } catch { return {}; } },
  write(change) { try { localStorage.setItem(this.key(), JSON.stringify({ ...this.read(), ...change })); } catch { /* a full or closed storage costs only comfort */ } },
};

model.on = { changed, state: tell, refused };
grid.onSelect = showCell;
card.onClose = (row) => { if (!listing() && row !== undefined) { grid.select(row, grid.active.column); grid.scroller.focus({ preventScroll: true }); } else showCards(); };

function listing() { return asList ?? (narrow.matches && model.frame.heading >= 0); }

function changed({ whole, resized, touched }) {
  view.follow(whole || resized);
  if (!grid.table || whole && (grid.shownColumns?.length !== grid.columns.length || resized)) grid.build();
  else if (whole) { grid.layOut(); grid.draw(); } else if (touched.some((row) => row < view.firstRow)) grid.draw(); else grid.drawBody(true);
  if (grid.stylesKnown !== model.frame.styles.length) grid.draw();
  showTabs();
  showViews();
  showCell();
  showNote();
  showCharts();
  card.refresh();
  if (listing()) showCards();
}

function tell(kind, message = "") {
  const state = $("state");
  const words = { opening: "Membuka…", saving: "Menyimpan…", saved: "Semua perubahan tersimpan", failed: "Ada yang tidak tersimpan", offline: "Tidak tersambung", refused: "Tidak dapat dibuka lagi" };
  if (kind === "connected") {
    if (["offline", "refused"].includes(state.dataset.kind)) { state.textContent = "Tersambung kembali"; state.dataset.kind = "saved"; }
    return;
  }
  if (state.dataset.kind === kind) return;
  if (kind === "saving") $("toasts").querySelector("[data-passing]")?.remove();
  state.dataset.kind = kind;
  state.textContent = words[kind];
  state.title = message;
}

function toast(message, kind = "bad", { passing = false } = {}) {
  const box = document.createElement("div");
  box.toggleAttribute("data-passing", passing);
  box.className = `toast ${kind}`;
  box.innerHTML = `<span>${escaped(message)}</span><button type="button" aria-label="Tutup pesan">×</button>`;
  box.querySelector("button").addEventListener("click", () => box.remove());
  $("toasts").replaceChildren(box);
  // A refusal stays until it is read and closed, or another takes its place; a passing one, by which nothing was lost,
  // also goes once the person has written somewhere else.
  if (kind !== "bad") setTimeout(() => box.remove(), 4000);
}

function refused(reason, cells) {
  if (card.isOpen) return;
  const [row, column] = cells[0];
  toast(`${cellName(row, column)} tidak tersimpan. ${reason}`);
}

function showTabs() {
  const { tabs } = model.frame;
  const drawn = [...$("tabs").children];
  // Buttons that stay keep the focus, and a click that is under way.
  if (drawn.length === tabs.length && drawn.every((button, place) => Number(button.dataset.gid) === tabs[place].gid && button.textContent === tabs[place].title)) {
    drawn.forEach((button) => selectTab(button, Number(button.dataset.gid) === model.gid));
    return;
  }
  $("tabs").replaceChildren(...tabs.map((tab) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("role", "tab");
    selectTab(button, tab.gid === model.gid);
    button.dataset.gid = tab.gid;
    button.textContent = tab.title;
    return button;
  }));
  showSelectedTab();
}

function showViews() {
  const { views: known, view: chosen } = model.frame;
  const box = $("views");
  box.parentElement.hidden = !known.length;
  const html = [{ id: 0, title: "Semua baris" }, ...known].map((one) => `<option value="${one.id}"${one.id === (chosen?.id ?? 0) ? " selected" : ""}>${escaped(one.title)}</option>`).join("");
  // A list that somebody has open is not made anew under their finger.
  if (box.dataset.shown !== html) { box.innerHTML = html; box.dataset.shown = html; }
}

function showSelectedTab() {
  $("tabs").querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function selectTab(button, selected) {
  button.setAttribute("aria-selected", String(selected));
  button.tabIndex = selected ? 0 : -1;
}

function showCell() {
  const { row, column } = grid.active;
  const lock = model.lock(row, column);
  const failed = model.failed.get(`${row},${column}`);
  const cell = model.cell(row, column);
  $("cell-name").textContent = `${cellName(row, column)} · ${model.heading(column)}`;
  $("cell-whole").textContent = failed ? failed.text : cell.e?.startsWith("=") ? `${cell.t ?? ""}   ${cell.e}` : model.text(row, column);
  $("cell-note").textContent = cell.n || (model.frame.heading >= 0 && row !== model.frame.heading ? model.cell(model.frame.heading, column).n ?? "" : "");
  $("cell-lock").textContent = failed ? failed.reason : lock ? lock.reason : cell.w ? `Periksa: ${model.rule(row, column)?.message ?? ""}` : "";
  $("cell-lock").className = failed ? "lock bad" : lock ? "lock" : "lock warn";
}

function showNote() {
  const note = $("view-note");
  note.hidden = !view.active;
  if (!view.active) return;
  const parts = [];
  if (model.frame.view) parts.push(`tampilan filter “${model.frame.view.title}”`);
  if (view.search) parts.push(`mencari “${view.search}”`);
  for (const column of view.filters.keys()) parts.push(`disaring menurut ${model.heading(column)}`);
  if (view.sort) parts.push(`diurutkan menurut ${model.heading(view.sort.column)} (${view.sort.down ? "Z → A" : "A → Z"})`);
  note.innerHTML = `<span>Tampilan ini: ${view.shown()} dari ${view.total()} baris, ${escaped(parts.join("; "))}.</span><button type="button" id="refresh-view">Terapkan lagi</button><button type="button" id="clear-view">Tampilkan semua</button>`;
}

function showCharts() {
  const { charts = [] } = model.frame;
  const box = $("charts"), html = drawn(charts);
  box.hidden = !charts.length;
  if ($("drawn").dataset.shown === html) return;
  if (!$("drawn").dataset.shown && charts.length) box.open = true;
  $("drawn").innerHTML = html;
  $("drawn").dataset.shown = html;
}

function showView() {
  view.recompute();
  grid.scroller.scrollTop = 0;
  grid.draw();
  if (view.rows.length && !view.rows.includes(grid.active.row)) grid.select(view.rows[0], grid.active.column, { scroll: false });
  showNote();
  cardsShown = 60;
  showCards();
}

function showMode() {
  const list = listing();
  $("cards").hidden = !list;
  $("scroller").hidden = list;
  $("about-cell").hidden = list;
  $("density").hidden = list;
  $("open-row").hidden = list;
  $("mode").setAttribute("aria-pressed", String(list));
  $("mode").textContent = list ? "Tabel" : "Daftar";
  document.body.classList.toggle("as-list", list);
  if (list) showCards(); else if (grid.table) { grid.layOut(); grid.draw(); }
}

function showCards() {
  if (!listing()) return;
  const shown = grid.columns.filter((column) => model.frame.heading < 0 || model.text(model.frame.heading, column));
  const rows = view.rows.filter((row) => model.hasData(row));
  const html = rows.slice(0, cardsShown).map((row) => {
    const filled = shown.filter((column) => model.text(row, column) && model.rule(row, column)?.kind !== "check");
    const plan = model.frame.card;
    const named = (name) => filled.find((column) => model.heading(column) === name);
    const first = (plan && named(plan.title)) ?? filled[0];
    const rest = plan ? plan.lines.map(named).filter((column) => column !== undefined) : filled.filter((column) => column !== first).slice(0, 4);
    const lines = rest.map((column) => `<span class="line"><small>${escaped(model.heading(column))}</small> ${escaped(model.text(row, column).slice(0, 240))}</span>`);
    const links = filled.map((column) => ({ href: model.cell(row, column).l, text: model.text(row, column) })).filter((one) => one.href && !one.text.includes("://"))
      .map((one) => `<a href="${escaped(one.href)}">${escaped(one.text)}</a>`).join("");
    return `<li><button type="button" data-open="${row}"><strong>${escaped(model.text(row, first) || `Baris ${row + 1}`)}</strong>${lines.join("")}</button>${links && `<p class="leads">${links}</p>`}</li>`;
  }).join("");
  const more = rows.length > cardsShown ? `<li><button type="button" class="wide" data-more>Tampilkan ${Math.min(60, rows.length - cardsShown)} baris lagi</button></li>` : "";
  const add = model.frame.may_edit && !view.active ? '<li><button type="button" class="wide" data-add>Isi baris baru</button></li>' : "";
  $("cards").innerHTML = html || more || add ? html + more + add : '<li class="quiet">Tidak ada baris.</li>';
}

async function openTab(gid, cell = "", chosen = 0) {
  if (editor.isOpen && !editor.close({ save: true })) return;
  if (model.gid !== null) views.set(model.gid, { search: view.search, filters: view.filters, sort: view.sort, active: grid.active, top: grid.scroller.scrollTop, left: grid.scroller.scrollLeft });
  const before = views.get(gid);
  view.reset();
  Object.assign(view, before ? { search: before.search, filters: before.filters, sort: before.sort } : {});
  $("find").value = view.search;
  grid.table = null;
  cardsShown = 60;
  for (const button of $("tabs").children) selectTab(button, Number(button.dataset.gid) === gid);
  showSelectedTab();
  tell("opening");
  waiting(true);
  try {
    await model.open(gid, chosen);
  } catch (refusal) {
    if (model.gid === gid) { waiting(false); tell("refused", refusal.message); toast(refusal.message); }
    return;
  }
  if (model.gid !== gid) return;
  waiting(false);
  ready();
  const own = kept.read();
  grid.own = own.widths || {};
  setDensity(own.high ?? false);
  grid.build();
  grid.scroller.scrollTop = before?.top ?? 0;
  grid.scroller.scrollLeft = before?.left ?? 0;
  $("print").href = `/spreadsheets/d/${model.id}/print?gid=${gid}`;
  showMode();
  const at = /^([A-Z]+)(\d+)/.exec(cell);
  if (at) {
    const column = [...at[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    grid.select(Number(at[2]) - 1, column);
    if (listing()) card.open(Number(at[2]) - 1);
  } else grid.select(before?.active.row ?? view.firstRow, before?.active.column ?? grid.shownColumns[0] ?? 0, { scroll: false });
}

// While a tab is on its way, what is still shown belongs to another one: nothing may be typed into it.
function waiting(on) {
  grid.scroller.inert = on;
  if (on) grid.scroller.setAttribute("aria-busy", "true"); else grid.scroller.removeAttribute("aria-busy");
}

function ready() {
  tell("saved");
  $("state").textContent = model.frame.may_edit ? "Siap" : "Hanya melihat";
}

function fromAddress() {
  const found = new URLSearchParams(location.hash.slice(1));
  return { gid: found.has("gid") ? Number(found.get("gid")) : null, cell: (found.get("range") || "").toUpperCase(), chosen: Number(found.get("fvid") || 0) };
}

function setDensity(high) {
  grid.rowHeight = high ? HEIGHTS.high : HEIGHTS.low;
  $("density").setAttribute("aria-pressed", String(high));
}

function mayWrite(row, column) {
  const lock = model.lock(row, column);
  if (lock) toast(`${cellName(row, column)} · ${model.heading(column)}: ${lock.reason}`, "bad", { passing: true });
  return !lock;
}

function edit(options) {
  const { row, column } = grid.active;
  if (!mayWrite(row, column)) return;
  if (model.rule(row, column)?.kind === "check") toggle(row, column); else editor.open(options);
}

function toggle(row, column) {
  if (!mayWrite(row, column)) return;
  const { words } = model.rule(row, column);
  const cell = model.cell(row, column);
  const on = words.length ? model.text(row, column) === words[0] : (model.pending.get(`${row},${column}`) ?? String(cell.x ?? false)).toUpperCase() === "TRUE";
  model.write([[row, column, words.length ? (on ? words[1] ?? "" : words[0]) : on ? "FALSE" : "TRUE"]]);
}

function clearSelection() {
  const { rows, columns } = grid.selection;
  const cells = [];
  let locked = null;
  for (const row of rows) {
    for (const column of columns) {
      if (model.typed(row, column) === "") continue;
      if (model.lock(row, column)) locked ||= [row, column];
      else cells.push([row, column, model.rule(row, column)?.kind === "check" && !model.rule(row, column).words.length ? "FALSE" : ""]);
    }
  }
  if (cells.length) model.write(cells);
  if (locked) mayWrite(...locked);
}

async function changeRows(act, row) {
  if (act === "card") { card.open(row); return; }
  if (act === "delete" && !window.confirm(`Hapus baris ${row + 1} untuk semua orang?`)) return;
  try {
    await model.changeRows(act === "delete" ? "delete" : "insert", act === "below" ? row + 1 : row, 1);
  } catch (refusal) { toast(refusal.message); }
}

async function newRow() {
  let row = model.rows.length;
  while (row > view.firstRow && !model.hasData(row - 1)) row -= 1;
  try {
    if (row >= model.frame.row_count) await model.changeRows("append", 0, 20);
    card.open(Math.max(row, view.firstRow));
  } catch (refusal) { toast(refusal.message); }
}

$("tabs").addEventListener("click", (event) => {
  const { gid } = event.target.closest("button")?.dataset ?? {};
  if (gid !== undefined) { history.replaceState(null, "", `#gid=${gid}`); openTab(Number(gid)); }
});
function choose(id) {
  history.replaceState(null, "", `#gid=${model.gid}${id ? `&fvid=${id}` : ""}`);
  openTab(model.gid, "", id);
}
$("views").addEventListener("change", (event) => choose(Number(event.target.value)));
$("tabs").addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = by && (by > 0 ? event.target.nextElementSibling : event.target.previousElementSibling);
  if (next) next.focus();
});
$("find").addEventListener("input", (event) => {
  clearTimeout(grid.finding);
  grid.finding = setTimeout(() => { view.search = event.target.value.trim(); showView(); }, 150);
});
$("find").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); (listing() ? $("cards") : grid.scroller).focus(); } });
$("view-note").addEventListener("click", (event) => {
  if (event.target.id === "clear-view") { view.reset(); $("find").value = ""; if (model.view) choose(0); else showView(); }
  if (event.target.id === "refresh-view") showView();
});
$("density").addEventListener("click", () => { const high = grid.rowHeight === HEIGHTS.low; setDensity(high); kept.write({ high }); grid.draw(); grid.reveal(); });
$("mode").addEventListener("click", () => { asList = !listing(); showMode(); if (!asList) grid.reveal(); });
$("open-row").addEventListener("click", () => card.open(Math.max(grid.active.row, view.firstRow)));
$("cards").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.open) card.open(Number(button.dataset.open));
  else if ("more" in button.dataset) { cardsShown += 60; showCards(); } else if ("add" in button.dataset) newRow();
});

const { scroller } = grid;
// A drag begins once the pointer has moved: a grid that shifts under a pressed button is none.
let dragging = false;
let pressed = null;
const moved = (event) => pressed && Math.abs(event.clientX - pressed.x) + Math.abs(event.clientY - pressed.y) > 4;
scroller.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  if (event.target.dataset.grip) { widen(event); return; }
  if (event.target.closest("a, [data-menu]")) return;
  const cell = event.target.closest("td[data-row]");
  if (!cell) return;
  const row = Number(cell.dataset.row);
  const column = Number(cell.dataset.column);
  const again = grid.active.row === row && grid.active.column === column && !grid.anchor;
  if (event.pointerType === "mouse") event.preventDefault();
  scroller.focus({ preventScroll: true });
  grid.select(row, column, { extend: event.shiftKey, scroll: false });
  if (event.pointerType === "mouse") { dragging = !event.shiftKey; pressed = { x: event.clientX, y: event.clientY }; }
  grid.tapped = { again, touch: event.pointerType !== "mouse", arrow: Boolean(event.target.closest("[data-arrow]")), box: Boolean(event.target.closest(".box")) };
});
scroller.addEventListener("pointerover", (event) => {
  if (!dragging || !(event.buttons & 1)) { dragging = false; return; }
  const cell = event.target.closest("td[data-row]");
  if (cell && moved(event)) grid.select(Number(cell.dataset.row), Number(cell.dataset.column), { extend: true, scroll: false });
});
window.addEventListener("pointerup", () => { dragging = false; });
scroller.addEventListener("click", (event) => {
  const button = event.target.closest("[data-menu]");
  if (button) { menu.ofColumn(Number(button.dataset.menu), button); return; }
  const number = event.target.closest("th[data-row]");
  if (number && Number(number.dataset.row) >= view.firstRow) {
    if (model.frame.may_edit) menu.ofRow(Number(number.dataset.row), number); else card.open(Number(number.dataset.row));
    return;
  }
  const { again, touch, arrow, box } = grid.tapped ?? {};
  grid.tapped = null;
  if (!event.target.closest("td[data-row]")) return;
  if (box) toggle(grid.active.row, grid.active.column);
  else if (arrow || (again && touch)) edit();
});
scroller.addEventListener("dblclick", (event) => { if (event.target.closest("td[data-row]") && !event.target.closest("a, .box")) edit({ showAll: true }); });

function widen(event) {
  event.preventDefault();
  const column = Number(event.target.dataset.grip);
  const start = event.clientX;
  const before = grid.width(column);
  const move = (to) => { grid.own[column] = Math.max(40, Math.min(900, before + to.clientX - start)); grid.layOut(); };
  const stop = () => { window.removeEventListener("pointermove", move); window.removeEventListener("pointerup", stop); kept.write({ widths: grid.own }); grid.drawBody(true); };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
}

scroller.addEventListener("keydown", (event) => {
  if (event.target !== scroller || event.isComposing) return;
  const page = Math.max(1, Math.floor(scroller.clientHeight / grid.rowHeight) - 3);
  const control = event.ctrlKey || event.metaKey;
  const far = 1e6;
  const steps = {
    ArrowDown: [control ? far : 1, 0], ArrowUp: [control ? -far : -1, 0], ArrowRight: [0, control ? far : 1], ArrowLeft: [0, control ? -far : -1],
    PageDown: [page, 0], PageUp: [-page, 0], Home: [control ? -far : 0, -far], End: [control ? far : 0, far],
  };
  const step = steps[event.key];
  if (step) {
    event.preventDefault();
    if (control && event.key === "ArrowDown" || control && event.key === "End") lastRow(event.shiftKey, step[1]);
    else grid.move(step[0], step[1], event.shiftKey);
  } else if (event.key === "Tab" && !control && !event.altKey) {
    const last = grid.shownColumns.at(-1);
    const edge = event.shiftKey ? grid.active.column === grid.shownColumns[0] : grid.active.column === last;
    if (!edge) { event.preventDefault(); grid.move(0, event.shiftKey ? -1 : 1); }
  } else if (control && event.key.toLowerCase() === "z") { event.preventDefault(); if (!model.undo()) tell("saved"); }
  else if (control && event.key.toLowerCase() === "f") { event.preventDefault(); $("find").select(); }
  else if (control || event.altKey) return;
  else if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); if (event.shiftKey) card.open(Math.max(grid.active.row, view.firstRow)); else edit({ showAll: true }); }
  else if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); clearSelection(); }
  else if (event.key === " " && model.rule(grid.active.row, grid.active.column)?.kind === "check") { event.preventDefault(); toggle(grid.active.row, grid.active.column); }
  else if (event.key === "Escape") { const { row, column } = grid.active; model.failed.delete(`${row},${column}`); grid.select(row, column); grid.drawBody(true); }
  else if (event.key.length === 1) { event.preventDefault(); edit({ text: event.key }); }
});

function lastRow(extend, right) {
  const filled = view.rows.filter((row) => model.hasData(row));
  const last = filled.at(-1) ?? view.rows.at(-1);
  if (last === undefined) return;
  grid.select(last, grid.active.column, { extend });
  if (right) grid.move(0, right, extend);
}

scroller.addEventListener("copy", (event) => {
  if (document.activeElement !== scroller) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", copied(model, grid.selection));
});
scroller.addEventListener("paste", (event) => {
  if (document.activeElement !== scroller) return;
  event.preventDefault();
  const block = parsed(event.clipboardData.getData("text/plain"));
  const { rows, columns } = grid.selection;
  const from = view.rows.indexOf(rows[0]);
  const left = grid.shownColumns.indexOf(columns[0]);
  if (from < 0) return;
  const many = block.length === 1 && block[0].length === 1 && (rows.length > 1 || columns.length > 1);
  const cells = many
    ? rows.flatMap((row) => columns.map((column) => [row, column, block[0][0]]))
    : block.flatMap((line, down) => line.map((text, right) => [view.rows[from + down], grid.shownColumns[left + right], text]));
  const inside = cells.filter(([row, column]) => row !== undefined && column !== undefined);
  const locked = inside.find(([row, column]) => model.lock(row, column));
  if (locked) { mayWrite(locked[0], locked[1]); return; }
  if (inside.length < cells.length) toast("Sebagian yang ditempel tidak muat di lembar dan dilewati.");
  if (inside.length) model.write(inside);
});

window.addEventListener("hashchange", () => { const { gid, cell, chosen } = fromAddress(); if (gid !== null) openTab(gid, cell, chosen); });
window.addEventListener("beforeunload", (event) => { if (model.unsaved || (editor.isOpen && editor.field.value !== editor.before)) event.preventDefault(); });
narrow.addEventListener("change", showMode);

async function start() {
  const { gid, cell, chosen } = fromAddress();
  try {
    const tabs = await model.ask("tabs");
    const first = tabs.tabs.find((one) => one.gid === gid) ?? tabs.tabs[0];
    if (first) await (gid === null || first.gid === gid ? openTab(first.gid, cell, chosen) : openTab(first.gid));
    ready();
    root.dataset.ready = "yes";
    model.startPolling();
  } catch (refusal) { toast(refusal.message); }
}
start();
