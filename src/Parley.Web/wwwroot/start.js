// Before anything is painted: the language, and how the person wants things to look. Runs in the head, so it is small.

(() => {
  const languages = ["en", "de", "es", "fr", "zh-Hans", "ar"];
  const html = document.documentElement;
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  let set = {};
  try { set = JSON.parse(read("parley.preferences")) ?? {}; } catch { /* as if nothing was set */ }

  const known = tag => languages.find(one => one.split("-")[0] === tag.toLowerCase().split("-")[0]);
  html.lang = known(String(set.language ?? "")) ?? navigator.languages.map(known).find(one => one) ?? "en";
  html.dir = html.lang === "ar" ? "rtl" : "ltr";

  /** What <html> says for the style sheets; anything else is the default. */
  const looks = {
    theme: ["light", "dark"], accent: ["blue", "violet", "rose", "amber", "slate"], size: ["small", "large", "largest"],
    density: ["compact"], motion: ["reduced"],
  };
  globalThis.look = wanted => {
    for (const [name, values] of Object.entries(looks)) {
      if (values.includes(wanted?.[name])) html.dataset[name] = wanted[name];
      else delete html.dataset[name];
    }
    // The browser's own frame follows, also when the theme is another than the system's.
    const themes = { light: "#f5f6f4", dark: "#101312" };
    for (const meta of document.querySelectorAll("meta[name=theme-color]"))
      meta.content = themes[wanted?.theme] ?? themes[meta.media.includes("dark") ? "dark" : "light"];
  };
  globalThis.look(set);

  // Enter counts also before the prompt's own script has come.
  addEventListener("submit", event => {
    if (event.target.id !== "enter") return;
    event.preventDefault();
    globalThis.hasEntered = true;
  });

  // Who was here before sees the rooms at once and not the prompt.
  if (read("parley.login") || read("parley.name")) html.dataset.stage = "back";
})();
