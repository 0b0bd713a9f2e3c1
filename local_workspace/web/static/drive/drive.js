// A folder's page: upload by button or by dragging, new folder, rename, move, trash.
const $ = (id) => document.getElementById(id);
const root = $("folder");
const folder = root.dataset.folder;
const mayFill = Boolean(root.dataset.mayFill);
const identity = document.querySelector("meta[name=identity]").content;
const headers = { Accept: "application/json", "X-Workspace-Identity": encodeURIComponent(identity) };

async function post(address, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  let answer;
  try { answer = await fetch(address, { method: "POST", headers, body }); } catch { throw new Error("Tidak tersambung dengan ruang kerja."); }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.error?.message || `Gagal (${answer.status}).`);
  return found;
}

function say(text, bad = false) {
  $("said").textContent = text;
  $("said").classList.toggle("bad", bad);
}

function sendOne(file) {
  return new Promise((resolve) => {
    const item = document.createElement("li");
    item.innerHTML = '<span class="name"></span><progress max="100" value="0"></progress><span class="how"></span>';
    item.querySelector(".name").textContent = file.name;
    const bar = item.querySelector("progress");
    bar.setAttribute("aria-label", `Mengunggah ${file.name}`);
    $("uploads").append(item);
    const done = (message, good) => {
      item.querySelector(".how").textContent = message;
      item.classList.add(good ? "good" : "bad");
      bar.remove();
      resolve(good);
    };
    const request = new XMLHttpRequest();
    request.open("POST", `/drive/folders/${folder}/upload`);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total; });
    request.addEventListener("load", () => {
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { /* not JSON: the status tells enough */ }
      done(request.status === 200 ? "selesai" : said.error?.message || `gagal (${request.status})`, request.status === 200);
    });
    request.addEventListener("error", () => done("tidak tersambung", false));
    const body = new FormData();
    body.append("files", file);
    request.send(body);
  });
}

async function send(files) {
  if (!files.length) return;
  say(`Mengunggah ${files.length} berkas…`);
  const results = [];
  for (const file of files) results.push(await sendOne(file));
  const good = results.filter(Boolean).length;
  if (good === results.length) location.reload();
  else say(`${good} dari ${results.length} berkas terunggah. Muat ulang halaman untuk melihatnya.`, true);
}

if (mayFill) {
  $("files").addEventListener("change", (event) => send([...event.target.files]));
  let depth = 0;
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragenter", (event) => { if (carriesFiles(event)) { depth += 1; $("drop").hidden = false; } });
  document.addEventListener("dragleave", (event) => { if (carriesFiles(event) && (depth -= 1) <= 0) { depth = 0; $("drop").hidden = true; } });
  document.addEventListener("dragover", (event) => { if (carriesFiles(event)) { event.preventDefault(); event.dataTransfer.dropEffect = "copy"; } });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    $("drop").hidden = true;
    send([...event.dataTransfer.files]);
  });
  $("new-folder").addEventListener("click", () => ask({
    title: "Folder baru", name: "", yes: "Buat", act: ({ name }) => post(`/drive/folders/${folder}/new-folder`, { name }),
  }));
}

function ask({ title, text = "", name, places, yes, act }) {
  $("ask-title").textContent = title;
  $("ask-text").textContent = text;
  $("ask-text").hidden = !text;
  for (const id of ["ask-name", "ask-name-label"]) $(id).hidden = name === undefined;
  for (const id of ["ask-place", "ask-place-label", "ask-find"]) $(id).hidden = !places;
  $("ask-name").value = name ?? "";
  $("ask-find").value = "";
  const fill = () => {
    const words = $("ask-find").value.toLowerCase();
    $("ask-place").replaceChildren(...(places ?? []).filter((one) => one.name.toLowerCase().includes(words)).map((one) => new Option(one.name, one.id)));
  };
  fill();
  $("ask-find").oninput = fill;
  $("ask-why").hidden = true;
  $("ask-yes").textContent = yes;
  const go = async () => {
    $("ask-yes").disabled = true;
    try {
      if (places && !$("ask-place").value) throw new Error("Pilih dahulu foldernya.");
      await act({ name: $("ask-name").value, target: $("ask-place").value });
      location.reload();
    } catch (error) {
      $("ask-why").textContent = error.message;
      $("ask-why").hidden = false;
    }
    $("ask-yes").disabled = false;
  };
  $("ask-yes").onclick = go;
  $("ask-name").onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); go(); } };
  $("ask").showModal();
  if (name !== undefined) $("ask-name").select();
}

root.addEventListener("click", async (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (!act) return;
  const { id, name } = event.target.closest("[data-id]").dataset;
  event.target.closest("details")?.removeAttribute("open");
  const at = `/file/d/${id}`;
  try {
    if (act === "restore") { await post(`${at}/restore`, {}); location.reload(); }
    if (act === "rename") ask({ title: "Ganti nama", name, yes: "Simpan", act: (given) => post(`${at}/rename`, { name: given.name }) });
    if (act === "trash") ask({ title: "Buang ke sampah?", text: `“${name}” dapat dipulihkan dari Sampah.`, yes: "Buang", act: () => post(`${at}/trash`, {}) });
    if (act === "move") {
      const { places } = await (await fetch("/drive/places", { headers })).json();
      ask({ title: `Pindahkan “${name}”`, places: places.filter((one) => one.id !== id && one.id !== folder), yes: "Pindahkan", act: ({ target }) => post(`${at}/move`, { target }) });
    }
  } catch (error) { say(error.message, true); }
});

$("find")?.addEventListener("input", (event) => {
  const words = event.target.value.trim().toLowerCase();
  document.querySelectorAll("#files-list > li").forEach((item) => { item.hidden = !item.dataset.name.toLowerCase().includes(words); });
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.more[open]").forEach((one) => { if (!one.contains(event.target)) one.removeAttribute("open"); });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.more[open]").forEach((one) => { one.removeAttribute("open"); one.querySelector("summary").focus(); });
});
