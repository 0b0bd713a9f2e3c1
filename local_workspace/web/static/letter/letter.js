// A document's paragraphs are written in where they stand; "Simpan" sends those that changed.
const $ = (id) => document.getElementById(id);
const paper = $("letter");
const identity = document.querySelector("meta[name=identity]").content;
const fields = [...paper.querySelectorAll("[data-key]")];
const keep = `letter ${paper.dataset.id} ${identity}`;
let saving = false;

// The form of pages, tables, paragraphs and words: lengths and colours that the page worked out of the document.
[paper, ...paper.querySelectorAll("[data-look]")].forEach((one) => { one.style.cssText = one.dataset.look; });
paper.querySelectorAll("col[data-width]").forEach((col) => { col.style.width = `${col.dataset.width}%`; });
// An older browser knows only the rich kind of editing.
fields.forEach((field) => { if (field.contentEditable !== "plaintext-only") field.contentEditable = "true"; });

function textOf(field) {
  // A browser ends an edited block with a line feed or <br> that nobody typed.
  return field.innerText.replaceAll("\u00a0", " ").replace(/\r/g, "").replace(/\n+$/, "");
}

function shape(text) { return text.replaceAll("\u00a0", " ").replace(/\n+$/, ""); }

function changes() {
  return fields.filter((field) => textOf(field) !== shape(field.dataset.before))
    .map((field) => ({ key: Number(field.dataset.key), before: field.dataset.before, after: textOf(field) }));
}

function tell() {
  const open = changes();
  fields.forEach((field) => field.classList.toggle("changed", textOf(field) !== shape(field.dataset.before)));
  $("save").disabled = saving || !open.length;
  $("undo").disabled = saving || !open.length;
  if (open.length) $("state").textContent = `${open.length} paragraf belum disimpan`;
}

async function save() {
  const open = changes();
  if (!open.length || saving) return;
  saving = true;
  $("save").disabled = true;
  $("state").textContent = "Menyimpan…";
  $("trouble").hidden = true;
  let answer;
  try {
    answer = await fetch(`/file/d/${paper.dataset.id}/text`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Workspace-Identity": encodeURIComponent(identity) },
      body: JSON.stringify({ head: paper.dataset.head, changes: open }),
    });
  } catch { saving = false; trouble("Tidak tersambung dengan ruang kerja. Tulisan Anda masih di halaman ini; coba simpan lagi."); tell(); return; }
  const found = await answer.json().catch(() => ({}));
  saving = false;
  if (answer.ok) {
    sessionStorage.setItem(`${keep} said`, `Tersimpan ${found.when}`);
    sessionStorage.setItem(`${keep} top`, String(window.scrollY));
    leaving = true;
    location.reload();
  } else {
    trouble(found.error?.message || `Gagal disimpan (${answer.status}).`, answer.status === 409);
    tell();
  }
}

function trouble(message, conflict = false) {
  const box = $("trouble");
  box.textContent = message;
  if (conflict) {
    const button = document.createElement("button");
    button.type = "button";
    button.id = "latest";
    button.textContent = "Ambil versi terbaru";
    button.addEventListener("click", () => {
      sessionStorage.setItem(keep, JSON.stringify(changes()));
      leaving = true;
      location.reload();
    });
    box.append(document.createElement("br"), button);
  }
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}

// After a conflict: put one's words back where nobody else wrote, and show the rest to copy.
function putBack() {
  const kept = JSON.parse(sessionStorage.getItem(keep) || "[]");
  sessionStorage.removeItem(keep);
  const left = [];
  for (const one of kept) {
    const field = fields.find((two) => two.dataset.before === one.before && (Number(two.dataset.key) === one.key || one.before !== ""));
    if (field) { field.innerText = one.after; } else left.push(one.after);
  }
  if (!left.length) return;
  const box = $("trouble");
  box.textContent = "Paragraf berikut juga diubah orang lain. Salin tulisan Anda dari sini bila masih perlu:";
  for (const text of left) { const quote = document.createElement("blockquote"); quote.textContent = text; box.append(quote); }
  box.hidden = false;
}

let leaving = false;
if (fields.length) {
  putBack();
  tell();
  const said = sessionStorage.getItem(`${keep} said`);
  if (said) { $("state").textContent = said; window.scrollTo(0, Number(sessionStorage.getItem(`${keep} top`))); }
  sessionStorage.removeItem(`${keep} said`);
  paper.addEventListener("input", tell);
  $("save").addEventListener("click", save);
  $("undo").addEventListener("click", () => { leaving = true; location.reload(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); save(); }
  });
  window.addEventListener("beforeunload", (event) => { if (!leaving && changes().length) event.preventDefault(); });
}
