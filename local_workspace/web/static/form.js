"use strict";
// What the server would say about an answer is said here first, so that chosen files are not lost.
const form = document.querySelector("[data-form]");
if (form) {
  const problemIn = (question) => {
    const box = question.querySelector(":scope > .problem");
    return (text) => {
      box.textContent = text;
      box.hidden = !text;
      question.classList.toggle("wrong", Boolean(text));
      question.querySelectorAll("[aria-describedby]").forEach((field) => {
        if (text) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
      });
    };
  };
  const isAnswered = (question) => {
    const fields = [...question.querySelectorAll("input, select, textarea")].filter((field) => !field.matches("[data-other]"));
    return fields.some((field) => (field.matches("[type=radio], [type=checkbox]") ? field.checked : field.value.trim() !== ""));
  };
  const faultIn = (question) => {
    if (question.matches("[data-required]") && !isAnswered(question)) return "Pertanyaan ini wajib dijawab.";
    const other = question.querySelector("[data-other]");
    if (other && question.querySelector("[value=__other_option__]").checked && !other.value.trim()) return "Tuliskan jawaban Anda di samping “Yang lain”.";
    const file = question.querySelector("[type=file]");
    if (file) {
      if (file.files.length > Number(file.dataset.most)) return `Paling banyak ${file.dataset.most} berkas.`;
      if ([...file.files].some((one) => one.size > Number(file.dataset.largest))) return `Berkas terlalu besar; paling besar ${Math.floor(file.dataset.largest / 1000000)} MB.`;
    }
    return "";
  };
  const questions = [...form.querySelectorAll(".problem")].map((box) => box.parentElement);
  form.addEventListener("submit", (event) => {
    let first = null;
    for (const question of questions) {
      const fault = question.closest("section[hidden]") ? "" : faultIn(question);
      problemIn(question)(fault);
      if (fault && !first) first = question;
    }
    if (first) {
      event.preventDefault();
      event.stopImmediatePropagation();
      (first.querySelector("input, select, textarea") || first).focus();
      first.scrollIntoView({ block: "center" });
      return;
    }
    form.querySelector("[data-sending]").textContent = "Mengirim…";
  });
  form.addEventListener("input", (event) => {
    const question = event.target.closest("[id^=q-]");
    if (event.target.matches("[data-other]") && event.target.value) question.querySelector("[value=__other_option__]").checked = true;
    if (question && question.classList.contains("wrong")) problemIn(question)(faultIn(question));
    const clear = question && question.querySelector("[data-clear]");
    if (clear) clear.hidden = !question.querySelector(":checked");
    follow();
  });
  form.querySelectorAll("[data-clear]").forEach((button) => {
    const question = button.closest("[id^=q-]");
    button.hidden = !question.querySelector(":checked");
    button.addEventListener("click", () => {
      question.querySelectorAll(":checked").forEach((field) => { field.checked = false; });
      button.hidden = true;
      follow();
    });
  });
  // Sections that the chosen options lead past are hidden; the server does not ask for them either.
  const ways = JSON.parse(form.dataset.ways || "{}");
  const sections = [...form.querySelectorAll("[data-section]")];
  const follow = () => {
    let at = 0;
    const seen = new Set();
    while (at < sections.length) {
      seen.add(at);
      let next = at + 1;
      for (const field of sections[at].querySelectorAll("input:checked, select")) {
        const to = (ways[field.name] || {})[field.value];
        if (to !== undefined && to > at) next = to;
      }
      at = next;
    }
    sections.forEach((section, index) => { section.hidden = !seen.has(index); });
  };
  follow();
  const trouble = document.getElementById("kesalahan");
  if (trouble) trouble.focus();
}
