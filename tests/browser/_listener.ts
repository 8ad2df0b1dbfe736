/** A server on this machine that nothing may ask: it notes whoever does. */
export interface Listener extends AsyncDisposable {
  /** `http://127.0.0.1:N`. */
  origin: string;
  /** Method and path of every request that came. */
  heard: string[];
}

/** Starts to listen on a free port of 127.0.0.1. */
export function listen(): Listener {
  const heard: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    heard.push(`${request.method} ${new URL(request.url).pathname}`);
    return new Response("heard", { headers: { "access-control-allow-origin": "*" } });
  });
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    heard,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
