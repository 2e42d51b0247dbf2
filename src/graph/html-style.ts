/** The style sheet of the page, beside that of the picture. */
export const PAGE_STYLE = `:root { color-scheme: light dark; --paper: #faf9f6; --card: #ffffff; --border: #d8d4ca; --ink: #1d2330; --faint: #5f6675; --accent: #1769c0; }
@media (prefers-color-scheme: dark) {
:root { --paper: #12141a; --card: #1c1f28; --border: #363c4a; --ink: #eceef4; --faint: #a0a8ba; --accent: #6db6ff; }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 14px/1.4 Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; padding: 10px 16px; border-bottom: 1px solid var(--border); background: var(--card); }
h1 { margin: 0; font-size: 16px; }
#search { flex: 1 1 16em; max-width: 32em; padding: 6px 10px; border: 1px solid var(--border); border-radius: 8px; background: var(--paper); color: inherit; font: inherit; }
#count { min-width: 6em; color: var(--faint); }
.buttons { display: flex; gap: 6px; margin-left: auto; }
button { padding: 5px 11px; border: 1px solid var(--border); border-radius: 8px; background: var(--paper); color: inherit; font: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
main { flex: 1; display: flex; min-height: 0; }
#found { width: 20em; margin: 0; padding: 8px; overflow: auto; border-right: 1px solid var(--border); list-style: none; }
#found button { width: 100%; border: 0; background: none; text-align: left; overflow-wrap: anywhere; }
#found button:hover { background: var(--card); }
#found small { display: block; color: var(--faint); }
#picture { flex: 1; min-width: 0; overflow: hidden; cursor: grab; touch-action: none; }
#picture.moving { cursor: grabbing; }
#picture svg { display: block; width: 100%; height: 100%; }
.searching .card, .searching .bar, .searching .node > text, .searching .icon, .searching .rule, .searching .edge, .searching .said { opacity: 0.18; }
.searching .hit > .card, .searching .hit > .bar, .searching .hit > text, .searching .hit > .icon, .searching .hit > .rule, .searching .edge.hit, .searching .said.hit { opacity: 1; }
.searching text.hit { opacity: 1 !important; font-weight: 700; }
@media (max-width: 40em) { #found { width: 11em; } }`;
