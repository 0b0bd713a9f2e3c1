// What the editor and the row form have in common: choices, and dates between a calendar and the workbook's way.
export function choices(rule, words, before) {
  const wanted = words.trim().toLowerCase();
  const found = rule.choices.filter((one) => one.toLowerCase().includes(wanted)).map((value) => ({ value, label: value }));
  if (before !== "" && !wanted) found.push({ value: "", label: "Kosongkan" });
  return found;
}

export function isoOf(model, row, column) {
  const { x } = model.cell(row, column);
  if (typeof x !== "number" || x < 1) return "";
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(x) * 86400000).toISOString().slice(0, 10);
}

export function timeOf(model, row, column) {
  const { x, t } = model.cell(row, column);
  if (typeof x !== "number" || !/\d[:.]\d/.test(t || "")) return "";
  const minutes = Math.round((x % 1) * 1440);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

export function typedDate(model, iso) {
  const [year, month, day] = iso.split("-");
  return { dmy: `${day}/${month}/${year}`, mdy: `${month}/${day}/${year}`, ymd: `${year}-${month}-${day}` }[model.frame.date_order] || iso;
}
