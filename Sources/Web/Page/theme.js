// Light and dark: the system's wish until somebody chooses. The canvas takes its colours from the style sheet's variables.

const wished = matchMedia('(prefers-color-scheme: dark)');
let cache;

export const isDark = () => document.documentElement.dataset.theme === 'dark';
export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Applies `auto`, `light` or `dark` of the state. */
export function applyTheme(theme) {
  const name = theme === 'auto' ? (wished.matches ? 'dark' : 'light') : theme;
  if (document.documentElement.dataset.theme === name) return false;
  document.documentElement.dataset.theme = name;
  cache = undefined;
  return true;
}

export const onSystemTheme = listener => wished.addEventListener('change', listener);

/** The style sheet's colours by name: `ink`, `quiet`, `line`, `surface`, `ground`, `error`, `doubt`, `accent`… */
export function colours() {
  if (!cache) {
    const style = getComputedStyle(document.documentElement);
    cache = {};
    for (const name of ['ink', 'quiet', 'faint', 'line', 'surface', 'ground', 'raised', 'error', 'doubt', 'accent', 'frame', 'neutral', 'edge']) {
      cache[name] = style.getPropertyValue(`--${name}`).trim();
    }
  }
  return cache;
}
