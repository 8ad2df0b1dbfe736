import { simulateFan } from "@silicon/balance/ledger";
import { resolveScenario } from "@silicon/balance/scenario";
import { BASE, specOf } from "../scenario/_base.ts";

// Prints by how many bytes a process grows between the second fan and the twenty-second.
const scenario = resolveScenario(specOf([], { months: 24 }));
const paths = Number(Deno.args[0]);
const call = () => simulateFan(BASE, scenario, "balanceKt", { paths });
call();
call();
const before = Deno.memoryUsage().rss;
for (let i = 0; i < 20; i++) call();
console.log(Deno.memoryUsage().rss - before);
