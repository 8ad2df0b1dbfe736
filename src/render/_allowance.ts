/** Characters of prose and code on one page: five times what a long notebook has. */
const MOST_SHOWN = 1_000_000;
/** What a cell or an output costs beside its text. */
const EACH = 200;
/** Characters of code that are coloured: on a page, and at once. Colouring some texts takes the square of their length. */
const MOST_COLOURED = 200_000;
const LONGEST_COLOURED = 20_000;
/** Elements that references within drawings stand for, as far as a browser draws them without delay. */
const MOST_REFERRED = 50_000;

/** What of a page's work is left: whatever a notebook holds, its page is made and drawn in a second or two. */
export class Allowance {
  #shown = MOST_SHOWN;
  #coloured = MOST_COLOURED;
  #referred = MOST_REFERRED;

  /**
   * As much of a text as there is room for, with a notice where it is cut; nothing once something was cut.
   *
   * @param cost of a character, against one of prose
   */
  take(text: string, cost = 1): { text: string; notice: string } {
    const room = this.#shown;
    this.#shown = Math.max(0, room - text.length * cost - EACH);
    if (this.#shown > 0 || room === 0) return { text: room === 0 ? "" : text, notice: "" };
    return {
      text: text.slice(0, room / cost).toWellFormed(),
      notice:
        '<p class="notice">Cut here: the page would be too large. All of it is in the notebook.</p>',
    };
  }

  /** Whether something was cut: nothing after it is shown. */
  get isSpent(): boolean {
    return this.#shown === 0;
  }

  /** Whether a piece of code may be coloured. */
  colours(code: string): boolean {
    if (
      code.length > Math.min(LONGEST_COLOURED, this.#coloured) || /\w{1000}|\s{1000}/.test(code)
    ) {
      return false;
    }
    this.#coloured -= code.length;
    return true;
  }

  /** Whether a drawing whose references stand for so many elements may be shown. */
  refers(elements: number): boolean {
    if (elements > this.#referred) return false;
    this.#referred -= elements;
    return true;
  }
}
