// Sessions change their day by drag, by a long press and drag, or with Shift and the arrows. The server judges and asks.
const NEAR_PX = 6;
const PRESS_MS = 350;

let held = null;

const chipOf = (target) => target.closest?.(".week-grid a.session-chip[data-day]");
const lock = () => document.querySelector("#builder-lock").value;
const cellAt = (x, y) => document.elementFromPoint(x, y)?.closest(".week-grid td[data-day]");

const stop = (event) => event.preventDefault();

function move(chip, day) {
  if (day === chip.dataset.day) return;
  const values = { date: day, lock: lock() };
  htmx.ajax("POST", `${chip.getAttribute("href")}move/`, { source: chip, target: "#plan", swap: "innerHTML", values });
}

function mark(cell) {
  for (const other of document.querySelectorAll(".week-grid td.drop")) other.classList.remove("drop");
  cell?.classList.add("drop");
}

function lift() {
  held.isLifted = true;
  held.ghost = held.chip.cloneNode(true);
  held.ghost.className = "session-chip dense chip-ghost";
  held.ghost.removeAttribute("href");
  document.body.append(held.ghost);
  held.chip.classList.add("lifted");
  follow(held.x, held.y);
}

function follow(x, y) {
  held.ghost.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
  const cell = cellAt(x, y);
  held.cell = cell?.closest("tr") === held.chip.closest("tr") ? cell : null;
  mark(held.cell);
}

function drop() {
  clearTimeout(held.timer);
  held.ghost?.remove();
  held.chip.classList.remove("lifted");
  mark(null);
  held = null;
}

document.addEventListener("pointerdown", (event) => {
  const chip = chipOf(event.target);
  if (!chip || event.button !== 0) return;
  held = { chip, x: event.clientX, y: event.clientY, isTouch: event.pointerType !== "mouse" };
  if (held.isTouch) held.timer = setTimeout(lift, PRESS_MS);
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const isFar = Math.hypot(event.clientX - held.x, event.clientY - held.y) > NEAR_PX;
  if (held.isLifted) follow(event.clientX, event.clientY);
  else if (isFar && held.isTouch) drop(); // they scroll
  else if (isFar) lift();
});

document.addEventListener("pointerup", () => {
  if (!held) return;
  const { chip, cell, isLifted } = held;
  drop();
  if (!isLifted) return;
  // The click that ends a drag opens nothing.
  addEventListener("click", stop, { capture: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 0);
  if (cell) move(chip, cell.dataset.day);
});

document.addEventListener("pointercancel", () => held && drop());
// A lifted session follows the finger instead of the page.
document.addEventListener("touchmove", (event) => held?.isLifted && event.preventDefault(), { passive: false });
document.addEventListener("contextmenu", (event) => held?.isLifted && event.preventDefault());

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held) drop();
  const chip = chipOf(event.target);
  if (!chip || !event.shiftKey || !(event.key in STEPS)) return;
  event.preventDefault();
  const days = [...chip.closest("tr").querySelectorAll("td[data-day]")].map((cell) => cell.dataset.day);
  const day = days[days.indexOf(chip.dataset.day) + STEPS[event.key]];
  if (day) move(chip, day);
});

// What breaks a rule is asked about in a dialog; any answer closes it.
const ask = () => document.querySelector("#ask");
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === ask()) ask().querySelector("dialog")?.showModal();
  else if (detail.target?.id === "plan") ask()?.replaceChildren();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-ask-close]")) ask().querySelector("dialog").close();
});

const reveal = () => {
  for (const words of document.querySelectorAll("[data-scripted]")) words.hidden = false;
};
document.addEventListener("htmx:afterSettle", reveal);
reveal();
