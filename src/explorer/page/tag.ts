/** The panels' element. Replaced by a name that holds the hash of the script's sources. */
export const TAG = "balance-panel-0";
