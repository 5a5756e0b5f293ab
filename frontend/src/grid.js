// Arrow keys in a grid of links (data-grid, each link data-cell): left and right in a row, up and down in a column.
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener("keydown", (event) => {
  const step = MOVES[event.key];
  const cell = step && event.target.closest("[data-grid] [data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...cell.closest("[data-grid]").rows].map((row) => [...row.querySelectorAll("[data-cell]")]);
  const y = rows.findIndex((row) => row.includes(cell));
  const next = rows[y + step[1]]?.[rows[y].indexOf(cell) + step[0]];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
});
