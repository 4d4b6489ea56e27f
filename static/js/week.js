// Left and right go to the week before and after: by the arrow keys, or by a swipe. Both follow the page's own links.
const FAR_PX = 64;
const STEEP = 0.5;
const QUICK_MS = 600;
const TYPING = "input, textarea, select, [contenteditable], dialog[open]";

const follow = (rel) => document.querySelector(`[data-weeks] a[rel=${rel}]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest(TYPING)) return;
  if (event.key === "ArrowLeft") follow("prev");
  else if (event.key === "ArrowRight") follow("next");
});

let begun = null;

// Whoever scrolls something sideways, types, marks text or zooms is not turning a page.
const scrolls = (element) => {
  for (let one = element; one && one !== document.body; one = one.parentElement) {
    if (one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== "visible") return true;
  }
  return false;
};

document.addEventListener(
  "touchstart",
  (event) => {
    const [touch] = event.touches;
    const isOurs = event.touches.length === 1 && event.target.closest("#week") && !event.target.closest(TYPING);
    const isZoomed = (window.visualViewport?.scale ?? 1) > 1.01;
    begun = isOurs && !isZoomed && !scrolls(event.target) ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null;
  },
  { passive: true },
);

document.addEventListener(
  "touchend",
  (event) => {
    if (!begun || event.touches.length) return;
    const [touch] = event.changedTouches;
    const [x, y] = [touch.clientX - begun.x, touch.clientY - begun.y];
    const isSwipe = Math.abs(x) >= FAR_PX && Math.abs(y) <= STEEP * Math.abs(x) && event.timeStamp - begun.at <= QUICK_MS;
    begun = null;
    if (isSwipe && !getSelection()?.toString()) follow(x > 0 ? "prev" : "next");
  },
  { passive: true },
);

document.addEventListener("touchcancel", () => {
  begun = null;
});

// What had the focus is gone with the old week: the keyboard goes on from the new one, not from the top of the page.
// Ways that open in place take the focus, so that they are read out.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.elt?.id === "week" && document.activeElement === document.body) detail.elt.focus({ preventScroll: true });
  else detail.elt?.querySelector?.(":scope > .not-today [data-focus]")?.focus({ preventScroll: true });
});
