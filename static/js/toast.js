// A toast closes by its button, or by itself when it offers nothing to take back and nobody is reading it.
const READING_MS = 8000;

const isBusy = (toast) => toast.matches(":hover") || toast.contains(document.activeElement);

function closeLater(toast) {
  setTimeout(() => (isBusy(toast) ? closeLater(toast) : toast.remove()), READING_MS);
}

function watch(root) {
  for (const toast of root.querySelectorAll("[data-toast]:not([data-seen])")) {
    toast.dataset.seen = "";
    if (!toast.querySelector("form")) closeLater(toast);
  }
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast] [data-close]")?.closest("[data-toast]").remove();
});
document.addEventListener("htmx:load", () => watch(document));
watch(document);
