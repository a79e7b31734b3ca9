// What calls a person who looks elsewhere: a sound, a notification of the desktop, and a mark on the page's icon.

let program = null;
let audio = null;
const open = new Map();

export function watch(host) {
  const isWatched = program;
  program = host;
  if (isWatched) return;
  navigator.serviceWorker?.addEventListener("message", event => {
    if (event.data?.type === "opened") opened(event.data.conversation, event.data.id);
  });
}

export function permission() { return globalThis.isSecureContext && globalThis.Notification ? Notification.permission : "none"; }

export async function askPermission() {
  const now = permission();
  return now === "default" ? Notification.requestPermission() : now;
}

/** Two short notes, soft. A page that was not clicked yet is allowed none. */
export function sound() {
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") audio.resume();
    [[660, 0], [880, 0.09]].forEach(([pitch, delay]) => note(audio.currentTime + delay, pitch));
  } catch { /* no sound here */ }
}

function note(at, pitch) {
  const tone = audio.createOscillator();
  const loud = audio.createGain();
  tone.type = "sine";
  tone.frequency.value = pitch;
  loud.gain.setValueAtTime(0, at);
  loud.gain.linearRampToValueAtTime(0.12, at + 0.01);
  loud.gain.exponentialRampToValueAtTime(0.001, at + 0.22);
  tone.connect(loud).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.24);
}

/** Shows a notification, in place of another of the same conversation. */
export async function show(conversation, id, title, text) {
  if (permission() !== "granted") return;
  const options = { body: text, tag: conversation, icon: "icons/192.png", badge: "icons/badge.png", data: { conversation, id }, renotify: true, silent: true };
  const worker = await navigator.serviceWorker?.getRegistration();
  if (worker?.active) return worker.showNotification(title, options);
  const shown = new Notification(title, options);
  open.set(conversation, shown);
  shown.onclick = () => { window.focus(); shown.close(); opened(conversation, id); };
}

/** Has the browser's push service tell this browser when the page is closed; null when it cannot. The key is the server's, in Base64 for URLs. */
export async function subscribe(key) {
  if (permission() !== "granted") return null;
  const worker = await navigator.serviceWorker?.getRegistration();
  if (!worker?.active || !worker.pushManager) return null;
  try {
    const kept = await worker.pushManager.getSubscription();
    if (kept && toBase64(kept.options.applicationServerKey) !== key.replace(/=+$/, "")) await kept.unsubscribe();
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    return { endpoint: made.endpoint, publicKey: toBase64(made.getKey("p256dh")), secret: toBase64(made.getKey("auth")) };
  } catch { return null; /* a browser without a push service, or one that cannot be reached */ }
}

/** Ends that. Returns the endpoint, or null when there was none. */
export async function unsubscribe() {
  const worker = await navigator.serviceWorker?.getRegistration();
  const kept = await worker?.pushManager?.getSubscription();
  await kept?.unsubscribe();
  return kept?.endpoint ?? null;
}

function toBase64(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes ?? []))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Takes the notification of a conversation away. */
export async function close(conversation) {
  open.get(conversation)?.close();
  open.delete(conversation);
  const worker = await navigator.serviceWorker?.getRegistration();
  for (const shown of await worker?.getNotifications({ tag: conversation }) ?? []) shown.close();
}

/** Shows on the icons of the tab and of the app that something was not read. */
export function mark(unread, mentions) {
  document.querySelector("link[rel=icon]").href = mentions ? "icons/mention.svg" : unread ? "icons/unread.svg" : "favicon.svg";
  if (mentions) navigator.setAppBadge?.(mentions).catch(() => {});
  else navigator.clearAppBadge?.().catch(() => {});
}

function opened(conversation, id) { program?.invokeMethodAsync("NotificationOpened", conversation, id); }
