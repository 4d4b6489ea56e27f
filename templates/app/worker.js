// Keeps the looks of this release and, of the person who is signed in, the weeks that are theirs now and next. Read only.
const VERSION = "{{ version }}";
const FILES = {{ files|safe }};
const STATIC = "{{ static }}";
const OFFLINE = "{{ offline }}";
const LANDING = "{{ landing }}";
const WEEK = "{{ week }}";
const SIGN_OUT = "{{ sign_out }}";

const SHELL = `shell-${VERSION}`;
const WEEKS = "weeks-";
const PATIENCE_MS = 5000;
const NOBODY = "none";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const isWeek = (path) => path.startsWith(WEEK) && /^(\d{4}-\d\d-\d\d\/)?$/.test(path.slice(WEEK.length));
const pathOf = (request) => new URL(request.url).pathname;
const anyVary = { ignoreVary: true, ignoreSearch: true };

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keepNow());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (url.pathname === SIGN_OUT) event.waitUntil(forget());
    else if (request.mode === "navigate") event.respondWith(fetch(request).catch(sorry));
  } else if (url.pathname.startsWith(STATIC)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(isWeek(url.pathname) ? week(event) : page(event));
});

async function install() {
  const shell = await caches.open(SHELL);
  // Without cookies: the page for no network is the same for everybody.
  await shell.addAll([...FILES, OFFLINE].map((path) => new Request(path, { credentials: "omit" })));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== SHELL && !name.startsWith(WEEKS));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

// A hashed name never changes what it holds; any other is asked of the network first.
async function file(request) {
  const kept = () => caches.open(SHELL).then((shell) => shell.match(request, anyVary));
  if (HASHED.test(pathOf(request))) return (await kept()) ?? fetch(request);
  return fetch(request).catch(async () => (await kept()) ?? Response.error());
}

async function page(event) {
  const path = pathOf(event.request);
  return fromNetwork(event).catch(async () => (path === LANDING && (await keptWeek(WEEK, "You are offline."))) || sorry());
}

// The network first; what was kept where there is none, or where it lets one wait.
async function week(event) {
  const path = pathOf(event.request);
  const answer = fromNetwork(event).then((response) => {
    event.waitUntil(keep(path, response.clone()).catch(() => {}));
    return response;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([answer, late]).catch(() => null);
  if (first) return first;
  const isSlow = first === undefined;
  const said = isSlow ? "The network does not answer." : "You are offline.";
  return (await keptWeek(path, said)) ?? answer.catch(sorry);
}

async function fromNetwork(event) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  await reckon(response);
  return response;
}

// Whoever a page was made for, only their weeks stay: after signing out, when a session has run out, for the next person.
async function reckon(response) {
  const owner = response.headers.get("Page-Owner");
  if (owner !== null) await forget(WEEKS + owner);
}

async function forget(except) {
  const names = (await caches.keys()).filter((name) => name.startsWith(WEEKS) && name !== except);
  await Promise.all(names.map((name) => caches.delete(name)));
}

// This week's page with the one that follows it; any other week only where it is one of these two.
async function keep(path, response) {
  const owner = response.headers.get("Page-Owner");
  if (!response.ok || response.redirected || !owner || owner === NOBODY) return;
  const weeks = await caches.open(WEEKS + owner);
  const known = (await weeks.keys()).map(pathOf);
  if (path !== WEEK) {
    if (known.includes(path)) await put(weeks, [path], response);
    return;
  }
  const itself = response.headers.get("Content-Location");
  const next = /<([^>]+)>; rel="?next"?/.exec(response.headers.get("Link") ?? "")?.[1];
  const wanted = [WEEK, itself, next].filter((one) => one && isWeek(one));
  await Promise.all(known.filter((one) => !wanted.includes(one)).map((one) => weeks.delete(one)));
  await put(weeks, wanted.filter((one) => one !== next), response);
  if (wanted.includes(next)) await keepNext(weeks, owner, next);
}

async function keepNext(weeks, owner, path) {
  const response = await fetch(path, { credentials: "same-origin" });
  if (response.ok && !response.redirected && response.headers.get("Page-Owner") === owner) await put(weeks, [path], response);
  else await reckon(response);
}

async function keepNow() {
  const response = await fetch(WEEK, { credentials: "same-origin" });
  await reckon(response);
  await keep(WEEK, response);
}

async function put(weeks, paths, response) {
  const text = await response.text();
  const headers = { "Content-Type": response.headers.get("Content-Type"), "Kept-At": new Date().toISOString() };
  const policy = response.headers.get("Content-Security-Policy");
  if (policy) headers["Content-Security-Policy"] = policy;
  await Promise.all(paths.map((path) => weeks.put(path, new Response(text, { headers }))));
}

// The copy says of what moment it is, and offers nothing that could not be kept.
async function keptWeek(path, said) {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(WEEKS))) {
    const found = await (await caches.open(name)).match(path, anyVary);
    if (found) return new Response(readOnly(await found.text(), said, new Date(found.headers.get("Kept-At"))), { headers: found.headers });
  }
  return null;
}

function readOnly(html, said, at) {
  const day = new Intl.DateTimeFormat("en", { weekday: "long" }).format(at);
  const moment = `${day} ${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
  const note = `<p class="offline-note" role="status"><b>${said}</b> This is your week as of ${moment}. You can read it; ticking off works again when the network is back.</p>`;
  return html
    .replace(/<html\b/, "<html data-offline")
    .replace(/<(button|input|select|textarea)\b/g, "<$1 disabled")
    .replace(/<main\b[^>]*>/, (main) => main + note);
}

async function sorry() {
  return (await (await caches.open(SHELL)).match(OFFLINE, anyVary)) ?? Response.error();
}
