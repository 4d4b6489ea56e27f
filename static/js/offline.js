// Registers the worker on an athlete's pages, and says so when the network goes: nothing pretends to have been kept.
const WORKER = document.querySelector('meta[name="worker"]')?.content;
const NOT_KEPT = "You are offline: this was not kept. Try again when the network is back.";

const say = (text) => document.dispatchEvent(new CustomEvent("notes", { detail: { value: [{ text }] } }));
const tell = async (message) => (await navigator.serviceWorker.ready).active?.postMessage(message);
const isCopy = () => document.documentElement.hasAttribute("data-offline");

async function register() {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(WORKER, { scope: "/", updateViaCache: "none" });
  if (isFirst) await tell("keep"); // this page was fetched before anybody could keep it
}

if (WORKER && "serviceWorker" in navigator) {
  addEventListener("load", () => register().catch(() => {})); // a browser that refuses has a site, and no app
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && detail.requestConfig.verb !== "get") tell("keep");
  });
}

const note = () => {
  const said = document.createElement("p");
  said.className = "offline-note";
  said.setAttribute("role", "status");
  said.dataset.now = "";
  said.textContent = "You are offline. What you see is as it was when you opened it; nothing can be kept until the network is back.";
  return said;
};
addEventListener("offline", () => {
  if (!isCopy() && !document.querySelector(".offline-note")) document.querySelector("main")?.prepend(note());
});
addEventListener("online", () => document.querySelector(".offline-note[data-now]")?.remove());

// Before htmx and the browser see it.
document.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(NOT_KEPT);
  },
  { capture: true },
);
document.addEventListener("htmx:sendError", () => say(NOT_KEPT));
