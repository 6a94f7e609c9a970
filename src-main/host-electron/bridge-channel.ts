/** The one channel between the preload script and the main process. Messages are JSON texts of the contract. */
export const bridgeChannel = 'bonwart';
