// The service worker, where the browser has one (over HTTPS and on this machine), and what it says of newer versions.

const hour = 3_600_000;
let registration = null;
let asked = false;

/** Installs it, and calls NewVersion() on the program when there is a newer version of the app. */
export async function watch(program) {
  if (!globalThis.isSecureContext || !navigator.serviceWorker) return;
  try {
    registration = await navigator.serviceWorker.register("service-worker.js", { updateViaCache: "none" });
  } catch { /* a browser that keeps nothing, or a server without one */ }
  if (!registration) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (asked) location.reload(); });
  const tell = worker => { if (worker?.state === "installed" && navigator.serviceWorker.controller) program.invokeMethodAsync("NewVersion"); };
  tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => tell(worker));
  });
  setInterval(() => registration.update().catch(() => {}), hour);
}

/** Has the newer version take over, and loads the page anew. */
export function takeOver() {
  asked = true;
  if (registration?.waiting) registration.waiting.postMessage("activate");
  else location.reload();
}
