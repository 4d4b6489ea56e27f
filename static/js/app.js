// What every page may use. Each module listens on the document, so what htmx swaps in needs no wiring.
import "./toast.js";
import "./copy.js";
import "./cut_slider.js";
import "./offline.js";
