const REST_MS = 60;
/** Drawn this far out of sight already, so that scrolling finds nothing old. */
const MARGIN = "120px";

/**
 * Draws what is in sight at once and the rest when the hand rests: a slider's frame has no time for what nobody sees.
 */
export class Sight {
  readonly #inSight = new Map<Element, boolean>();
  readonly #late = new Map<Element, () => void>();
  readonly #observer: IntersectionObserver;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.#inSight.set(target, isIntersecting);
        if (isIntersecting) this.#drawLate(target);
      }
    }, { rootMargin: MARGIN });
    addEventListener("beforeprint", () => this.#drawAll());
  }

  /** Draws a part of the panel, now or soon. */
  draw(part: Element, work: () => void): void {
    if (!this.#inSight.has(part)) {
      this.#inSight.set(part, true);
      this.#observer.observe(part);
    }
    if (this.#inSight.get(part)) {
      this.#late.delete(part);
      work();
      return;
    }
    this.#late.set(part, work);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#drawAll(), REST_MS);
  }

  #drawAll(): void {
    for (const part of this.#late.keys()) this.#drawLate(part);
  }

  #drawLate(part: Element): void {
    const work = this.#late.get(part);
    this.#late.delete(part);
    work?.();
  }
}
