// Runs before the first paint, as a file of its own because the page allows no inline script. The server has written the
// person's choice on <html>; "auto" becomes what the system wants, now and whenever the system changes.
const root = document.documentElement;
root.dataset.script = "";
if (root.dataset.bsTheme === "auto") {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  follow();
  dark.addEventListener("change", follow);
}
