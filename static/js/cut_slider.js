// The headline follows the thumb at once; the plan beside it is the server's answer and waits, dimmed, for it.
const MINUS = "\u2212";

const signed = (points) => (points < 0 ? MINUS : "+") + Math.abs(points);
const put = (root, name, text) => {
  for (const place of root.querySelectorAll(`[data-${name}]`)) place.textContent = text;
};

function follow(range) {
  const root = range.closest("[data-cut-slider]");
  const { baseline, step, rules } = root.dataset;
  const cut = Number(range.value);
  const target = Math.round((Number(baseline) * (1 - cut / 100)) / Number(step)) * Number(step);
  put(root, "target", String(Number(target.toFixed(1))));
  put(root, "cut", String(cut));
  put(root, "mine", signed(Number((cut - Number(rules)).toFixed(1))));
  const share = (100 * (cut - Number(range.min))) / (Number(range.max) - Number(range.min));
  root.querySelector("[data-fill]")?.setAttribute("width", `${share}%`);
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-cut-slider] input[type=range]")) return;
  follow(event.target);
  document.querySelector("[data-plan]")?.setAttribute("data-stale", "true");
});

// Moved by the page, not by a hand: the figures follow, nothing becomes stale.
document.addEventListener("cut:follow", (event) => follow(event.target));
