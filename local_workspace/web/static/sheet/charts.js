// The charts of a tab, drawn from their numbers; each can be read as a list, too.
import { escaped } from "./grid.js";

const COLOURS = ["#0b5c66", "#b07a00", "#6b4a9e", "#a33b20", "#3d6b21"];
const WIDTH = 520;

export function drawn(charts) {
  return charts.map((chart) => `<figure><figcaption>${escaped(chart.title)}</figcaption>${picture(chart)}</figure>`).join("");
}

function picture(chart) {
  const all = chart.series.flatMap((one) => one.values).filter((value) => value !== null);
  if (!chart.names.length || !all.length) return '<p class="quiet">Belum ada angka.</p>';
  const most = Math.max(...all, 0), least = Math.min(...all, 0);
  const span = most - least || 1;
  const told = chart.names.map((name, place) => `${name}: ${chart.series.map((one) => one.values[place] ?? "–").join(", ")}`).join("; ");
  const [height, body] = chart.kind === "COLUMN" || chart.kind === "LINE" || chart.kind === "AREA" ? upright(chart, least, span) : lying(chart, least, span);
  const legend = chart.series.length > 1 ? `<p class="legend">${chart.series.map((one, place) => `<span><i data-colour="${place % COLOURS.length}"></i>${escaped(one.name || `Deret ${place + 1}`)}</span>`).join("")}</p>` : "";
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(`${chart.title}. ${told}`)}">${body}</svg>${legend}`;
}

const colour = (place) => COLOURS[place % COLOURS.length];
const shown = (value) => value.toLocaleString("id-ID", { maximumFractionDigits: 2 });
const short = (text, most) => escaped(text.length > most ? `${text.slice(0, most - 1)}…` : text);

function lying({ names, series }, least, span) {
  const left = 190, room = WIDTH - left - 50, bar = 15, row = bar * series.length + 9;
  const zero = left + (-least / span) * room;
  const rows = names.map((name, place) => {
    const top = 4 + place * row;
    const bars = series.map((one, which) => {
      const value = one.values[place];
      if (value === null || value === undefined) return "";
      const long = (Math.abs(value) / span) * room, x = value < 0 ? zero - long : zero;
      return `<rect x="${x}" y="${top + which * bar}" width="${Math.max(long, 0.5)}" height="${bar - 2}" fill="${colour(which)}"/><text x="${x + long + 4}" y="${top + which * bar + 11}">${shown(value)}</text>`;
    });
    return `<text x="${left - 6}" y="${top + (row - 9) / 2 + 4}" text-anchor="end">${short(name, 30)}</text>${bars.join("")}`;
  });
  const height = 8 + names.length * row;
  return [height, `<line x1="${zero}" x2="${zero}" y1="0" y2="${height}" stroke="#8a939c"/>${rows.join("")}`];
}

function upright({ kind, names, series }, least, span) {
  const height = 230, bottom = 190, top = 16, left = 12, step = (WIDTH - 2 * left) / names.length;
  const y = (value) => bottom - ((value - least) / span) * (bottom - top);
  const parts = series.map((one, which) => {
    if (kind !== "COLUMN") {
      const points = one.values.map((value, place) => value === null ? "" : `${left + (place + 0.5) * step},${y(value)}`).filter(Boolean);
      return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour(which)}" stroke-width="2"/>`;
    }
    const wide = (step * 0.75) / series.length;
    return one.values.map((value, place) => {
      if (value === null) return "";
      const x = left + place * step + step * 0.125 + which * wide, high = Math.abs(y(value) - y(0));
      return `<rect x="${x}" y="${Math.min(y(value), y(0))}" width="${Math.max(wide - 1, 1)}" height="${Math.max(high, 0.5)}" fill="${colour(which)}"/><text x="${x + wide / 2}" y="${Math.min(y(value), y(0)) - 3}" text-anchor="middle">${shown(value)}</text>`;
    }).join("");
  });
  const every = Math.ceil(names.length / 14);
  const labels = names.map((name, place) => place % every ? "" : `<text x="${left + (place + 0.5) * step}" y="${bottom + 16}" text-anchor="middle">${short(name, Math.max(4, Math.floor((step * every) / 6)))}</text>`);
  return [height, `<line x1="0" x2="${WIDTH}" y1="${y(0)}" y2="${y(0)}" stroke="#8a939c"/>${parts.join("")}${labels.join("")}`];
}
