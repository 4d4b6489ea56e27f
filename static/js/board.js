// j and k walk the rows, Enter does what a row offers, s opens its ways to set it aside. Never while somebody types.
const rows = () => [...document.querySelectorAll("[data-board-row]")];
const current = () => document.activeElement?.closest("[data-board-row]");

function go(step) {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  next?.querySelector("[data-act]").focus();
}

function setAside() {
  const menu = current()?.querySelector("[data-aside]");
  if (!menu) return;
  menu.open = true;
  menu.querySelector("form button").focus();
}

const KEYS = { j: () => go(1), k: () => go(-1), s: setAside };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "Escape") {
    const open = document.querySelector("[data-aside][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    return;
  }
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
// One menu at a time, and none when the pointer has gone elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-aside][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
