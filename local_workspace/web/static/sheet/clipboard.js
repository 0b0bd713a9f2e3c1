// Copy and paste between this page and other spreadsheets: tab-separated text.
export function copied(model, { rows, columns }) {
  return rows.map((row) => columns.map((column) => {
    const text = model.text(row, column);
    return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join("\t")).join("\n");
}

export function parsed(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (quoted) {
      if (letter === '"' && source[at + 1] === '"') { cell += '"'; at += 1; } else if (letter === '"') quoted = false; else cell += letter;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t") { rows.at(-1).push(cell); cell = ""; } else if (letter === "\n") { rows.at(-1).push(cell); cell = ""; rows.push([]); } else cell += letter;
  }
  rows.at(-1).push(cell);
  return rows;
}
