// The first line of an email greets its one recipient. When somebody else is chosen, it names them instead.
const last = new WeakMap(); // the one recipient before, by the group of recipients

const onlyName = (boxes) => (boxes.length === 1 ? boxes[0].closest("label").textContent.trim() : "");
const firstName = (name) => name.split(" ")[0];

function greet(text, before, now) {
  const [line, ...rest] = text.value.split("\n");
  const words = line.split(/([\s,;:!]+)/).map((word) => (word === firstName(before) ? firstName(now) : word));
  const named = line.includes(before) ? line.replace(before, now) : words.join("");
  if (named === line) return;
  text.value = [named, ...rest].join("\n");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("change", ({ target }) => {
  const group = target.closest("[data-greets]");
  if (!group) return;
  const boxes = [...group.querySelectorAll("input")];
  const before = last.get(group) || onlyName(boxes.filter((box) => box.checked !== (box === target)));
  const now = onlyName(boxes.filter((box) => box.checked));
  last.set(group, now || before);
  if (before && now && now !== before) greet(document.getElementById(group.dataset.greets), before, now);
});
