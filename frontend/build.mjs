// Builds what the browser and the PDF writer load, into src/amity/ui/static/build/ (not kept in git):
//   main.css, main.js, theme.js, fonts/*.woff2   by esbuild, with licence texts beside them; of the kit's rules those used
//   icons.svg                                     one sprite of the icons that templates and Python name
//   favicon.svg, pdf/*.ttf                        copied; all fonts under the Open Font License
import { build } from "esbuild";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PurgeCSS } from "purgecss";

const here = dirname(fileURLToPath(import.meta.url));
const house = join(here, "..", "src", "amity");
const out = join(house, "ui", "static", "build");
const outline = join(here, "node_modules", "@tabler", "icons", "icons", "outline");
const faces = join(here, "node_modules", "@expo-google-fonts");

/** The faces of paper: Inter, and for what Inter lacks Chinese and Japanese, Korean, Thai, emoji. */
const PAPER = {
  "inter": ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"],
  "noto-sans-sc": ["400Regular/NotoSansSC_400Regular.ttf"],
  "noto-sans-kr": ["400Regular/NotoSansKR_400Regular.ttf"],
  "noto-sans-thai": ["400Regular/NotoSansThai_400Regular.ttf"],
  "noto-emoji": ["400Regular/NotoEmoji_400Regular.ttf"],
};

/** The ways an icon is named: <c-icon name="x">, {% icon "x" %}, icon="x" on a component or a slot entry, icons.svg#x. */
const NAMED = [/\{% icon "([a-z0-9-]+)"/g, /<c-icon\s[^>]*?name="([a-z0-9-]+)"/g, /\bicon\s*=\s*"([a-z0-9-]+)"/g, /icons\.svg' %\}#([a-z0-9-]+)/g];

async function* sources(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!["build", "tests", "__pycache__", "migrations"].includes(entry.name)) yield* sources(path);
    } else if ([".html", ".py", ".svg"].includes(extname(entry.name))) yield path;
  }
}

async function iconNames() {
  const names = new Set(JSON.parse(await readFile(join(here, "src", "icons.json"), "utf8")));
  for await (const path of sources(house)) {
    const text = await readFile(path, "utf8");
    for (const pattern of NAMED) for (const [, name] of text.matchAll(pattern)) names.add(name);
  }
  return [...names].sort();
}

async function sprite() {
  const symbols = await Promise.all((await iconNames()).map(async (name) => {
    const svg = await readFile(join(outline, `${name}.svg`), "utf8").catch(() => {
      throw new Error(`No Tabler icon is called "${name}"; look for its name at tabler.io/icons`);
    });
    const inner = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

async function pdfFonts() {
  await mkdir(join(out, "pdf"), { recursive: true });
  for (const [family, files] of Object.entries(PAPER)) {
    for (const file of files) await cp(join(faces, family, file), join(out, "pdf", basename(file)));
    await cp(join(faces, family, "LICENSE_FONT"), join(out, "pdf", `LICENSE_FONT_${family}`));
  }
}

/** Leaves of the kit’s stylesheet the rules for names that a template, Python or a script has: a ninth of it. A class of the
 * kit is therefore written whole; one put together from parts is not found. */
const usedRules = {
  name: "used rules of the kit",
  setup: ({ onLoad }) => onLoad({ filter: /tabler\.min\.css$/ }, async ({ path }) => {
    const words = (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [];
    const content = [join(house, "**", "*.{html,py}"), join(here, "src", "*.js")];
    const [{ css }] = await new PurgeCSS().purge({ css: [path], content, defaultExtractor: words });
    return { contents: css, loader: "css" };
  }),
};

const shared = { bundle: true, minify: true, target: "es2022", legalComments: "linked", logLevel: "warning", outdir: out };

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  build({ ...shared, entryPoints: [join(here, "src", "main.js")], format: "esm" }),
  build({ ...shared, entryPoints: [join(here, "src", "theme.js")], format: "iife" }),
  build({ ...shared, entryPoints: [join(here, "src", "main.css")], loader: { ".woff2": "file" }, assetNames: "fonts/[name]", plugins: [usedRules] }),
  sprite().then((text) => writeFile(join(out, "icons.svg"), text)),
  cp(join(here, "src", "favicon.svg"), join(out, "favicon.svg")),
  pdfFonts(),
]);
