"use strict";
// A choice marked `data-submit-on-change` sends its form at once; without script its button does.
document.querySelectorAll(".without-script").forEach((element) => { element.hidden = true; });
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});
// A form marked `data-once` is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  form.querySelectorAll("button").forEach((button) => { button.setAttribute("aria-disabled", "true"); });
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("[data-once]").forEach((form) => { delete form.dataset.sent; });
});
