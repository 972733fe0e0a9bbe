package cli

import "github.com/spf13/cobra"

func newOwn(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "own",
		Short: "Keep your own records: ties and their state, facts, wishes, steps",
		Long: `Keep what you know better than any public list: which ties are alive, facts of
your town, who looks for a partner, what was tried with whom. Records count in
every other command and are marked there as own records, with their date.

They are kept in one file that is not the cache (docs/own.md tells where). Every
change stands in a journal and can be undone. Contacts and notes are private:
they are shown only with --with-notes, and stand in ` + "`own export`" + `, the backup.`,
		Example: `  shimai own ties import 姉妹都市一覧.xlsx
  shimai own ties add 新得町 "Banff, Canada" --status active --since 1999
  shimai own steps add 新得町 Nelson,NZ --stage 2 --outcome contacted
  shimai own undo`,
	}
	group(cmd)
	cmd.AddCommand(newOwnTies(e), newOwnProfile(e), newOwnWishes(e), newOwnSteps(e),
		newOwnHistory(e), newOwnUndo(e), newOwnExport(e), newOwnRestore(e))
	return cmd
}
