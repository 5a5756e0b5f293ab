// A textarea marked data-lines becomes an editor whose lines make room for what belongs to them: entries with data-line in
// the element it names are placed next to their line, on a phone below it. A textarea can't make room within itself. It
// remains the field that is sent, and without script the place to write; the entries then follow it as a list.
const NARROW = matchMedia("(max-width: 820px)");
const MARKED = /^[ \t]*([!?epda])(?=:?[ \t]+\S)/;

function lineWith(text) {
  const line = document.createElement("div");
  line.append(text === "" ? document.createElement("br") : text);
  return line;
}

const textOf = (line) => line.textContent.replaceAll("\u00a0", " ").replaceAll("\n", "");

/** Give words that were written next to the lines a line of their own, and leave the caret where it was. */
function gather(editor) {
  const { anchorNode, anchorOffset } = getSelection() ?? {};
  for (const node of [...editor.childNodes]) {
    if (node.nodeName === "DIV") continue;
    const line = document.createElement("div");
    node.replaceWith(line);
    line.append(node);
    if (anchorNode === node || anchorNode === editor) getSelection().collapse(node.nodeType === Node.TEXT_NODE ? node : line, node === anchorNode ? anchorOffset : 0);
  }
}

/** Write plain text at the caret, so that the browser's undo knows each step. */
function write(text) {
  text.replaceAll("\r\n", "\n").split("\n").forEach((part, place) => {
    if (place) document.execCommand("insertParagraph");
    if (part) document.execCommand("insertText", false, part);
  });
}

function edit(field, box) {
  const editor = document.createElement("div");
  const label = field.labels[0];
  const owner = new WeakMap();
  let quiet = false;

  label.id ||= `${field.id}_label`;
  editor.id = `${field.id}_lines`;
  editor.className = `${field.className} lines`;
  editor.contentEditable = "true";
  editor.spellcheck = true;
  for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-labelledby", label.id]]) editor.setAttribute(name, value);
  for (const name of ["aria-invalid", "aria-describedby"]) if (field.hasAttribute(name)) editor.setAttribute(name, field.getAttribute(name));

  function show() {
    editor.replaceChildren(...field.value.split("\n").map(lineWith));
  }

  function assign() {
    // The server counts lines from the first that isn't blank.
    const lines = [...editor.children];
    const blank = lines.findIndex((line) => textOf(line).trim());
    for (const entry of box.querySelectorAll("[data-line]")) {
      owner.set(entry, lines[Number(entry.dataset.line) - 1 + Math.max(blank, 0)]);
      seen.observe(entry);
    }
    place();
  }

  function place() {
    const frame = box.closest(".note-cols");
    const needed = new Map();
    const entries = [...box.querySelectorAll("[data-line]")];
    for (const entry of entries) {
      const line = owner.get(entry);
      entry.hidden = !line?.isConnected;
      if (!entry.hidden) needed.set(line, entry.offsetHeight);
    }
    for (const line of editor.children) line.style.paddingBlockEnd = "";
    const heights = [...editor.children].map((line) => line.offsetHeight);
    [...editor.children].forEach((line, at) => {
      const height = needed.get(line);
      if (height === undefined) return;
      const room = NARROW.matches ? height : height - heights[at];
      const own = parseFloat(getComputedStyle(line).paddingBlockEnd);
      if (room > 0) line.style.paddingBlockEnd = `${own + room}px`;
      line.dataset.height = heights[at];
    });
    const top = frame.getBoundingClientRect().top + frame.clientTop;
    for (const entry of entries) {
      const line = owner.get(entry);
      if (!line?.isConnected) continue;
      const start = line.getBoundingClientRect().top - top + (NARROW.matches ? Number(line.dataset.height) : 0);
      entry.style.insetBlockStart = `${start}px`;
    }
    paint(entries);
  }

  function paint(entries) {
    if (!globalThis.Highlight) return;
    const ranges = [];
    for (const entry of entries) {
      const text = owner.get(entry)?.firstChild;
      const found = text?.nodeType === Node.TEXT_NODE && MARKED.exec(text.data);
      if (!found) continue;
      const range = new Range();
      range.setStart(text, found[0].length - 1);
      range.setEnd(text, found[0].length);
      ranges.push(range);
    }
    CSS.highlights.set("line-mark", new Highlight(...ranges));
  }

  function save() {
    if (quiet) return;
    gather(editor);
    // Undo knows nothing of the lines that this script made: it leaves them without even a break.
    for (const line of [...editor.children]) if (!line.firstChild && editor.children.length > 1) line.remove();
    if (!editor.firstChild) editor.append(lineWith(""));
    field.value = [...editor.children].map(textOf).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    place();
  }

  function insert(text) {
    quiet = true;
    write(text);
    quiet = false;
    save();
  }

  const seen = new ResizeObserver(place);
  editor.addEventListener("input", save);
  editor.addEventListener("paste", (event) => {
    event.preventDefault();
    insert(event.clipboardData.getData("text/plain"));
  });
  editor.addEventListener("beforeinput", (event) => {
    const { inputType, data, dataTransfer } = event;
    if (inputType.startsWith("format")) return event.preventDefault();
    const sent = inputType === "insertFromDrop" || inputType === "insertReplacementText" ? dataTransfer?.getData("text/plain") : null;
    const text = inputType === "insertLineBreak" ? "\n" : (sent ?? (data?.includes("\n") ? data : null));
    if (text === null || text === undefined) return;
    event.preventDefault();
    const [range] = event.getTargetRanges();
    if (range) getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    insert(text);
  });
  field.addEventListener("restored", () => {
    show();
    place();
  });
  label.addEventListener("click", () => editor.focus());
  box.addEventListener("htmx:afterSwap", assign);
  NARROW.addEventListener("change", place);

  const focused = document.activeElement === field || (field.autofocus && [document.body, null].includes(document.activeElement));
  show();
  field.after(editor);
  field.hidden = true;
  box.closest(".note-cols").classList.add("is-lined");
  seen.observe(editor);
  assign();
  if (!focused) return;
  editor.focus();
  getSelection().selectAllChildren(editor.lastChild);
  getSelection().collapseToEnd();
}

for (const field of document.querySelectorAll("textarea[data-lines]")) {
  const box = document.getElementById(field.dataset.lines);
  if (box) edit(field, box);
}
