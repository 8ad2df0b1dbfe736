import sanitizeHtml from "sanitize-html";

/** The part of sanitize-html used here. */
type Sanitize = (dirty: string, options: Record<string, unknown>) => string;

const TEXT_TAGS =
  "p div span br hr h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code b i strong em small sub sup s del ins mark abbr time table caption thead tbody tfoot tr th td colgroup col figure figcaption details summary a img"
    .split(" ");

const SVG_TAGS =
  "svg g path rect circle ellipse line polyline polygon text tspan defs clipPath linearGradient radialGradient stop title desc marker pattern mask symbol use"
    .split(" ");

const SVG_ATTRIBUTES =
  "viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d dx dy points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity font-size font-family font-weight font-style font-variant text-anchor dominant-baseline letter-spacing clip-path clip-rule mask marker-start marker-mid marker-end markerWidth markerHeight orient refX refY offset stop-color stop-opacity gradientUnits gradientTransform patternUnits preserveAspectRatio vector-effect paint-order xmlns role href"
    .split(" ");

/** Attributes in which a browser looks for no function. */
const WORDS = new Set(["title", "aria-label", "aria-description", "class", "d", "lang"]);

/** Functions that only compute. Others load: `url`, `image-set`, `src`, `element`, and whatever comes to be. */
const COMPUTES =
  /(?:matrix|translate|scale|rotate|skew[XY]?|rgba?|hsla?|var)\((?:[^()]|var\([^()]*\))*\)/gi;

function isPlain(value: string): boolean {
  return !/[(\\]|@import/i.test(value.replace(COMPUTES, ""));
}

const COLOUR =
  /^(#[0-9a-f]{3,8}|[a-z]+|(rgb|hsl)a?\([0-9\s.,%/]+\)|var\(--[a-z-]+(,\s*#[0-9a-f]{3,8})?\))$/i;
const LENGTH = /^-?[0-9.]+(px|em|rem|%|ch)?$/;

/** Elements within elements: browsers keep as many apart, and reading more takes the square of their number. */
const DEEPEST = 500;

/**
 * HTML or SVG of unknown origin, with what could run, fetch, restyle the page or take the names of
 * its elements removed. Ids get `prefix` in front, and references to them follow. Undefined where elements lie too deep
 * within each other.
 */
export function sanitize(html: string, prefix: string): string | undefined {
  let depth = 0;
  const tooDeep = new RangeError();
  const attributes = (name: string, given: Record<string, string>) => {
    const kept: Record<string, string> = {};
    for (const [key, value] of Object.entries(given)) {
      const reference = value.match(/^\s*url\(\s*["']?#([\w-]+)["']?\s*\)\s*$/)?.[1];
      if (key === "id") kept[key] = prefix + value.replace(/[^\w-]/g, "");
      else if (reference !== undefined) kept[key] = `url(#${prefix}${reference})`;
      else if (SVG_TAGS.includes(name) && !WORDS.has(key) && !isPlain(value)) continue;
      else if (key === "href" || key === "xlink:href") {
        if (value.startsWith("#")) kept["href"] = `#${prefix}${value.slice(1)}`;
        else if (name === "a") kept["href"] = value;
      } else kept[key] = value;
    }
    return kept;
  };
  const options = {
    onOpenTag() {
      if (++depth > DEEPEST) throw tooDeep;
    },
    onCloseTag: () => void depth--,
    allowedTags: [...TEXT_TAGS, ...SVG_TAGS],
    // Titles and headings of the page are its author's.
    transformTags: {
      h1: "h2",
      ...Object.fromEntries(
        ["video", "audio", "iframe", "object", "embed"].map((name) => [name, () => ({
          tagName: "p",
          attribs: { class: "unshown" },
          text: `A part (${name}) that a page cannot show.`,
        })]),
      ),
      img: (name: string, given: Record<string, string>) =>
        /^\s*https?:/i.test(given["src"] ?? "")
          ? {
            tagName: "span",
            attribs: { class: "unshown" },
            text: "A picture from elsewhere that a page cannot show.",
          }
          : { tagName: name, attribs: given },
      "*": (name: string, given: Record<string, string>) => ({
        tagName: name,
        attribs: {
          ...attributes(name, given),
          ...(name === "a" ? { rel: "noopener noreferrer nofollow" } : {}),
        },
      }),
    },
    allowedAttributes: {
      "*": [
        "id",
        "style",
        "class",
        "title",
        "lang",
        "dir",
        "aria-label",
        "aria-hidden",
        "aria-description",
      ],
      a: ["href", "rel"],
      img: ["src", "alt", "width", "height"],
      th: ["colspan", "rowspan", "scope", "align"],
      td: ["colspan", "rowspan", "align"],
      col: ["span"],
      time: ["datetime"],
      details: ["open"],
      ol: ["start"],
      ...Object.fromEntries(SVG_TAGS.map((tag) => [tag, SVG_ATTRIBUTES])),
    },
    allowedClasses: {
      "*": [
        "frame",
        "chart",
        "chart-narrow",
        "unshown",
        "dataframe",
        "number",
        "right",
        "center",
      ],
    },
    allowedStyles: {
      "*": {
        color: [COLOUR],
        "background-color": [COLOUR],
        fill: [COLOUR],
        stroke: [COLOUR],
        "text-align": [/^(left|right|center|start|end)$/],
        "font-weight": [/^(bold|normal|[1-9]00)$/],
        "font-style": [/^(italic|normal)$/],
        "font-size": [LENGTH],
        width: [LENGTH],
        height: [LENGTH],
        "max-width": [LENGTH],
      },
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["data"] },
    allowedSchemesAppliedToAttributes: ["href", "src", "cite"],
    allowProtocolRelative: false,
    exclusiveFilter: (frame: { tag: string; attribs: Record<string, string> }) =>
      frame.tag === "img" &&
      (frame.attribs["src"] !== undefined || frame.attribs["class"] !== "unshown") &&
      !/^data:image\/(png|jpeg|gif|webp);base64,/.test(frame.attribs["src"] ?? ""),
    parser: { lowerCaseTags: false, lowerCaseAttributeNames: false },
  };
  try {
    return (sanitizeHtml as Sanitize)(html, options);
  } catch (error) {
    if (error === tooDeep) return undefined;
    throw error;
  }
}
