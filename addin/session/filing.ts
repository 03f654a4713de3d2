import type { Keeper } from "./keeper.ts";

/** Files what the journal says is due. A note stays due in the workbook until the server has taken it. */
export class Filing {
  private running: Promise<void> | null = null;

  /** `inTurn`: waits for the workbook's other work. */
  constructor(private readonly keeper: Keeper, private readonly inTurn: (act: () => Promise<void>) => Promise<void>) {}

  get isOn(): boolean {
    return this.keeper.surroundings.fileNote != null;
  }

  /** One note after the other, until all are filed or one is not taken. Sending waits for nobody, and nobody for it. */
  file(): Promise<void> {
    this.running ??= this.send().finally(() => { this.running = null; });
    return this.running;
  }

  private async send(): Promise<void> {
    const { fileNote } = this.keeper.surroundings;
    for (let [due] = this.due; fileNote != null && due !== undefined; [due] = this.due) {
      const { id } = due, result = await fileNote(due);
      if (!result.filed) return this.keeper.set({ unfiled: result.code });
      await this.inTurn(async () => {
        const { note } = this.keeper.snapshot;
        await this.keeper.write({ ...note, journal: note.journal.map(({ due: waiting, ...entry }) => (waiting === undefined || waiting.id === id ? entry : { ...entry, due: waiting })) });
      });
    }
    if (this.keeper.snapshot.unfiled !== null) this.keeper.set({ unfiled: null });
  }

  private get due() {
    return this.keeper.snapshot.note.journal.flatMap(({ due }) => due ?? []);
  }
}
