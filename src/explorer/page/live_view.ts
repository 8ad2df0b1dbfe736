import type { ViewPayload } from "../desk/payload.ts";
export function liveView(_root: HTMLElement, _payload: ViewPayload): void {}
