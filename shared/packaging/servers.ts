import { cacheControl, headersOf } from "../policy/deployment.ts";

/** The server that notes go to, where it is another one than the site's. */
type Site = Parameters<typeof headersOf>[0];

const ICONS = cacheControl("icon.png"), OTHERS = cacheControl("taskpane.html");
const xml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** IIS: in the site's own folder. */
export function webConfig(site: Site): string {
  const headers = Object.entries(headersOf(site)).map(([name, value]) => `        <add name="${name}" value="${xml(value)}" />`).join("\n");
  return `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <staticContent>
      <clientCache cacheControlMode="NoControl" />
      <remove fileExtension=".json" />
      <mimeMap fileExtension=".json" mimeType="application/json" />
      <remove fileExtension=".jws" />
      <mimeMap fileExtension=".jws" mimeType="application/jose" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
${headers}
        <add name="Cache-Control" value="${OTHERS}" />
      </customHeaders>
    </httpProtocol>
  </system.webServer>
  <location path="assets">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Cache-Control" />
          <add name="Cache-Control" value="${ICONS}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
`;
}

/** nginx: to be included in the \`server\` block that has the certificate. \`add_header\` in a location replaces those outside it. */
export function nginxConf(site: Site): string {
  const headers = (indent: string): string => Object.entries(headersOf(site)).map(([name, value]) => `${indent}add_header ${name} "${value}" always;`).join("\n");
  return `root /srv/diskret/site;
index taskpane.html;
location / {
${headers("  ")}
  add_header Cache-Control "${OTHERS}" always;
  try_files $uri =404;
}
location /assets/ {
${headers("  ")}
  add_header Cache-Control "${ICONS}" always;
  try_files $uri =404;
}
location = /web.config { return 404; }
location = /staticwebapp.config.json { return 404; }
`;
}

/** Azure Static Web Apps: in the site's own folder. */
export function staticWebApp(site: Site): string {
  return `${JSON.stringify({ globalHeaders: { ...headersOf(site), "Cache-Control": OTHERS }, mimeTypes: { ".jws": "application/jose" }, routes: [{ route: "/assets/*", headers: { "Cache-Control": ICONS } }] }, null, 2)}\n`;
}
