// What a page needs of the browser and Blazor does not give: keys, scrolling, dialogs, what is remembered.

// Whom to tell. After logging out and in again it is another: the browser is listened to once.
let sight = null;
let network = null;

export function remembered(key) { try { return localStorage.getItem(key); } catch { return null; } }
export function remember(key, value) { try { localStorage.setItem(key, value); } catch { /* a private window forgets */ } }

export function forget(key) { try { localStorage.removeItem(key); } catch { /* there is nothing */ } }

/** Forgets what was typed and not sent: see entry.js. */
export function forgetDrafts() {
  try { for (const key of Object.keys(sessionStorage)) if (key.startsWith("parley.draft.")) sessionStorage.removeItem(key); } catch { /* there is nothing */ }
}

/** What this browser is, as its owner would say it in a list of devices. */
export function deviceName() {
  const agent = navigator.userAgent;
  const pick = (...pairs) => pairs.find(([mark]) => agent.includes(mark))?.[1];
  const browser = pick(["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]) ?? "Browser";
  const system = pick(["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "Mac"], ["CrOS", "ChromeOS"], ["Linux", "Linux"]);
  return system ? `${browser} on ${system}` : browser;
}

export function canDeriveKeys() { return !!globalThis.crypto?.subtle; }

/** PBKDF2 with HMAC-SHA-256, 32 bytes. The program cannot normalize the password, which SASLprep wants. */
export async function deriveKey(password, salt, iterations) {
  const normal = new TextEncoder().encode(new TextDecoder().decode(password).normalize("NFKC"));
  const key = await crypto.subtle.importKey("raw", normal, "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, 256));
}

/** Puts a text where it can be pasted from; pages that came without TLS may do so only in the old way. */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const box = document.createElement("textarea");
  box.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

export function openDialog(dialog) { if (!dialog.open) dialog.showModal(); }

/** Opens a dialog beside an element: below it, or above where there is more room. */
export function openBeside(dialog, element) {
  if (dialog.open) return;
  dialog.showModal();
  if (matchMedia("(max-width: 599px)").matches) { dialog.style.inset = ""; return; }
  const at = element.getBoundingClientRect(), width = dialog.offsetWidth, height = dialog.offsetHeight, edge = 8;
  const left = document.documentElement.dir === "rtl" ? at.left : at.right - width;
  const top = at.bottom + height + edge < innerHeight ? at.bottom + 4 : Math.max(edge, at.top - height - 4);
  dialog.style.inset = `${Math.min(top, Math.max(edge, innerHeight - height - edge))}px auto auto ${Math.min(Math.max(edge, left), innerWidth - width - edge)}px`;
}

export function closeDialog(dialog) { dialog.close(); }

/** Tells the program when the page is hidden, and when it is looked at again. */
export function watchSight(program) {
  const tell = () => sight.invokeMethodAsync("Seen", !document.hidden);
  if (!sight) document.addEventListener("visibilitychange", tell);
  sight = program;
  // A page may be opened behind another.
  if (document.hidden) tell();
}

/** Tells the program when the network is back or another one, or when the device may have slept. */
export function watchNetwork(program) {
  const isWatched = network;
  network = program;
  if (isWatched) return;
  const changed = () => network.invokeMethodAsync("NetworkChanged");
  addEventListener("online", changed);
  navigator.connection?.addEventListener?.("change", changed);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) changed(); });
  document.addEventListener("resume", changed);
}

/** Says in the tab and in the address where the person is; a null address stays as it is. */
export function showPlace(title, address) {
  document.title = title;
  if (address !== null && location.hash !== address) history.replaceState(null, "", address);
}

/** Tells the program when the person writes another room into the address, or follows a link to one. */
export function watchAddress(program) {
  addEventListener("hashchange", () => program.invokeMethodAsync("AddressChanged", location.href));
}

export function focusEntry(box) { if (matchMedia("(pointer: fine)").matches) box.focus(); }
