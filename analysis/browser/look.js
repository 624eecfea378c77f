// What check.py asks of a page. Colours are those computed, sizes those laid out.
window.overflowing = () => {
  const wide = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > wide) {
    found.push(`${document.documentElement.scrollWidth} px of content in ${wide} px`);
  }
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.right > wide + 1 && !scroller(element) && !element.closest('svg')) {
      found.push(`${name(element)} ends at ${Math.round(box.right)} of ${wide} px`);
    }
  }
  return found.slice(0, 5);
};

// WCAG 2.2: 4.5 to 1 for text, 3 to 1 for large text and for what a figure is read by.
window.faint = () => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !seen(element) || element.closest('script, style, title, desc')) continue;
    const style = getComputedStyle(element);
    const colour = element.closest('svg') ? style.fill : style.color;
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    report(found, element, colour, large ? 3 : 4.5);
  }
  for (const mark of document.querySelectorAll('svg .bar, svg .median, svg .tip, svg .joint')) {
    if (seen(mark)) {
      const style = getComputedStyle(mark);
      report(found, mark, mark.matches('.bar, .median') ? style.stroke : style.fill, 3);
    }
  }
  return [...new Set(found)].slice(0, 5);
};

function report(found, element, colour, least) {
  const ratio = contrast(rgb(colour), background(element));
  if (ratio < least) {
    found.push(`${name(element)} "${element.textContent.trim().slice(0, 20)}" ${ratio.toFixed(2)}`);
  }
}

function rgb(text) {
  return (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
}

function background(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const layer = rgb(getComputedStyle(at).backgroundColor);
    const alpha = layer.length > 3 ? layer[3] : 1;
    if (alpha > 0) layers.push([layer, alpha]);
    if (alpha === 1) break;
  }
  let under = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  for (const [layer, alpha] of layers.reverse()) {
    under = under.map((value, i) => value * (1 - alpha) + layer[i] * alpha);
  }
  return under;
}

function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour) {
  const [r, g, b] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function seen(element) {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
}

const all = () =>
  [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((element) => seen(element) && element.tabIndex >= 0);

function name(element) {
  const called = element.getAttribute('aria-label') || element.id || element.textContent.trim();
  const same = all().indexOf(element);
  return `${element.tagName.toLowerCase()} ${called.slice(0, 40)}${same < 0 ? '' : ` (${same})`}`;
}

window.interactive = () => all().map(name);

window.focused = () =>
  document.activeElement === document.body ? null : name(document.activeElement);

window.focusIsSeen = () => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
};

window.canScroll = () => {
  const element = document.activeElement;
  element.scrollLeft = 0;
  return element.scrollWidth > element.clientWidth + 1 && scroller(element) === element;
};

window.hasScrolled = () => document.activeElement.scrollLeft > 0;

/** The nearest box that scrolls sideways, the element itself included. */
function scroller(element) {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return at;
  }
  return null;
}

window.unreachableScrollers = () =>
  [...document.querySelectorAll('body *')]
    .filter((e) => scroller(e) === e && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0)
    .map((e) => `${name(e)} scrolls and cannot be focused`);

// On paper: dark on white whatever the screen, nothing cut off, no links that lead nowhere.
window.unprintable = () => {
  const found = [];
  for (const element of document.querySelectorAll('body, body *')) {
    if (seen(element) && !element.closest('svg') && luminance(background(element)) < 0.8) {
      found.push(`${name(element)} is printed on dark`);
    }
    if (seen(element) && scroller(element) === element
        && element.scrollWidth > element.clientWidth + 1) {
      found.push(`${name(element)} is cut off`);
    }
  }
  if ([...document.querySelectorAll('nav')].some(seen)) found.push('navigation is printed');
  if ([...document.querySelectorAll('.narrow')].some(seen)) found.push('figures of a phone');
  return found.slice(0, 5);
};
