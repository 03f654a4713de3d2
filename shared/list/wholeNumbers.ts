/** Whole numbers, one after the other, in memory that grows: millions of them cost four bytes each. */
export class WholeNumbers {
  private numbers = new Int32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = number;
  }

  taken(): Int32Array {
    return this.numbers.subarray(0, this.length);
  }
}
