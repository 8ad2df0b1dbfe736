import {
  balanceGridChart,
  type Chart,
  digestionClockChart,
  fanChart,
  outlooksChart,
  reconciledSeriesChart,
  socialStockChart,
  supplyUseBalanceChart,
  tornadoChart,
  waterfallChart,
} from "@silicon/balance/figure";

const ABOUT = {
  market: { title: "Lithium carbonate", country: "Chile" },
  source: "SMM <weekly> & model",
  asOf: "2026-02-10",
};

/** One figure of each kind, on rows like the market's. */
export const EXAMPLES: Readonly<Record<string, () => Chart>> = {
  supplyUseBalanceChart: () =>
    supplyUseBalanceChart([
      {
        month: "2025-11",
        supplyKt: undefined,
        useKt: 398,
        balanceKt: undefined,
        status: "derived",
      },
      { month: "2025-12", supplyKt: 397.4, useKt: 388, balanceKt: 9.4, status: "derived" },
      {
        month: "2026-01",
        supplyKt: 375.5,
        useKt: 345.5,
        useLowKt: 330,
        useHighKt: 361,
        balanceKt: 30,
        balanceLowKt: 14,
        balanceHighKt: 46,
        status: "actual",
      },
      { month: "2026-02", supplyKt: 273.7, useKt: 279.5, balanceKt: -5.8, status: "forecast" },
    ], ABOUT),
  waterfallChart: () =>
    waterfallChart({
      startLabel: "January 2026",
      startKt: 30,
      steps: [
        { label: "Production: days", kt: -32.8 },
        { label: "Production: daily rate", kt: -69 },
        { label: "Use", kt: 66 },
      ],
      endLabel: "February 2026",
      endKt: -5.8,
    }, ABOUT),
  socialStockChart: () =>
    socialStockChart(
      [
        { day: "2024-12-13", stockKt: 535 },
        { day: "2025-02-14", stockKt: 544 },
        { day: "2025-02-21", stockKt: 546 },
        { day: "2025-02-28", stockKt: 608 },
        { day: "2025-03-07", stockKt: undefined },
        { day: "2025-03-14", stockKt: 594 },
        { day: "2025-03-20", stockKt: 591 },
      ],
      [{ day: "2025-02-28", beforeKt: 546, afterKt: 608 }],
      ABOUT,
    ),
  reconciledSeriesChart: () =>
    reconciledSeriesChart([
      { month: "2025-10", value: 452.2, low: 452.15, high: 452.25, status: "actual" },
      { month: "2025-11", value: undefined, low: 395.6, high: 400, status: "bounded" },
      { month: "2025-12", value: 397.4, low: 397.1, high: 397.6, status: "derived" },
      { month: "2026-01", value: 375.5, low: 375.45, high: 375.55, status: "actual" },
      { month: "2026-02", value: 273.7, low: 273.5, high: 274, status: "forecast" },
      { month: "2026-03", value: undefined, low: -Infinity, high: Infinity, status: "missing" },
    ], [
      { period: "2025-10", measure: "level", value: 452.2, publisher: "SMM", basis: "actual" },
      { period: "2025-10", measure: "level", value: 404.8, publisher: "Baichuan", basis: "actual" },
      { period: "2026-01", measure: "level", value: 375.5, publisher: "SMM", basis: "actual" },
      { period: "2026-01", measure: "mom", value: -5.5, publisher: "SMM", basis: "actual" },
      { period: "2025-Q4", measure: "level", value: 1250, publisher: "SMM", basis: "actual" },
    ], { ...ABOUT, publisher: "SMM", quantity: "silicon metal production" }),
  tornadoChart: () =>
    tornadoChart([
      { label: "Exports", atLowKt: 2.2, atHighKt: -13.8, lowText: "41 kt", highText: "57 kt" },
      { label: "Silicone cut", atLowKt: -5.8, atHighKt: 11.7, lowText: "0%", highText: "20%" },
    ], { ...ABOUT, baseKt: -5.8 }),
  balanceGridChart: () =>
    balanceGridChart(
      [0, 0.05, 0.1].flatMap((supplyCutShare) =>
        [0, 0.1].map((demandDeclineShare) => {
          const use = 345.5 * (1 - demandDeclineShare);
          const balanceKt = 375.5 * (1 - supplyCutShare) - use;
          return {
            supplyCutShare,
            demandDeclineShare,
            balanceKt,
            balanceShareOfUse: balanceKt / use,
          };
        })
      ),
      ABOUT,
    ),
  fanChart: () =>
    fanChart(
      [0, 1, 2].map((i) => ({
        month: `2026-0${i + 2}`,
        medianKt: 554 - 6 * i,
        bands: [0.5, 0.8, 0.95].map((share) => ({
          share,
          lowKt: 554 - 6 * i - 30 * share * (i + 1),
          highKt: 554 - 6 * i + 30 * share * (i + 1),
        })),
      })),
      {
        ...ABOUT,
        quantity: "Social stock",
        kind: "stock",
        history: [{ month: "2025-12", kt: 557 }, { month: "2026-01", kt: 554 }],
      },
    ),
  digestionClockChart: () =>
    digestionClockChart([
      { month: "2026-02", reachedShare: 0 },
      { month: "2026-03", reachedShare: 0.21 },
      { month: "2026-04", reachedShare: 0.56 },
      { month: "2026-05", reachedShare: 0.78 },
    ], { ...ABOUT, target: "500 kt" }),
  outlooksChart: () =>
    outlooksChart([
      {
        month: "2025-02",
        outlookLowKt: 280,
        outlookHighKt: 280,
        outcomeKt: 289.5,
        surpriseShare: 0.034,
      },
      { month: "2025-03", outlookLowKt: 340, outlookHighKt: undefined, outcomeKt: 342.8 },
      {
        month: "2025-08",
        outlookLowKt: 360,
        outlookHighKt: 370,
        outcomeKt: 386,
        surpriseShare: 0.058,
      },
      { month: "2026-02", outlookLowKt: 273.7, outlookHighKt: 273.7, outcomeKt: undefined },
    ], { ...ABOUT, publisher: "SMM", quantity: "production" }),
};
