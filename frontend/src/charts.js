// What a chart shows, to take along: its table as CSV, its picture as PNG, both made here from what stands on the page.
// Without script the table is there to be read and copied, and no button shows.
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];
const DOTS_PER_UNIT = 2;

function save(url, name) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

/** A cell as CSV; what a spreadsheet would take for a formula is made text. */
function cell(text) {
  const said = text.trim().replace(/\s+/g, " ");
  return `"${(/^[=+\-@\t]/.test(said) ? `'${said}` : said).replaceAll('"', '""')}"`;
}

function asCsv(table) {
  const words = (one) => [...one.childNodes].map((node) => node.textContent).join(" ");
  const rows = [...table.rows].map((row) => [...row.cells].map((one) => cell(words(one))).join(","));
  return `\uFEFF${rows.join("\r\n")}\r\n`;
}

/** The picture with its colours written into it, on the paper of the theme. */
function asPicture(svg) {
  const copy = svg.cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const drawn = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((shape, place) => {
    const look = getComputedStyle(drawn[place]);
    for (const name of LOOKS) shape.setAttribute(name, look.getPropertyValue(name));
    shape.removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return [`data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`, width, height];
}

async function asPng(svg) {
  const [url, width, height] = asPicture(svg);
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * DOTS_PER_UNIT, height: height * DOTS_PER_UNIT });
  const pen = canvas.getContext("2d");
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface") || "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-chart-take]");
  if (!button) return;
  const around = button.closest(".chart-foot");
  const name = button.dataset.chartName.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase();
  if (button.dataset.chartTake === "csv") {
    const url = URL.createObjectURL(new Blob([asCsv(around.querySelector("table"))], { type: "text/csv" }));
    save(url, `${name}.csv`);
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  } else {
    const svg = [...around.parentElement.querySelectorAll("svg.chart")].find((one) => one.getClientRects().length);
    save(await asPng(svg), `${name}.png`);
  }
});
