// Keeps the app itself, so that it starts at once and without a network. What the server answers to anything else is none of its business:
// files, uploads, the socket and the rest go past it.

importScripts("service-worker-assets.js");

const version = "parley-" + self.assetsManifest.version;
const assets = new Map(self.assetsManifest.assets.map(asset => [new URL(asset.url, self.registration.scope).href, asset]));
let opened = null;
const page = new URL("index.html", self.registration.scope).href;

// What only some need is kept when it is first asked for: other languages, pictures and data.
const later = /\.(pdb|dat|json|png|txt|resources\.[^/]+\.wasm)$|service-worker|\/icons\//;

self.addEventListener("install", event => {
  // Where the browser can, it takes the program's sixty files from there without asking this script for each; those of languages have a folder.
  event.addRoutes?.({ condition: { urlPattern: { pathname: "/_framework/:file" } }, source: { cacheName: version } }).catch(() => { /* it is asked */ });
  event.waitUntil(keepAll());
});
self.addEventListener("activate", event => event.waitUntil(dropOthers()));
self.addEventListener("message", event => { if (event.data === "activate") self.skipWaiting(); });

self.addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const home = request.mode === "navigate" && url.href.split(/[?#]/)[0] === self.registration.scope;
  const address = home ? page : url.origin + url.pathname;
  if (home || assets.has(address)) event.respondWith(answer(address, request));
});

self.addEventListener("push", event => event.waitUntil(tell(event.data?.text() ?? "")));

self.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data ?? {}));
});

async function keepAll() {
  const cache = await caches.open(version);
  await cache.addAll([...assets.keys()].filter(address => !later.test(address)).map(ask));
}

// A name with a fingerprint never means anything else; of the others the browser may have an older one.
function ask(address) {
  const fingerprinted = /\.[0-9a-z]{10}\.\w+$/.test(address);
  return new Request(address, { integrity: assets.get(address).hash, cache: fingerprinted ? "default" : "no-cache" });
}

async function dropOthers() {
  for (const name of await caches.keys())
    if (name.startsWith("parley-") && name !== version) await caches.delete(name);
}

async function answer(address, request) {
  const cache = await (opened ??= caches.open(version));
  const kept = await cache.match(address);
  if (kept) return kept;
  const fresh = await fetch(assets.has(address) ? ask(address) : request);
  if (fresh.ok) await cache.put(address, fresh.clone());
  return fresh;
}

// A push is one line of IRC. Who sees the page sees the message.
async function tell(line) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const said = /^(?:@(\S+) +)?:([^ !]+)\S* +PRIVMSG +(\S+) +:?(.*)$/s.exec(line.trimEnd());
  if (!said || windows.some(one => one.visibilityState === "visible")) return;
  const [, tags = "", nickname, target, raw] = said;
  const id = tags.split(";").find(tag => tag.startsWith("msgid="))?.slice("msgid=".length);
  const conversation = target.startsWith("#") ? target : nickname;
  const text = raw.replace(/^\x01ACTION |\x01$/g, "").replace(/\x03\d{0,2}(,\d{1,2})?|[\x00-\x1f\x7f]/g, "").slice(0, 240);
  await self.registration.showNotification(target.startsWith("#") ? `${nickname} · ${target}` : nickname,
    { body: text, tag: conversation, icon: "icons/192.png", badge: "icons/badge.png", data: { conversation, id }, renotify: true });
}

async function open({ conversation, id }) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = windows.find(one => one.visibilityState === "visible") ?? windows[0];
  if (!shown) return self.clients.openWindow(conversation?.startsWith("#") ? "/#" + encodeURIComponent(conversation.slice(1)) + (id ? "/" + id : "") : "/");
  await shown.focus();
  shown.postMessage({ type: "opened", conversation, id });
}
