import { createServer } from "node:https";

/** For 127.0.0.1 and tests alone: whoever has the source has the key. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkyPjtuwkQx1jpLBU
Xv73Th1mHItfQw7ZPQxnVEP35kChRANCAAS1IdBROZ6FsHEWKSW3J2m5ISkSTDA1
8gQvNmQn+PDQi12LaLf8tAXimru1fYNugNJNPr4/XDxuRV4qdgPdy5qF
-----END PRIVATE KEY-----
`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUDRVxxeG5YPznhr+84bWa+N5LFncwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIzNTQ1MFoYDzIxMjYxMDMw
MjM1NDUwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS1IdBROZ6FsHEWKSW3J2m5ISkSTDA18gQvNmQn+PDQi12LaLf8tAXi
mru1fYNugNJNPr4/XDxuRV4qdgPdy5qFo2QwYjAdBgNVHQ4EFgQUHVmLwzUfkgBh
CWVmC0Lz7NPWY4EwHwYDVR0jBBgwFoAUHVmLwzUfkgBhCWVmC0Lz7NPWY4EwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IQDhVQNIVvXGuL74ta0t6SxuUFQw67reWzeh+Uk/GIbvCgIgWL9PNRftVnfwG4+J
Fl+XJcyrKXD7JXQ0u1jO7egDIAU=
-----END CERTIFICATE-----
`;

/** A file that was put into the folder. */
export interface PutFile {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface LogServer {
  /** Address of the folder, without a slash at its end. */
  readonly url: string;
  readonly files: readonly PutFile[];
  /** What it answers from now on: 201 takes the file. */
  answers(status: number): void;
  close(): Promise<void>;
}

/** A municipality's own https server whose folder takes files by PUT from one site, signed in with the browser's credentials (CORS, Fetch standard 3.2). */
export async function logServer(site: () => string): Promise<LogServer> {
  const files: PutFile[] = [];
  let status = 201;
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
    const allowed = request.headers.origin === site() ? { "access-control-allow-origin": site(), "access-control-allow-credentials": "true", "access-control-allow-methods": "PUT", "access-control-allow-headers": "content-type" } : {};
    let body = "";
    request.on("data", (piece: Buffer) => { body += piece.toString("utf8"); });
    request.on("end", () => {
      if (request.method === "PUT" && status === 201) files.push({ path: request.url ?? "", body, headers: request.headers });
      response.writeHead(request.method === "PUT" ? status : 204, allowed).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new RangeError("the server has no port");
  return {
    url: `https://127.0.0.1:${address.port}/diskret`, files, answers: (next) => { status = next; },
    close: () => new Promise((closed) => { server.closeAllConnections(); server.close(() => closed()); }),
  };
}
