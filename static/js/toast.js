// A toast closes by its button, or by itself when it offers nothing to take back and nobody is reading it.
const LEAST_MS = 8000;
const LETTER_MS = 70; // time enough to read a long one

const isBusy = (toast) => toast.matches(":hover") || toast.contains(document.activeElement);

function closeLater(toast) {
  const reading = Math.max(LEAST_MS, LETTER_MS * toast.textContent.trim().length);
  setTimeout(() => (isBusy(toast) ? closeLater(toast) : toast.remove()), reading);
}

function show({ text, undo }) {
  const toast = document.querySelector("[data-toast-template]").content.firstElementChild.cloneNode(true);
  const form = toast.querySelector("form");
  toast.querySelector("[data-text]").textContent = text;
  if (undo && form) form.setAttribute("action", undo);
  else form?.remove();
  document.querySelector("[data-toasts]").append(toast);
  if (!toast.querySelector("form")) closeLater(toast);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast] [data-close]")?.closest("[data-toast]").remove();
});
// The server's messages in answer to htmx: HX-Trigger {"notes": [{"text": …, "undo": …}]}.
document.addEventListener("notes", (event) => event.detail.value.forEach(show));
for (const toast of document.querySelectorAll("[data-toast]")) {
  if (!toast.querySelector("form")) closeLater(toast);
}
