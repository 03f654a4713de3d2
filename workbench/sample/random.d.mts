/** Numbers in [0, 1) from a 32-bit seed: the same on every machine. */
export declare function random(seed: number): () => number;
