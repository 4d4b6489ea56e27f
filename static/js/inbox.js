// The inbox by keyboard, on its list and on a thread: never while somebody types. What a key does, a button on the page does, too.
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]";
const find = (selector) => document.querySelector(selector);
const rows = () => [...document.querySelectorAll("[data-inbox-row]")];
const threads = () => [...document.querySelectorAll("[data-thread]")];
const row = () => document.activeElement?.closest("[data-inbox-row]");
const box = (one) => one?.querySelector("input[type=checkbox]");

function go(step) {
  if (find("[data-thread-page]")) {
    const all = threads();
    all[all.findIndex((link) => link.ariaCurrent) + step]?.click();
    return;
  }
  const all = rows();
  const at = all.indexOf(row());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  next?.querySelector("[data-open]").focus();
}

// On the list a key speaks of what is ticked; with nothing ticked, of the row that has the focus.
function act(key) {
  const list = find("[data-inbox-list]");
  if (!list) {
    const menu = find(`[data-menu="${key}"]`);
    if (menu) {
      menu.open = true;
      menu.querySelector("form :is(button, textarea)").focus();
    } else find(`[data-do="${key}"]`)?.click();
    return;
  }
  if (!list.querySelector("tbody :checked") && row()) box(row()).checked = true;
  if (list.querySelector("tbody :checked")) list.querySelector(`[data-do="${key}"]`)?.click();
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  o: () => row()?.querySelector("[data-open]").click(),
  x: () => box(row())?.click(),
  a: () => find("#answer-form textarea")?.focus(),
  s: () => act("s"),
  d: () => act("d"),
  "!": () => act("!"),
  u: () => [...document.querySelectorAll("[data-toast] form button")].at(-1)?.click(),
  "?": () => find("[data-keys]").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape") {
    const open = find("[data-menu][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    return;
  }
  if (event.target.closest(TYPING) || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  // A first sentence goes before what is written already. Without this file the link brings the page with it.
  const begin = event.target.closest("[data-begin]");
  const editor = find("#answer-form textarea");
  if (!begin || !editor) return;
  event.preventDefault();
  editor.value = [begin.dataset.begin, editor.value].filter(Boolean).join("\n\n");
  editor.dispatchEvent(new Event("input", { bubbles: true }));
  editor.focus();
});

// While two drafts stand beside each other nothing saves itself: somebody chooses.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (elt.id === "draft-state" && elt.querySelector("[data-meanwhile]")) event.preventDefault();
});
